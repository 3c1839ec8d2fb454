/**
 * One project in one run: its index, its compilers, its texts as they will be, and what was counted in it.
 *
 * @module
 */

import { mkdirSync, writeFileSync } from "node:fs";
import type { FileText } from "../../core/code/text.ts";
import { MazeError } from "../../core/kernel/errors.ts";
import { Asking } from "./asking.ts";
import { type Compiler, openCompiler } from "./compiler.ts";
import { type DeclarationIndex, openIndex } from "./index/declaration_index.ts";
import type { Refreshed } from "./index/files.ts";
import { MarkerModules } from "./marker_modules.ts";
import { mapDenoConfig, type MappedConfig, type RunDeno } from "./project/deno_config.ts";
import { once } from "./once.ts";
import { realDisk } from "./project/disk.ts";
import { relativeTo } from "./project/project.ts";
import { type Setting, settingOf } from "./setting.ts";
import { type FileUsages, Statistics } from "./statistics.ts";
import type { Style } from "./style.ts";
import { STYLE, styleExtractor, usualIn } from "./style_record.ts";
import { isDeclarationFile, parseFile } from "./syntax.ts";
import { usageExtractor, USAGES, usagesFrom, withoutMarker } from "./usage_record.ts";

/** An open project. Files are named relative to its root. */
export class Session {
  readonly root: string;
  /** Grows with each `update`. */
  revision = 0;
  readonly #storeDir: string | undefined;
  readonly #runDeno: RunDeno | undefined;
  readonly #onIndexed: ((refreshed: Refreshed) => void) | undefined;
  #deno: Promise<MappedConfig | undefined> | undefined;
  readonly #texts = new Map<string, string>();
  readonly #realNames = new Map<string, string>();
  readonly #asking = new Asking();
  readonly #compilers = new Map<string, Promise<Compiler>>();
  readonly #seeing = new WeakMap<Compiler, Compiler>();
  #index: Promise<DeclarationIndex> | undefined;
  #statistics: Promise<Statistics> | undefined;
  #markers: Promise<MarkerModules> | undefined;
  #usualStyle: Promise<Partial<Style>> | undefined;
  #isClosed = false;

  /**
   * @param storeDir Absolute path of the folder for the index; in memory without one.
   * @param runDeno Runs `deno` for what a Deno project's specifiers mean.
   * @param onIndexed Told once, of what was read anew and what the folder still held.
   */
  constructor(
    root: string,
    storeDir: string | undefined,
    runDeno?: RunDeno,
    onIndexed?: (refreshed: Refreshed) => void,
  ) {
    this.root = root;
    this.#storeDir = storeDir;
    this.#runDeno = runDeno;
    this.#onIndexed = onIndexed;
  }

  /** The index, opened at first use. */
  index(): Promise<DeclarationIndex> {
    return this.#index ??= this.#openIndex();
  }

  /** The files of the project, sorted, each under one name. */
  async files(): Promise<readonly string[]> {
    return this.withoutTwins((await this.index()).files());
  }

  /** The names without those of links to files that have another one among them. */
  withoutTwins(names: readonly string[]): readonly string[] {
    return once(names, (name) => {
      const known = this.#realNames.get(name) ?? relativeTo(this.root, realDisk.realPath(this.path(name)));
      this.#realNames.set(name, known);
      return known;
    });
  }

  /** What the project's code writes where, counted at first use. */
  statistics(): Promise<Statistics> {
    return this.#statistics ??= this.#count();
  }

  /** How most files of the project are written; declarations are often made by a program. */
  usualStyle(): Promise<Partial<Style>> {
    return this.#usualStyle ??= this.#styleOfMost();
  }

  /** Which modules give the marker, as the files are now. */
  markers(): Promise<MarkerModules> {
    return this.#markers ??= this.index().then((index) => new MarkerModules(index));
  }

  /**
   * A file's text as it will be, without a byte order mark.
   *
   * @throws {MazeError} `typescript/unreadable` if there is no such file.
   */
  async text(file: string): Promise<string> {
    const text = await this.textIfAny(file);
    if (text !== undefined) return text;
    throw new MazeError(`Cannot read "${file}": there is no such file, or it may not be read`, {
      code: "typescript/unreadable",
    });
  }

  /** A file's text as it will be; `undefined` where there is none. */
  textIfAny(file: string): Promise<string | undefined> {
    const text = this.#texts.get(file) ?? realDisk.readText(this.path(file));
    if (text !== undefined) this.#asking.note(this.path(file), text);
    return Promise.resolve(text);
  }

  /** Takes texts that are not on disk yet. */
  async update(files: readonly FileText[]): Promise<void> {
    this.revision++;
    for (const { file, text } of files) this.#texts.set(file, text);
    const [index, statistics] = await Promise.all([this.index(), this.#statistics]);
    await index.update(files);
    this.#markers = undefined;
    const markers = await this.markers();
    for (const { file } of files) statistics?.update(file, await this.#usages(file, markers));
  }

  /** The compiler whose configuration names a file. */
  async compiler(file: string): Promise<Compiler> {
    const [index, deno] = await Promise.all([this.index(), this.#denoConfig()]);
    return this.#withTexts(await this.#compilerFor(settingOf(file, index, deno)));
  }

  /** What is looser for the compiler than for the project's own tools, in words. */
  async looseness(): Promise<readonly string[]> {
    return (await this.#denoConfig())?.notes ?? [];
  }

  /** The compiler sees every text that is not on disk yet. The same one for the same compiler. */
  #withTexts(compiler: Compiler): Compiler {
    const known = this.#seeing.get(compiler);
    if (known) return known;
    const all = (overlays: ReadonlyMap<string, string>) => {
      const texts = new Map([...this.#texts].map(([file, text]) => [this.path(file), text]));
      for (const [path, text] of overlays) texts.set(path, text);
      return this.#asking.asPrograms(texts);
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

  /** Closes the compilers and the index. A question that is still on its way to a compiler starts none. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    for (const opened of this.#compilers.values()) {
      const compiler = await opened.catch(() => undefined); // whoever asked for it was told
      await compiler?.[Symbol.asyncDispose]();
    }
    const index = await this.#index?.catch(() => undefined);
    index?.[Symbol.dispose]();
  }

  #compilerFor({ configPath, texts }: Setting): Promise<Compiler> {
    if (this.#isClosed) {
      throw new MazeError("Cannot use TypeScript's compiler: the project is closed", {
        code: "kernel/closed",
      });
    }
    const key = [configPath, texts.get(configPath)].join(" ");
    let compiler = this.#compilers.get(key);
    if (!compiler) {
      compiler = openCompiler(this.root, configPath, texts);
      // One that did not start is tried again by the next question.
      compiler.catch(() => this.#compilers.delete(key));
      this.#compilers.set(key, compiler);
    }
    return compiler;
  }

  /** A Deno project as TypeScript can read it; `undefined` for others, and where `deno` may not be asked. */
  #denoConfig(): Promise<MappedConfig | undefined> {
    return this.#deno ??= this.#mapDeno();
  }

  async #mapDeno(): Promise<MappedConfig | undefined> {
    const { project } = await this.index();
    const run = this.#runDeno;
    if (!project.deno || !run) return undefined;
    const folder = `${this.root}/.maze/deno`;
    return await mapDenoConfig(project, {
      disk: realDisk,
      run,
      entryPath: `${folder}/entry.ts`,
      write: (path, text) => {
        mkdirSync(folder, { recursive: true });
        writeFileSync(path, text);
      },
    });
  }

  async #openIndex(): Promise<DeclarationIndex> {
    const storeDir = this.#storeDir;
    const index = await openIndex({
      root: this.root,
      extractors: [usageExtractor(), styleExtractor],
      ...(storeDir ? { storeDir } : {}),
    });
    this.#onIndexed?.(index.refreshed);
    return index;
  }

  async #styleOfMost(): Promise<Partial<Style>> {
    const [index, files] = await Promise.all([this.index(), this.files()]);
    const written = files.filter((file) => !isDeclarationFile(file));
    return usualIn(written.map((file) => index.record(file, STYLE)));
  }

  async #count(): Promise<Statistics> {
    const statistics = new Statistics();
    const [files, markers] = await Promise.all([this.files(), this.markers()]);
    for (const file of files) statistics.update(file, await this.#usages(file, markers));
    return statistics;
  }

  /** A file's record is made from its text alone, which does not tell a marker that another file gives. */
  async #usages(file: string, markers: MarkerModules): Promise<FileUsages> {
    const found = usagesFrom((await this.index()).record(file, USAGES));
    const text = markers.isGiven(file) ? await this.textIfAny(file) : undefined;
    return text === undefined ? found : withoutMarker(found, parseFile(file, text), markers.from(file));
  }
}
