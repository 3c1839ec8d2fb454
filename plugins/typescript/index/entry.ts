/**
 * What the index knows of one file. Offsets are UTF-16 units, 0-based, a byte order mark not counted.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";

/** What a name stands for. */
export type DeclarationKind =
  | "function"
  | "class"
  | "interface"
  | "type"
  | "enum"
  | "namespace"
  | "const"
  | "let"
  | "var";

/** What a member is. */
export type MemberKind =
  | "property"
  | "method"
  | "getter"
  | "setter"
  | "constructor"
  | "call"
  | "construct"
  | "index"
  | "enum member";

/** A member of a class, interface, object type or enum. */
export interface Member {
  /** Empty for constructors, call, construct and index signatures; `#x` for private names. */
  readonly name: string;
  readonly kind: MemberKind;
  readonly span: Span;
  readonly isStatic: boolean;
  readonly isOptional: boolean;
  readonly isReadonly: boolean;
  readonly access: "public" | "protected" | "private";
  /** Source text without body and doc comment, white space as written. */
  readonly signature: string;
  /** The doc comment's text without its stars; empty when there is none. */
  readonly doc: string;
}

/** A declaration at the top of a file or inside a namespace. Overloads are declarations of their own. */
export interface Declaration {
  readonly name: string;
  readonly kind: DeclarationKind;
  /** The whole declaration, `export` and decorators included. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** Whether the file exports it under any name. */
  readonly isExported: boolean;
  /** The namespace around it, `a.b` for nested ones; a quoted name for an ambient module; empty at the top. */
  readonly container: string;
  /** Source text without body and doc comment; cut after 400 units. */
  readonly signature: string;
  readonly doc: string;
  readonly members: readonly Member[];
}

/** A declaration without what is dear to keep at hand. */
export interface Symbol {
  readonly name: string;
  readonly kind: DeclarationKind;
  readonly isExported: boolean;
  readonly container: string;
  /** Where the name stands. */
  readonly at: number;
}

/** How a file asks for another module. */
export type ImportKind = "import" | "export" | "dynamic" | "require" | "path";

/** One request for another module; `path` is `/// <reference path>`. */
export interface ImportRecord {
  readonly specifier: string;
  readonly kind: ImportKind;
  /** The specifier's place, quotes included. */
  readonly span: Span;
  readonly bindings: readonly ImportBinding[];
}

/** One name that an import brings in. */
export interface ImportBinding {
  /** The name in the other module; `*` for all of it, `default` for its default. */
  readonly imported: string;
  readonly local: string;
  readonly isType: boolean;
}

/** One name that a file exports. */
export interface ExportRecord {
  /** `*` for `export * from`; `=` for `export =` and `module.exports =`. */
  readonly name: string;
  /** The name in this file, or in the module `from`; `*` for all of that module; empty for an expression. */
  readonly local: string;
  /** The specifier, for a re-export; empty for a file's own name. */
  readonly from: string;
  readonly isType: boolean;
}

/** What is kept in memory of each file. */
export interface FileFacts {
  readonly symbols: readonly Symbol[];
  readonly imports: readonly ImportRecord[];
  readonly exports: readonly ExportRecord[];
  /** Faults that stopped the parser, at most 10; a file with faults still has what could be read. */
  readonly faults: readonly { readonly span: Span; readonly message: string }[];
}

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** All of it, as parsed from one text. */
export interface FileEntry extends FileFacts {
  readonly declarations: readonly Declaration[];
  /** What each extractor made of the file, by the extractor's name. */
  readonly records: Readonly<Record<string, Json>>;
}
