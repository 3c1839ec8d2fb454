/**
 * Imports of the types that a new head names and its file lacks.
 *
 * @module
 */

import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import type { ImportNeed } from "../../../core/code/scope.ts";
import type { Edit } from "../../../core/code/text.ts";
import { importEdits } from "../imports.ts";
import type { DeclarationIndex } from "../index/declaration_index.ts";
import { SpecifierStyle } from "../specifier_style.ts";
import type { Style } from "../style.ts";
import type { Syntax } from "../syntax.ts";
import { isTestFile } from "../test_files.ts";

/** Where they go. */
export interface TypeImportSetting {
  readonly syntax: Syntax;
  readonly style: Style;
  readonly index: DeclarationIndex;
}

const UNKNOWN = /^(?:TS2304|TS2552|TS2503)$/;

/** What has to be imported for names that only one module would bring: types alone. */
export async function typeNeeds(
  { syntax, index }: Omit<TypeImportSetting, "style">,
  faults: readonly Diagnostic[],
): Promise<readonly ImportNeed[]> {
  const names = faults.filter(({ code }) => UNKNOWN.test(code))
    .flatMap(({ message }) => /'([^']+)'/.exec(message)?.[1] ?? []);
  if (names.length === 0) return [];
  const imports = new Map(index.files().map((file) => [file, index.imports(file)]));
  const specifiers = new SpecifierStyle(imports, index.project);
  const used = [...imports.values()].flat().filter(({ isExternal, kind }) => isExternal && kind === "import");
  const found = await Promise.all([...new Set(names)].map(async (name): Promise<ImportNeed[]> => {
    const outside = used.filter(({ bindings }) => bindings.some((one) => one.imported === name))
      .map(({ specifier }) => specifier);
    const exporters = await index.exporters(name);
    const own = exporters.filter(({ from, file }) =>
      from === file && from !== syntax.file && !isTestFile(from)
    )
      .map(({ from }) => specifiers.specifier(syntax.file, from));
    const [from, ...others] = new Set([...outside, ...own]);
    return from === undefined || others.length > 0 ? [] : [{ name, from, kind: "type" }];
  }));
  return found.flat();
}

/** The imports for names that only one module would bring, as imports of types alone. */
export async function typeImports(
  { syntax, style, index }: TypeImportSetting,
  faults: readonly Diagnostic[],
): Promise<readonly Edit[]> {
  return importEdits(syntax, await typeNeeds({ syntax, index }, faults), { style, gone: new Map() });
}
