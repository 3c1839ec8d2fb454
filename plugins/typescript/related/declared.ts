/**
 * Declarations by file, decoded once for each text.
 *
 * @module
 */

import type { DeclarationIndex } from "../index/declaration_index.ts";
import type { Declaration, FileFacts, Member } from "../index/entry.ts";
import type { Place } from "./links.ts";

/** What is asked of the index. */
export type DeclarationSource = Pick<DeclarationIndex, "declarations" | "facts">;

/** What is known of a file's text. */
interface Known {
  readonly facts: FileFacts | undefined;
  readonly all: Promise<readonly Declaration[]>;
  /** What names stand for, of those that were asked about. */
  readonly named: Map<string, Promise<readonly Declaration[]>>;
}

/** Reads declarations; those of an installed package once in a run. */
export class Declared {
  readonly #index: DeclarationSource;
  readonly #known = new Map<string, Known>();

  constructor(index: DeclarationSource) {
    this.#index = index;
  }

  /** All declarations of a file, in order of place. */
  in(file: string): Promise<readonly Declaration[]> {
    return this.#of(file).all;
  }

  /**
   * What a place names: several where a function has overloads, or an interface and a value share a name. A namespace has
   * what it declares as members. The same list as long as the file stays as it is.
   */
  at({ file, name }: Place): Promise<readonly Declaration[]> {
    const { all, named } = this.#of(file);
    let found = named.get(name);
    if (!found) named.set(name, found = all.then((all) => namedIn(all, name)));
    return found;
  }

  #of(file: string): Known {
    const facts = this.#index.facts(file);
    let known = this.#known.get(file);
    if (!known || known.facts !== facts) {
      known = { facts, all: this.#index.declarations(file), named: new Map() };
      this.#known.set(file, known);
    }
    return known;
  }
}

function namedIn(all: readonly Declaration[], name: string): readonly Declaration[] {
  return all.filter((one) => one.name === name && one.container === "").map((one) =>
    one.kind === "namespace" ? { ...one, members: all.filter(isIn(name)).map(asMember) } : one
  );
}

function isIn(namespace: string): (one: Declaration) => boolean {
  return ({ container, isExported }) => container === namespace && isExported;
}

function asMember({ name, kind, span, signature, doc }: Declaration): Member {
  const flags = { isStatic: true, isOptional: false, isReadonly: true, access: "public" } as const;
  return {
    ...{ name, span, doc, ...flags },
    kind: kind === "function" ? "method" : "property",
    signature: signature.replace(/^export /, ""),
  };
}
