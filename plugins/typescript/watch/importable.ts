/**
 * Names that an import may still bring into a file: they are missing only until the fill's imports are written.
 *
 * @module
 */

import { builtinModules } from "node:module";
import { posix } from "node:path";
import process from "node:process";
import type { ImportNeed } from "../../../core/code/scope.ts";
import { Importable as ProjectImportable } from "../importable.ts";
import { parseJsonc, property } from "../project/jsonc.ts";
import { realDisk } from "../project/disk.ts";
import type { Session } from "../session.ts";

/** Answers for one session. */
export class Importable {
  readonly #session: Session;
  readonly #packages = new Map<string, Promise<ReadonlySet<string>>>();
  #written: ReadonlySet<string> = new Set();
  #revision = -1;
  #project: { readonly revision: number; readonly made: Promise<ProjectImportable> } | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * True for a name that a module of the project, of an installed package or of the runtime exports; that some file of
   * the project gives to an import; or that is a module's own name, as default and namespace imports have it.
   */
  async has(name: string, file: string): Promise<boolean> {
    const index = await this.#session.index();
    if ((await this.#imported()).has(name) || (await index.exporters(name)).length > 0) return true;
    const key = plainName(name);
    const defaults = await index.exporters("default");
    if (defaults.some(({ from }) => moduleName(from) === key)) return true;
    const folder = posix.dirname(this.#session.path(file));
    let names = this.#packages.get(folder);
    if (!names) this.#packages.set(folder, names = this.#namesOfPackages(file));
    const known = await names;
    return known.has(name) || known.has(key);
  }

  /** The imports that bring names into a file, of those for which only one would do. */
  async soleImports(names: readonly string[], file: string): Promise<readonly ImportNeed[]> {
    if (names.length === 0) return [];
    const project = await this.#projectNow();
    const found = await Promise.all(names.map((name) => project.sole(name, file)));
    return found.filter((need) => need !== undefined);
  }

  /** Made once for a state of the files: it goes through all of their imports. */
  #projectNow(): Promise<ProjectImportable> {
    const { revision } = this.#session;
    if (this.#project?.revision !== revision) {
      const made = async () =>
        new ProjectImportable(await this.#session.index(), await this.#session.markers());
      this.#project = { revision, made: made() };
    }
    return this.#project.made;
  }

  /** The names that files of the project give to what they import. */
  async #imported(): Promise<ReadonlySet<string>> {
    if (this.#revision !== this.#session.revision) {
      const index = await this.#session.index();
      const bindings = index.files().flatMap((file) => index.imports(file)).flatMap((one) => one.bindings);
      this.#written = new Set(bindings.map(({ local }) => local));
      this.#revision = this.#session.revision;
    }
    return this.#written;
  }

  /** What the packages that a file can reach export, and their own names. */
  async #namesOfPackages(file: string): Promise<ReadonlySet<string>> {
    const index = await this.#session.index();
    const used = index.files().flatMap((one) => index.imports(one))
      .filter(({ isExternal }) => isExternal).map(({ specifier }) => specifier);
    const folders = foldersUp(this.#session.path(file));
    const names = new Set<string>();
    for (const specifier of new Set([...used, ...folders.flatMap(dependenciesIn)])) {
      names.add(moduleName(specifier));
      const entry = index.resolve(specifier, file);
      for (const one of entry ? await index.exports(entry) : []) names.add(one.name);
    }
    const types = folders.map((folder) => `${folder}/node_modules/@types/node`)
      .find((folder) => realDisk.stat(folder)?.isDirectory);
    if (types) namesDeclaredBelow(types).forEach((name) => names.add(name));
    if (types || index.project.kind === "deno") namesOfRuntime().forEach((name) => names.add(name));
    return names;
  }
}

/** The last part of a specifier or path, without ending, signs and capitals: as a default import may be called. */
function moduleName(specifier: string): string {
  const parts = specifier.replace(/\.[^/]*$/, "").replace(/\/index$/, "").split("/");
  return plainName(parts.at(-1) ?? "");
}

function plainName(name: string): string {
  return name.replace(/[^\p{L}\p{N}$_]|[-_]/gu, "").toLowerCase();
}

function foldersUp(path: string): string[] {
  const found: string[] = [];
  for (let at = posix.dirname(path); at !== "/" && at !== "."; at = posix.dirname(at)) found.push(at);
  return found;
}

function dependenciesIn(folder: string): string[] {
  const text = realDisk.stat(`${folder}/package.json`) && realDisk.readText(`${folder}/package.json`);
  const manifest = text ? parseJsonc(text).value : undefined;
  return ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].flatMap((field) => {
    const table = property(manifest, field);
    return table?.kind === "object" ? table.entries.map(({ key }) => key) : [];
  }).filter((name) => !name.startsWith("@types/"));
}

/** Declarations of ambient modules can be found by no path: their names are read from the text. */
function namesDeclaredBelow(folder: string): string[] {
  return realDisk.list(folder).flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return namesDeclaredBelow(path);
    const text = name.endsWith(".d.ts") ? realDisk.readText(path) ?? "" : "";
    return [...text.matchAll(DECLARATION)].map(([, found = ""]) => found);
  });
}

const DECLARATION =
  /\b(?:interface|type|class|namespace|enum|function|const|let|var)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;

/** What the modules of the runtime export as values. Deno has them without `@types/node` too. */
function namesOfRuntime(): string[] {
  return builtinModules.filter((name) => !name.startsWith("_")).flatMap((name) => [
    moduleName(name),
    ...Object.keys(process.getBuiltinModule(name) ?? {}),
  ]);
}
