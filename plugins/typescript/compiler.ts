/**
 * TypeScript 7's native checker as a process beside Maze: text in memory goes in, types and diagnostics come out.
 * This is the one file that imports `typescript/unstable`, whose shape may change between releases.
 *
 * @module
 */

import {
  API,
  type Checker,
  type Diagnostic as NativeDiagnostic,
  type Project,
  type Snapshot as NativeSnapshot,
} from "@typescript/native/unstable/async";
import type { Expression, Node } from "@typescript/native/unstable/ast";
import type { Span } from "../../core/code/text.ts";
import { MazeError } from "../../core/kernel/errors.ts";
import { isStandIn } from "../_holes/stand_ins.ts";
import { memoryFileSystem } from "./project/deno_config.ts";
import { forbidRestart, isPanic, type Lifeline, surviving, watchProcess } from "./lifeline.ts";

export {
  ModifierFlags,
  NodeBuilderFlags,
  SignatureKind,
  SymbolFlags,
  TypeFlags,
} from "@typescript/native/unstable/async";
export type { Checker, Project, Signature, Symbol, Type } from "@typescript/native/unstable/async";

/** One fault as the compiler reports it. Offsets are UTF-16 units. */
export interface CompilerDiagnostic {
  /** Absolute path; empty for faults of the configuration. */
  readonly file: string;
  readonly span: Span;
  readonly code: number;
  readonly message: string;
  readonly isError: boolean;
}

/** The project at one moment. Stays readable after later moments were made, until it is disposed. */
export interface Moment {
  readonly project: Project;
  readonly checker: Checker;
  /** Syntax and type faults of one file. */
  diagnostics(file: string): Promise<readonly CompilerDiagnostic[]>;
  /** Faults of the configuration, those it extends included. */
  configDiagnostics(): Promise<readonly CompilerDiagnostic[]>;
  /** The expressions that span exactly these stretches of a file; `undefined` where there is none. */
  expressions(file: string, spans: readonly Span[]): Promise<readonly (Expression | undefined)[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A running compiler on one `tsconfig.json`. */
export interface Compiler {
  readonly configFile: string;
  /** The project with these texts in place of those on disk. Files of earlier overlays fall back to the disk. */
  moment(overlays: ReadonlyMap<string, string>): Promise<Moment>;
  /** Asks of a moment, once more when the process ended meanwhile. */
  ask<Answer>(
    overlays: ReadonlyMap<string, string>,
    use: (moment: Moment) => Promise<Answer>,
  ): Promise<Answer>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the native compiler on a configuration file. When its process ends by itself, the next question starts it
 * again.
 *
 * @param cwd Absolute path of the project's folder.
 * @param configFile Absolute path of the `tsconfig.json`; it may exist in `texts` only.
 * @param texts Files that exist in memory for as long as the compiler lives: a made-up configuration, declarations.
 * @throws {MazeError} `typescript/compiler` if it can not be started, or ends twice on one question.
 */
export async function openCompiler(
  cwd: string,
  configFile: string,
  texts: ReadonlyMap<string, string> = new Map(),
): Promise<Compiler> {
  let running = await Running.start(cwd, configFile, texts);
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  const alive = async () => {
    if (running.isDead && !isClosed) running = await Running.start(cwd, configFile, texts);
    if (!isClosed) return running;
    await running.close(); // a process that started meanwhile would keep Maze from ending
    throw unusable("it is closed", undefined);
  };
  const moment: Compiler["moment"] = (wanted) => {
    const made = turn.then(async () => (await alive()).next(wanted));
    turn = made.catch(() => undefined);
    return made;
  };
  return {
    configFile,
    moment,
    async ask(overlays, use) {
      for (let isSecond = false;; isSecond = true) {
        const asked = running;
        try {
          await using own = await moment(overlays);
          return await use(own);
        } catch (cause) {
          if (isClosed || (!asked.isDead && !running.isDead)) throw cause;
          if (isSecond) throw unusable("it ended twice on the same question", cause);
        }
      }
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await running.close();
    },
  };
}

/** One process of the compiler. */
class Running {
  readonly #api: API;
  readonly #configFile: string;
  readonly #lifeline: Lifeline;
  readonly #see: (overlays: ReadonlyMap<string, string>) => void;
  #overlays: ReadonlyMap<string, string> = new Map();

  private constructor(api: API, configFile: string, see: (overlays: ReadonlyMap<string, string>) => void) {
    this.#api = api;
    this.#configFile = configFile;
    this.#see = see;
    this.#lifeline = watchProcess(api);
  }

  static async start(cwd: string, configFile: string, texts: ReadonlyMap<string, string>): Promise<Running> {
    let overlays: ReadonlyMap<string, string> = new Map();
    const memory = memoryFileSystem({ files: texts });
    const api = new API({
      cwd,
      fs: {
        ...memory,
        readFile: (path) => overlays.get(path) ?? memory.readFile(path),
        fileExists: (path) => overlays.has(path) ? true : memory.fileExists(path),
      },
    });
    try {
      const first = await api.updateSnapshot({ openProjects: [configFile] });
      const isOpen = first.getProject(configFile) !== undefined;
      await first.dispose();
      if (!isOpen) throw new TypeError("there is no such project");
    } catch (cause) {
      const failed = watchProcess(api);
      await api.close();
      await failed.ended;
      throw unusable(`it did not open "${configFile}"`, cause);
    }
    return new Running(api, configFile, (wanted) => overlays = wanted);
  }

  get isDead(): boolean {
    return this.#lifeline.isDead;
  }

  async next(wanted: ReadonlyMap<string, string>): Promise<Moment> {
    const changed = new Set([...this.#overlays.keys(), ...wanted.keys()]);
    this.#overlays = wanted;
    this.#see(wanted);
    const snapshot = await this.#api.updateSnapshot({ fileChanges: { changed: [...changed] } });
    // 7.0.2 keeps a file's old tree for the new snapshot when the one before was disposed (seen in 40 of 40).
    this.#api.clearSourceFileCache();
    return new NativeMoment(snapshot, this.#configFile, () => this.isDead);
  }

  /** Ends the process; one that is dead needs no end. */
  async close(): Promise<void> {
    forbidRestart(this.#api);
    if (!this.isDead) this.#lifeline.kill(); // it keeps nothing
    await this.#lifeline.ended;
  }
}

function unusable(state: string, cause: unknown): MazeError {
  return new MazeError(`Cannot use TypeScript's compiler: ${state}`, {
    code: "typescript/compiler",
    hint:
      "Run the project's own tsc once; if it fails too, mend what it says first. `maze doctor` checks the binary",
    cause,
  });
}

class NativeMoment implements Moment {
  readonly project: Project;
  readonly checker: Checker;
  readonly #snapshot: NativeSnapshot;
  readonly #configFile: string;
  readonly #isDead: () => boolean;

  constructor(snapshot: NativeSnapshot, configFile: string, isDead: () => boolean) {
    const project = snapshot.getProject(configFile);
    if (!project) throw new TypeError(`Cannot read the project: TypeScript did not open "${configFile}"`);
    this.#snapshot = snapshot;
    this.#configFile = configFile;
    this.#isDead = isDead;
    this.project = project;
    this.checker = surviving(project.checker);
  }

  async diagnostics(file: string): Promise<readonly CompilerDiagnostic[]> {
    const { program } = this.project;
    const found = await Promise.all([
      program.getSyntacticDiagnostics(file),
      program.getSemanticDiagnostics(file),
    ]).catch((cause) => {
      throw isPanic(cause) ? panic(file, cause) : cause;
    });
    return found.flat().map(diagnosticOf);
  }

  async configDiagnostics(): Promise<readonly CompilerDiagnostic[]> {
    const { program } = this.project;
    const found = await Promise.all([
      program.getConfigFileParsingDiagnostics(),
      program.getProgramDiagnostics(),
    ]);
    // What an extended config says wrong has no place of its own.
    const placed = found.flat().map(diagnosticOf).map((one) =>
      one.file === "" ? { ...one, file: this.#configFile, span: { start: 0, end: 0 } } : one
    );
    return placed.filter(({ file }) => file.endsWith(".json"));
  }

  async expressions(file: string, spans: readonly Span[]): Promise<readonly (Expression | undefined)[]> {
    const source = await this.project.program.getSourceFile(file);
    return spans.map((span) => source && nodeSpanning(source, span) as Expression | undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The end of the process has taken the snapshot with it.
    if (!this.#isDead()) await this.#snapshot.dispose();
  }
}

function diagnosticOf(
  { fileName = "", pos, end, code, text, category }: NativeDiagnostic,
): CompilerDiagnostic {
  const found = { file: fileName, span: { start: pos, end }, isError: category === 1 };
  return isOpen(text, end - pos) ? { ...found, ...MISSING } : { ...found, code, message: text };
}

/** What TypeScript says where an expression is missing. */
const MISSING = { code: 1109, message: "Expression expected." };

/** True for the fault of a name that stands for an open hole: nothing declares it. */
function isOpen(message: string, length: number): boolean {
  const name = "_".repeat(Math.max(0, length));
  return isStandIn(name) && message.includes(`'${name}'`);
}

function panic(file: string, cause: unknown): MazeError {
  return new MazeError(`Cannot check "${file}": TypeScript's compiler failed inside`, {
    code: "typescript/panic",
    hint: "This is a fault of TypeScript 7; `tsc --noEmit` shows it without Maze",
    cause,
  });
}

/** The outermost node whose text, leading white space aside, is exactly the span. */
function nodeSpanning(node: Node, span: Span): Node | undefined {
  if (node.end < span.end || node.pos > span.start) return undefined;
  if (node.end === span.end && node.getStart() === span.start) return node;
  return node.forEachChild((child) => nodeSpanning(child, span));
}
