/**
 * One project in one run: its index, its compilers, its texts as they will be, and what was counted in it.
 *
 * @module
 */

import type { FileText } from "../../core/code/text.ts";
import { type Compiler, openCompiler } from "./compiler.ts";
import { type DeclarationIndex, openIndex } from "./index/declaration_index.ts";
import type { ConfigFile } from "./project/config_file.ts";
import { type FileUsages, Statistics } from "./statistics.ts";
import { MARKER } from "./marker.ts";
import { parseFile } from "./syntax.ts";
import { fileUsagesOf } from "./usages.ts";

/** The configuration for files that no config of the project names: it exists in memory only. */
const FALLBACK_CONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: "esnext",
    module: "esnext",
    moduleResolution: "bundler",
    allowJs: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  },
};

/** An open project. Files are named relative to its root. */
export class Session {
  readonly root: string;
  /** Grows with each `update`. */
  revision = 0;
  readonly #storeDir: string | undefined;
  readonly #texts = new Map<string, string>();
  readonly #compilers = new Map<string, Promise<Compiler>>();
  readonly #seeing = new WeakMap<Compiler, Compiler>();
  #index: Promise<DeclarationIndex> | undefined;
  #statistics: Promise<Statistics> | undefined;

  /** @param storeDir Absolute path of the folder for the index; in memory without one. */
  constructor(root: string, storeDir: string | undefined) {
    this.root = root;
    this.#storeDir = storeDir;
  }

  /** The index, opened at first use. */
  index(): Promise<DeclarationIndex> {
    const storeDir = this.#storeDir;
    return this.#index ??= openIndex({ root: this.root, ...(storeDir ? { storeDir } : {}) });
  }

  /** What the project's code writes where, counted at first use. */
  statistics(): Promise<Statistics> {
    return this.#statistics ??= this.#count();
  }

  /** A file's text as it will be. */
  async text(file: string): Promise<string> {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const text = await Deno.readTextFile(this.path(file));
    return text.replace(/^\uFEFF/, "");
  }

  /** Takes texts that are not on disk yet. */
  async update(files: readonly FileText[]): Promise<void> {
    this.revision++;
    for (const { file, text } of files) this.#texts.set(file, text);
    const [index, statistics] = await Promise.all([this.index(), this.#statistics]);
    await index.update(files);
    for (const { file, text } of files) statistics?.update(file, written(file, text));
  }

  /** The compiler whose configuration names a file. */
  async compiler(file: string): Promise<Compiler> {
    const { project } = await this.index();
    const path = this.path(file);
    const part = project.parts.find(({ files }) => files.includes(path)) ?? project.parts[0];
    return this.#withTexts(await this.#compilerFor(part?.config));
  }

  /** The compiler sees every text that is not on disk yet. The same one for the same compiler. */
  #withTexts(compiler: Compiler): Compiler {
    const known = this.#seeing.get(compiler);
    if (known) return known;
    const all = (overlays: ReadonlyMap<string, string>) => {
      const texts = new Map([...this.#texts].map(([file, text]) => [this.path(file), text]));
      for (const [path, text] of overlays) texts.set(path, text);
      return texts;
    };
    const seeing: Compiler = {
      ...compiler,
      moment: (overlays) => compiler.moment(all(overlays)),
      ask: (overlays, use) => compiler.ask(all(overlays), use),
    };
    this.#seeing.set(compiler, seeing);
    return seeing;
  }

  /** Texts by absolute path. */
  overlays(files: readonly FileText[]): Map<string, string> {
    return new Map(files.map(({ file, text }) => [this.path(file), text]));
  }

  /** The absolute path of a file. */
  path(file: string): string {
    return `${this.root}/${file}`;
  }

  /** Closes the compilers and the index. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const compiler of this.#compilers.values()) await (await compiler)[Symbol.asyncDispose]();
    (await this.#index)?.[Symbol.dispose]();
  }

  #compilerFor(config: ConfigFile | undefined): Promise<Compiler> {
    const path = config?.path ?? `${this.root}/tsconfig.json`;
    const texts = config?.path
      ? new Map<string, string>()
      : new Map([[path, JSON.stringify(FALLBACK_CONFIG)]]);
    let compiler = this.#compilers.get(path);
    if (!compiler) this.#compilers.set(path, compiler = openCompiler(this.root, path, texts));
    return compiler;
  }

  async #count(): Promise<Statistics> {
    const statistics = new Statistics();
    for (const file of (await this.index()).files()) {
      const text = await this.text(file);
      statistics.update(file, written(file, text));
    }
    return statistics;
  }
}

/** What a file writes, its holes aside: a hole is nothing to repeat. */
function written(file: string, text: string): FileUsages {
  const { usages, globals } = fileUsagesOf(parseFile(file, text));
  return {
    usages: usages.filter(({ roots }) => !roots.includes(MARKER)),
    globals: globals.filter((name) => name !== MARKER),
  };
}
