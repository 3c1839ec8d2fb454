/**
 * The declarations of a project and of what it has installed, kept up to date with its files.
 *
 * @module
 */

import { posix } from "node:path";
import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import type { FileText } from "../../../core/code/text.ts";
import { type Disk, realDisk, remember } from "../project/disk.ts";
import { openProject, type Project, relativeTo } from "../project/project.ts";
import { dependencyFacts } from "./dependencies.ts";
import { plainDoc } from "./doc.ts";
import type { Export, Exporter, Import } from "./answers.ts";
import type { Declaration, FileFacts, Json } from "./entry.ts";
import type { Extractor } from "./extract.ts";
import { factsOf, type Refreshed, rowOf, scan } from "./files.ts";
import { edgesOf, reachedBy, reverse } from "./graph.ts";
import { loadParser, type Parse, parserVersion } from "./parse.ts";
import { exportedNames, type ExportSources } from "./reexports.ts";
import { type Resolver, resolverOf } from "./resolve.ts";
import { searchSymbols, type SymbolHit } from "./search.ts";
import { openStore, type Store } from "./store.ts";

/** Change it with any change to what rows hold. */
const format = "1";

/** How to open an index. */
export interface IndexOptions {
  /** Absolute path of the project's root. */
  readonly root: string;
  /** Folder for the index file, made if need be; without one the index lives in memory. */
  readonly storeDir?: string;
  readonly extractors?: readonly Extractor[];
  readonly disk?: Disk;
  readonly signal?: AbortSignal;
}

/** Brings an index up to date with the files on disk and opens it. */
export async function openIndex(options: IndexOptions): Promise<DeclarationIndex> {
  const extractors = options.extractors ?? [];
  const version = [format, parserVersion, ...extractors.map(({ name, version }) => `${name}@${version}`)]
    .join(" ");
  const index = new DeclarationIndex(options, openStore(options.storeDir, version));
  try {
    await index.refresh(options.signal);
    return index;
  } catch (error) {
    index[Symbol.dispose]();
    throw error;
  }
}

/**
 * An open index. Files are named relative to the project's root, with `/` between parts; those of installed packages
 * too. Answers hold for the texts as of the last `refresh` or `update`.
 */
export class DeclarationIndex {
  readonly #options: IndexOptions;
  readonly #store: Store;
  #disk: Disk = realDisk;
  #project: Project | undefined;
  #resolver: Resolver | undefined;
  #parse: Parse | undefined;
  #facts = new Map<string, FileFacts>();
  #dependencies = new Map<string, FileFacts>();
  #importers: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  #exporters: ReadonlyMap<string, readonly Exporter[]> | undefined;
  /** What the last `refresh` did. */
  refreshed: Refreshed = { files: 0, parsed: [], removed: [], unread: [] };

  /** @ignore Use `openIndex`. */
  constructor(options: IndexOptions, store: Store) {
    this.#options = options;
    this.#store = store;
  }

  /** The project as its config files describe it. */
  get project(): Project {
    if (!this.#project) throw new TypeError("Cannot read the project: the index is not open");
    return this.#project;
  }

  /** Every file of the project, those that only imports reach included; sorted. */
  files(): readonly string[] {
    return [...this.#facts.keys()].map((path) => this.#relative(path)).sort();
  }

  /** Faults of config files, and faults that stopped the parser. */
  diagnostics(): readonly Diagnostic[] {
    const parser = [...this.#facts].flatMap(([path, { faults }]) =>
      faults.map(({ span, message }): Diagnostic => {
        return {
          file: this.#relative(path),
          span,
          severity: "error",
          code: "parse",
          message,
          source: "typescript",
        };
      })
    );
    return [...this.project.diagnostics, ...parser];
  }

  /** Looks at every file again, and at the config files, and reads what changed. */
  async refresh(signal?: AbortSignal): Promise<Refreshed> {
    const { root, disk = realDisk, extractors = [] } = this.#options;
    this.#disk = remember(disk);
    this.#project = openProject(root, this.#disk);
    const facts = new Map<string, FileFacts>();
    const resolver = this.#renewResolver(facts);
    this.refreshed = await scan(facts, {
      project: this.#project,
      disk: this.#disk,
      store: this.#store,
      resolver,
      extractors,
      signal,
    });
    this.#facts = facts;
    this.#dependencies.clear();
    this.#forget();
    return this.refreshed;
  }

  /** Takes the text of files as they now are, saved or not, and reads only these again. */
  async update(files: readonly FileText[]): Promise<void> {
    const parse = await this.#parser();
    const disk = this.#options.disk ?? realDisk;
    const rows = files.map(({ file, text }) => {
      const path = this.#absolute(file);
      const isSaved = disk.readText(path) === text;
      const stamp = isSaved ? disk.stat(path) : undefined;
      return rowOf(parse, { file, text, stamp, isDependency: false }, this.#options.extractors ?? []);
    });
    this.#store.put(rows);
    if (rows.some(({ file }) => !this.#facts.has(this.#absolute(file)))) this.#renewResolver(this.#facts);
    for (const row of rows) this.#facts.set(this.#absolute(row.file), factsOf(row));
    this.#forget();
  }

  /** The declarations of a file with members, signatures and docs; of an installed package's file too. */
  async declarations(file: string): Promise<readonly Declaration[]> {
    await this.#parser();
    const path = this.#absolute(file);
    if (!this.#facts.has(path) && !this.#dependency(path)) return [];
    return this.#store.details(file).map(readable);
  }

  /** What an extractor made of a project file. */
  record(file: string, extractor: string): Json | undefined {
    return this.#store.record(file, extractor);
  }

  /** Declarations of the project by name, best first. */
  symbols(query: string, limit = 100): readonly SymbolHit[] {
    const named = [...this.#facts].map(([path, facts]) => [this.#relative(path), facts] as const);
    return searchSymbols(named, query, limit);
  }

  /** What a file of the project imports and exports, as it is written there. */
  facts(file: string): FileFacts | undefined {
    return this.#facts.get(this.#absolute(file));
  }

  /** What a file imports, in order of place. */
  imports(file: string): readonly Import[] {
    return edgesOf(this.#absolute(file), this.#sources()).map(({ record, target }) => ({
      ...record,
      target: target && this.#relative(target.path),
      isExternal: target?.isExternal ?? false,
    }));
  }

  /** The project files that import a file, sorted; with `isTransitive` also those that import these, and so on. */
  importers(
    file: string,
    { isTransitive = false }: { readonly isTransitive?: boolean } = {},
  ): readonly string[] {
    this.#importers ??= reverse(this.#sources());
    const path = this.#absolute(file);
    const found = isTransitive ? reachedBy(path, this.#importers) : [...this.#importers.get(path) ?? []];
    return found.map((importer) => this.#relative(importer)).sort();
  }

  /** The file that a specifier leads to, asked from a file of the project. */
  resolve(specifier: string, from: string): string | undefined {
    const found = this.#sources().resolver.resolve(specifier, this.#absolute(from));
    return found && this.#relative(found.path);
  }

  /** Every name that a file of the project or of an installed package exports, re-exports followed; sorted. */
  async exports(file: string): Promise<readonly Export[]> {
    await this.#parser();
    return exportedNames(this.#absolute(file), this.#everything()).map((found) => this.#export(found));
  }

  /**
   * The modules of the project that export a name: first those that declare it, then by path. Names of installed
   * packages that the project re-exports count; those it does not, `exports` of the package's entry gives.
   */
  async exporters(name: string): Promise<readonly Exporter[]> {
    await this.#parser();
    this.#exporters ??= this.#allExporters();
    return this.#exporters.get(name) ?? [];
  }

  /** Closes the index file. */
  [Symbol.dispose](): void {
    this.#store.close();
  }

  #allExporters(): ReadonlyMap<string, readonly Exporter[]> {
    const all = new Map<string, Exporter[]>();
    for (const path of [...this.#facts.keys()].sort()) {
      const from = this.#relative(path);
      for (const found of exportedNames(path, this.#everything())) {
        const exporter = { ...this.#export(found), from };
        const known = all.get(found.name);
        if (!known) all.set(found.name, [exporter]);
        else if (exporter.file === from) known.unshift(exporter);
        else known.push(exporter);
      }
    }
    return all;
  }

  #export(
    { name, path, local, isType }: { name: string; path: string; local: string; isType: boolean },
  ): Export {
    return { name, file: this.#relative(path), local, isType };
  }

  #everything(): ExportSources {
    const { resolver } = this.#sources();
    return {
      facts: (path) => this.#facts.get(path) ?? this.#dependency(path),
      target: (specifier, from) => resolver.resolve(specifier, from)?.path,
    };
  }

  #dependency(path: string): FileFacts | undefined {
    const known = this.#dependencies.get(path);
    if (known || !this.#parse) return known;
    const found = dependencyFacts(path, this.#relative(path), {
      store: this.#store,
      disk: this.#disk,
      parse: this.#parse,
    });
    if (found) this.#dependencies.set(path, found);
    return found;
  }

  /** The parser, kept so that later steps need not wait for it. */
  async #parser(): Promise<Parse> {
    this.#parse ??= (await loadParser()).parse;
    return this.#parse;
  }

  #renewResolver(facts: ReadonlyMap<string, FileFacts>): Resolver {
    this.#resolver = resolverOf(this.project, this.#disk, (path) => facts.has(path));
    return this.#resolver;
  }

  #sources() {
    if (!this.#resolver) throw new TypeError("Cannot resolve a specifier: the index is not open");
    return { facts: this.#facts, resolver: this.#resolver };
  }

  #forget(): void {
    this.#importers = undefined;
    this.#exporters = undefined;
  }

  #relative(path: string): string {
    return relativeTo(this.project.root, path);
  }

  #absolute(file: string): string {
    return posix.resolve(this.project.root, file);
  }
}

function readable(declaration: Declaration): Declaration {
  return {
    ...declaration,
    doc: plainDoc(declaration.doc),
    members: declaration.members.map((member) => ({ ...member, doc: plainDoc(member.doc) })),
  };
}
