/**
 * TypeScript 7's native checker as a process beside Maze: text in memory goes in, types and diagnostics come out.
 * This is the one file that imports `typescript/unstable`, whose shape may change between releases.
 *
 * @module
 */

import {
  API,
  type Checker,
  type Project,
  type Snapshot as NativeSnapshot,
} from "@typescript/native/unstable/async";
import type { Expression, Node } from "@typescript/native/unstable/ast";
import type { Span } from "../../core/code/text.ts";

export { SignatureKind, SymbolFlags, TypeFlags } from "@typescript/native/unstable/async";
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
  /** The expressions that span exactly these stretches of a file; `undefined` where there is none. */
  expressions(file: string, spans: readonly Span[]): Promise<readonly (Expression | undefined)[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A running compiler on one `tsconfig.json`. */
export interface Compiler {
  readonly configFile: string;
  /** The project with these texts in place of those on disk. Files of earlier overlays fall back to the disk. */
  moment(overlays: ReadonlyMap<string, string>): Promise<Moment>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the native compiler on a configuration file.
 *
 * @param cwd Absolute path of the project's folder.
 * @param configFile Absolute path of the `tsconfig.json`; it may exist in `texts` only.
 * @param texts Files that exist in memory for as long as the compiler lives: a made-up configuration, declarations.
 */
export async function openCompiler(
  cwd: string,
  configFile: string,
  texts: ReadonlyMap<string, string> = new Map(),
): Promise<Compiler> {
  let overlays: ReadonlyMap<string, string> = new Map();
  const api = new API({
    cwd,
    fs: {
      readFile: (path) => overlays.get(path) ?? texts.get(path),
      fileExists: (path) => overlays.has(path) || texts.has(path) ? true : undefined,
    },
  });
  const first = await api.updateSnapshot({ openProjects: [configFile] });
  let turn: Promise<unknown> = first.dispose();
  const next = async (wanted: ReadonlyMap<string, string>) => {
    const created = [...wanted.keys()].filter((file) => !overlays.has(file));
    const changed = new Set([...overlays.keys(), ...created]);
    overlays = wanted;
    const snapshot = await api.updateSnapshot({ fileChanges: { changed: [...changed] } });
    // 7.0.2 keeps a file's old tree for the new snapshot when the one before was disposed (seen in 40 of 40).
    api.clearSourceFileCache();
    return new NativeMoment(snapshot, configFile);
  };
  return {
    configFile,
    moment: (wanted) => {
      const made = turn.then(() => next(wanted));
      turn = made.catch(() => undefined);
      return made;
    },
    [Symbol.asyncDispose]: () => api.close(),
  };
}

class NativeMoment implements Moment {
  readonly project: Project;
  readonly checker: Checker;
  readonly #snapshot: NativeSnapshot;

  constructor(snapshot: NativeSnapshot, configFile: string) {
    const project = snapshot.getProject(configFile);
    if (!project) throw new TypeError(`Cannot read the project: TypeScript did not open "${configFile}"`);
    this.#snapshot = snapshot;
    this.project = project;
    this.checker = project.checker;
  }

  async diagnostics(file: string): Promise<readonly CompilerDiagnostic[]> {
    const { program } = this.project;
    const found = await Promise.all([
      program.getSyntacticDiagnostics(file),
      program.getSemanticDiagnostics(file),
    ]);
    return found.flat().map((one) => ({
      file: one.fileName ?? "",
      span: { start: one.pos, end: one.end },
      code: one.code,
      message: one.text,
      isError: one.category === 1,
    }));
  }

  async expressions(file: string, spans: readonly Span[]): Promise<readonly (Expression | undefined)[]> {
    const source = await this.project.program.getSourceFile(file);
    return spans.map((span) => source && nodeSpanning(source, span) as Expression | undefined);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#snapshot.dispose();
  }
}

/** The outermost node whose text, leading white space aside, is exactly the span. */
function nodeSpanning(node: Node, span: Span): Node | undefined {
  if (node.end < span.end || node.pos > span.start) return undefined;
  if (node.end === span.end && node.getStart() === span.start) return node;
  return node.forEachChild((child) => nodeSpanning(child, span));
}
