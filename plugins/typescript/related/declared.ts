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

/** Reads declarations; those of an installed package once in a run. */
export class Declared {
  readonly #index: DeclarationSource;
  readonly #known = new Map<string, {
    readonly facts: FileFacts | undefined;
    readonly all: Promise<readonly Declaration[]>;
  }>();

  constructor(index: DeclarationSource) {
    this.#index = index;
  }

  /** All declarations of a file, in order of place. */
  in(file: string): Promise<readonly Declaration[]> {
    const facts = this.#index.facts(file);
    const known = this.#known.get(file);
    if (known && known.facts === facts) return known.all;
    const all = this.#index.declarations(file);
    this.#known.set(file, { facts, all });
    return all;
  }

  /**
   * What a place names: several where a function has overloads, or an interface and a value share a name. A namespace has
   * what it declares as members.
   */
  async at({ file, name }: Place): Promise<readonly Declaration[]> {
    const all = await this.in(file);
    return all.filter((one) => one.name === name && one.container === "").map((one) =>
      one.kind === "namespace" ? { ...one, members: all.filter(isIn(name)).map(asMember) } : one
    );
  }
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
