/**
 * What a file exports, under which names, and from where.
 *
 * @module
 */

import type { Statement, StaticExportEntry } from "oxc-parser";
import type { ExportRecord } from "./entry.ts";
import type { Parsed } from "./parse.ts";

/** ECMAScript exports, `export =`, and in JavaScript files `module.exports` and `exports.x`. */
export function exportsOf({ module, program }: Parsed, file: string): readonly ExportRecord[] {
  const entries = module.staticExports.flatMap(({ entries }) => entries);
  const records = entries.sort((a, b) => a.start - b.start).map(record);
  const isScript = /\.c?jsx?$/.test(file) && !module.hasModuleSyntax;
  const others = program.body.flatMap((node) => assigned(node, isScript));
  return others.length === 0 ? records : [...records, ...others];
}

function record(
  { exportName, importName, localName, moduleRequest, isType }: StaticExportEntry,
): ExportRecord {
  const exported = name(exportName.kind, exportName.name);
  const from = moduleRequest?.value ?? "";
  if (from === "") {
    return {
      name: exported,
      local: localName.name ?? (exported === "default" ? "default" : ""),
      from,
      isType,
    };
  }
  return { name: exported, local: name(importName.kind, importName.name), from, isType };
}

function name(kind: string, written: string | null): string {
  if (kind === "Name") return written ?? "";
  return kind === "Default" ? "default" : "*";
}

function assigned(node: Statement, isScript: boolean): readonly ExportRecord[] {
  if (node.type === "TSExportAssignment") {
    const local = node.expression.type === "Identifier" ? node.expression.name : "";
    return [{ name: "=", local, from: "", isType: false }];
  }
  if (!isScript || node.type !== "ExpressionStatement" || node.expression.type !== "AssignmentExpression") {
    return [];
  }
  const { left, right } = node.expression;
  if (left.type !== "MemberExpression" || left.property.type !== "Identifier") return [];
  const local = right.type === "Identifier" ? right.name : "";
  if (isNamed(left.object, "exports")) return [{ name: left.property.name, local, from: "", isType: false }];
  const ofModule = left.object.type === "MemberExpression" && isNamed(left.object.object, "module");
  if (ofModule) return [{ name: left.property.name, local, from: "", isType: false }];
  if (!isNamed(left.object, "module") || left.property.name !== "exports") return [];
  if (right.type !== "ObjectExpression") return [{ name: "=", local, from: "", isType: false }];
  return right.properties.flatMap((property) => {
    if (property.type !== "Property" || property.key.type !== "Identifier") return [];
    const value = property.value.type === "Identifier" ? property.value.name : "";
    return [{ name: property.key.name, local: value, from: "", isType: false }];
  });
}

function isNamed(node: { readonly type: string; readonly name?: unknown }, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}
