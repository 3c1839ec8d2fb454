/**
 * TypeScript's own forms of CommonJS, `export =` and `import name = require("…")`, and imports in such a module.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";
import type { Program, Statement } from "./module.ts";

/** `import name = require("specifier")`. */
export interface RequiringImport {
  readonly name: string;
  readonly isType: boolean;
  readonly isExported: boolean;
  readonly specifier: string;
  /** The specifier with its quotes. */
  readonly span: Span;
  /** The whole statement. */
  readonly whole: Span;
}

/** True for a module with `export =`: what it gives is one value, so it can be no other than CommonJS. */
export function exportsOne({ body }: Program): boolean {
  return body.some(({ type }) => type === "TSExportAssignment");
}

/** The statement as an import of this form; `undefined` for any other. */
export function requiringImport(statement: Statement): RequiringImport | undefined {
  const isExported = statement.type === "ExportNamedDeclaration";
  const inner = isExported ? statement.declaration : statement;
  if (inner?.type !== "TSImportEqualsDeclaration") return undefined;
  const { id, importKind, moduleReference } = inner;
  if (moduleReference.type !== "TSExternalModuleReference") return undefined;
  const { value, start, end } = moduleReference.expression;
  return {
    name: id.name,
    isType: importKind === "type",
    isExported,
    specifier: value,
    span: { start, end },
    whole: { start: statement.start, end: statement.end },
  };
}

/** A name that an import statement brings: `default`, `*` for the whole module, or its name there. */
export interface ImportedName {
  readonly from: string;
  readonly local: string;
}

/** What an import of a module is in CommonJS, as compilers write it with `esModuleInterop`. */
export function requireText(specifier: string, names: readonly ImportedName[]): string {
  const call = `require(${JSON.stringify(specifier)})`;
  const bound = names.map(({ from, local }) =>
    from === "*"
      ? `${local} = ${call}`
      : from === "default"
      ? `${local} = (${DEFAULT})(${call})`
      : `{ ${JSON.stringify(from)}: ${local} } = ${call}`
  );
  return bound.length > 0 ? `const ${bound.join(", ")};` : `${call};`;
}

/** A module written as one has a default of its own; any other is its default. */
const DEFAULT = "(it) => it.__esModule || it[Symbol.toStringTag] === 'Module' ? it.default : it";
