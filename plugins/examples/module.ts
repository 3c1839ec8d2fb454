/**
 * A module's text as its links to other modules.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import type { Span } from "../../core/code/text.ts";
import { exportsOne, type ImportedName, type RequiringImport, requiringImport } from "./commonjs.ts";
import { requireLinks } from "./require.ts";

/** A parsed text. */
export type Program = ReturnType<typeof parseSync>["program"];
/** A statement of one. */
export type Statement = Program["body"][number];

/** One place where a module names another. */
export interface Link {
  readonly kind: "static" | "dynamic" | "require";
  readonly specifier: string;
  /** The specifier with its quotes. */
  readonly span: Span;
  /** The whole import or export statement, or the whole `import()` or `require()`. */
  readonly whole: Span;
  /** The names that an import statement brings, those of types left out. */
  readonly names?: readonly ImportedName[];
  /** Set for `import name = require("…")`. */
  readonly requiring?: RequiringImport;
}

/** A name that a module exports. */
export interface ExportName {
  /** `*` for everything of another module. */
  readonly name: string;
  /** True for interfaces, type aliases and everything else that leaves no value. */
  readonly isType: boolean;
  /** The name in the text's own scope, for `export { local as name }`. */
  readonly local: string | undefined;
  /** The module it comes from and its name there. */
  readonly from: { readonly specifier: string; readonly name: string } | undefined;
  /** Where the export stands in its list. */
  readonly span: Span;
}

/** What is known of a module from its text. */
export interface Module {
  readonly text: string;
  readonly format: "esm" | "cjs";
  readonly links: readonly Link[];
  readonly exports: readonly ExportName[];
  /** Statements that only name types. */
  readonly typeOnly: readonly Span[];
  /** Why the text can not be run: the parser's first complaint. */
  readonly fault: string | undefined;
  /** The names of the interfaces and type aliases at the top of the text. */
  typeNames(): ReadonlySet<string>;
  /** The variables at the top of the text that may hold something that changes. */
  variables(): readonly Variable[];
}

/** A variable at the top of a module. */
export interface Variable {
  readonly name: string;
  readonly isConst: boolean;
}

/**
 * Reads a module's links and exports.
 *
 * @param file Its name, which tells the dialect: `.ts`, `.tsx`, `.mts`, `.cts`, `.js`, `.jsx`, `.mjs`, `.cjs`.
 */
export function readModule(file: string, text: string): Module {
  const parsed = parseSync(file, text);
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const format = formatOf(file, text, parsed);
  const exports = staticExports.flatMap((statement) => statement.entries.map((entry) => exportOf(entry)));
  const links = new Map<number, Link>();
  const typeOnly: Span[] = [];
  for (const { start, end, moduleRequest, entries } of staticImports) {
    if (entries.length > 0 && entries.every((entry) => entry.isType)) typeOnly.push({ start, end });
    else {
      const names = entries.filter((entry) => !entry.isType).map(importedName);
      links.set(moduleRequest.start, { ...staticLink(moduleRequest, { start, end }), names });
    }
  }
  for (const requiring of parsed.program.body.map(requiringImport)) {
    if (requiring?.isType) typeOnly.push(requiring.whole);
    else if (requiring) links.set(requiring.span.start, requiringLink(requiring, format));
  }
  for (const { start, end, entries } of staticExports) {
    const request = entries[0]?.moduleRequest;
    // An export of an imported name repeats the import's own place.
    if (!request || staticImports.some((statement) => statement.start === start)) continue;
    if (entries.every((entry) => entry.isType)) typeOnly.push({ start, end });
    else links.set(request.start, staticLink(request, { start, end }));
  }
  const dynamic = dynamicImports.flatMap(({ start, end, moduleRequest }) =>
    literalLink(text, moduleRequest, { start, end })
  );
  const required = format === "cjs" ? requireLinks(parsed.program) : [];
  const fault = parsed.errors.find((error) => error.severity === "Error")?.message;
  const all = [...links.values(), ...dynamic, ...required];
  let variables: readonly Variable[] | undefined;
  return {
    text,
    format,
    links: all,
    exports,
    typeOnly,
    fault,
    typeNames: () => typeNamesOf(parsed.program),
    variables: () => variables ??= variablesOf(parsed.program),
  };
}

function staticLink(request: { value: string; start: number; end: number }, whole: Span): Link {
  return {
    kind: "static",
    specifier: request.value,
    span: { start: request.start, end: request.end },
    whole,
  };
}

function requiringLink(requiring: RequiringImport, format: Module["format"]): Link {
  const { specifier, span, whole } = requiring;
  return { kind: format === "cjs" ? "require" : "static", specifier, span, whole, requiring };
}

/** A dynamic import of anything but a plain literal is left alone: the sandbox contains it. */
function literalLink(text: string, { start, end }: Span, whole: Span): Link[] {
  const quoted = /^(["'`])([^\\]*)\1$/.exec(text.slice(start, end));
  if (!quoted || quoted[2]?.includes("${") || quoted[2]?.includes(quoted[1] ?? "")) return [];
  return [{ kind: "dynamic", specifier: quoted[2] ?? "", span: { start, end }, whole }];
}

interface OxcImport {
  readonly importName: { readonly kind: string; readonly name: string | null };
  readonly localName: { readonly value: string };
}

function importedName({ importName: { kind, name }, localName }: OxcImport): ImportedName {
  const from = kind === "NamespaceObject" ? "*" : kind === "Default" ? "default" : name ?? "";
  return { from, local: localName.value };
}

interface OxcExport {
  readonly start: number;
  readonly end: number;
  readonly isType: boolean;
  readonly moduleRequest: { readonly value: string } | null;
  readonly importName: { readonly kind: string; readonly name: string | null };
  readonly exportName: { readonly kind: string; readonly name: string | null };
  readonly localName: { readonly kind: string; readonly name: string | null };
}

function exportOf(entry: OxcExport): ExportName {
  const { start, end, isType, moduleRequest, importName, exportName, localName } = entry;
  const name = exportName.name ?? (exportName.kind === "Default" ? "default" : "*");
  const nameThere = importName.name ?? (importName.kind === "Default" ? "default" : "*");
  const from = moduleRequest ? { specifier: moduleRequest.value, name: nameThere } : undefined;
  return { name, isType, local: localName.name ?? undefined, from, span: { start, end } };
}

/** How a text is run. TypeScript's compiler makes CommonJS of `.cts` with `import` and `export`: it runs as it is written. */
function formatOf(
  file: string,
  text: string,
  { program, module }: ReturnType<typeof parseSync>,
): "esm" | "cjs" {
  if (file.endsWith(".cjs") || exportsOne(program)) return "cjs";
  if (module.hasModuleSyntax || /\.(m[jt]s|tsx?)$/.test(file)) return "esm";
  if (file.endsWith(".cts")) return "cjs";
  return /\b(require|exports|module)\b/.test(text) ? "cjs" : "esm";
}

function typeNamesOf(program: Program): ReadonlySet<string> {
  const names = program.body.flatMap((statement) =>
    statement.type === "TSInterfaceDeclaration" || statement.type === "TSTypeAliasDeclaration"
      ? [statement.id.name]
      : []
  );
  return new Set(names);
}

/** Constants that hold a primitive or a function never change. */
const CONSTANT = /^(Literal|TemplateLiteral|UnaryExpression|BinaryExpression)$|Function/;

function variablesOf(program: Program): readonly Variable[] {
  return program.body.flatMap((statement) => {
    const inner = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (inner?.type !== "VariableDeclaration" || inner.declare) return [];
    const isConst = inner.kind !== "let" && inner.kind !== "var";
    return inner.declarations.flatMap(({ id, init }) =>
      id.type !== "Identifier" || isConst && CONSTANT.test(init?.type ?? "")
        ? []
        : [{ name: id.name, isConst }]
    );
  });
}
