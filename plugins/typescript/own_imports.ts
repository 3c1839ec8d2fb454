/**
 * What a file imports already, by the modules that its specifiers lead to: what is added looks the same.
 *
 * @module
 */

import type { Import } from "./index/answers.ts";

/** The values that one file imports from one module. */
interface FromModule {
  readonly specifier: string;
  /** The names in the module; `*` for all of it. */
  readonly names: ReadonlySet<string>;
}

/** The imports of one file. A module is a file relative to the root, or a specifier where it leads to no file. */
export class OwnImports {
  readonly #modules: ReadonlyMap<string, FromModule>;

  constructor(imports: readonly Import[]) {
    const own = Map.groupBy(
      imports.filter(({ kind }) => kind === "import"),
      ({ target, specifier }) => target ?? specifier,
    );
    this.#modules = new Map([...own].map(([module, all]) => [module, fromModule(all)]));
  }

  /** How the file writes the way to a module; `undefined` where it imports nothing of it. */
  specifier(module: string): string | undefined {
    return this.#modules.get(module)?.specifier;
  }

  /** False for a name that the file has, under this or another name, and for a second form beside the one it uses. */
  lacks(module: string, imported: string): boolean {
    const names = this.#modules.get(module)?.names ?? new Set();
    return names.size === 0 || !names.has("*") && !names.has(imported) && imported !== "*";
  }
}

/** An import of values says more than one of types alone. */
function fromModule(imports: readonly Import[]): FromModule {
  const values = (one: Import) =>
    one.bindings.filter(({ isType }) => !isType).map(({ imported }) => imported);
  const first = imports.find((one) => values(one).length > 0) ?? imports[0];
  return { specifier: first?.specifier ?? "", names: new Set(imports.flatMap(values)) };
}
