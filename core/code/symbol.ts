/**
 * What a project declares, as it is asked for and told.
 *
 * @module
 */

import type { Span } from "./text.ts";

/** What is asked of the declarations of a project, or of a package that it has installed. */
export interface SymbolQuery {
  /** A name, its start, the first letters of its words, or a part of it; empty for all. */
  readonly name: string;
  /** Only what this file declares, relative to the root. */
  readonly file?: string;
  /**
   * Only what a package outside the project gives to its users, by the name under which code asks for it. Not together
   * with `file`.
   */
  readonly package?: string;
  /** At most this many. */
  readonly limit: number;
  /** True: with signatures, doc comments and members, which cost a look at each file. */
  readonly isWhole: boolean;
}

/** A part of a declaration: a method, a property, a case. */
export interface MemberSymbol {
  /** Empty where the language gives it none, as to a constructor. */
  readonly name: string;
  /** As the language calls it: `method`, `getter`. */
  readonly kind: string;
  /** Source text without body and doc comment. */
  readonly signature: string;
}

/** A declaration of a project. */
export interface DeclaredSymbol {
  /** As the code writes it. */
  readonly name: string;
  /** As the language calls it: `function`, `class`, `type`. */
  readonly kind: string;
  /** Relative to the project's root. */
  readonly file: string;
  /** Where the name stands. */
  readonly span: Span;
  /** Whether other files can ask for it. */
  readonly isExported: boolean;
  /** What it lies in, `a.b` for nested ones; empty at the top of its file. */
  readonly container: string;
  /** Source text without body and doc comment; absent unless asked for. */
  readonly signature?: string;
  /** The doc comment's text, empty when there is none; absent unless asked for. */
  readonly doc?: string;
  /** In order of place; absent unless asked for. */
  readonly members?: readonly MemberSymbol[];
}
