/** A project with its own compiler, and what that says of changes. */

import type { Diagnostic, Report } from "../../../core/code/diagnostic.ts";
import { applyEdits, type Change } from "../../../core/code/text.ts";
import type { Validator } from "../../../core/kernel/hooks.ts";
import { MazeError } from "../../../core/kernel/errors.ts";
import { obtainFolder } from "../../../bench/packages.ts";
import { compilersOf, type CompilersOptions } from "../../../plugins/own_compiler/compilers.ts";
import { createOwnCompiler } from "../../../plugins/own_compiler/validator.ts";
import { callNow } from "../../contract/calls.ts";
import { type Tree, tree } from "../typescript/project/tree.ts";

/** An open project. */
export interface Judged extends AsyncDisposable {
  readonly root: string;
  readonly project: Tree;
  readonly validator: Validator;
  /** Texts that were accepted and are on no disk. */
  readonly accepted: Map<string, string>;
  /** What is said of a file in which a text is replaced by another. */
  replace(file: string, old: string, text: string): Promise<Report>;
  /** The change that does so. */
  change(file: string, old: string, text: string): Change;
}

/** What a project has, and what is asked. */
export interface JudgedOptions extends Partial<Omit<CompilersOptions, "typescript">> {
  /** The version that lies in its `node_modules`. */
  readonly typescript?: string;
  readonly asksTypescript?: boolean;
  /** The folder of the files that is the project's root; all of them when absent. */
  readonly below?: string;
}

/** Opens a project. */
export async function judged(
  files: Readonly<Record<string, string>>,
  { typescript, asksTypescript = true, below, ...options }: JudgedOptions = {},
): Promise<Judged> {
  const project = tree(files);
  const root = below === undefined ? project.root : `${project.root}/${below}`;
  if (typescript !== undefined) await install(root, typescript);
  const compilers = compilersOf({
    ...{ root, deno: true, typescript: asksTypescript, program: Deno.execPath(), checkMs: 60_000 },
    ...options,
  });
  const accepted = new Map<string, string>();
  const read = (file: string) => accepted.get(file) ?? textOf(root, file);
  const validator = createOwnCompiler({
    compilers: () => compilers,
    read: (file) => Promise.try(read, file),
  });
  const change = (file: string, old: string, text: string): Change => {
    const whole = read(file);
    const start = whole.indexOf(old);
    const edits = [{ file, span: { start, end: start + old.length }, text }];
    return { edits, files: [{ file, text: applyEdits(whole, edits) }] };
  };
  return {
    ...{ root, project, validator, accepted, change },
    replace: (file, old, text) => validator.validate(change(file, old, text), undefined, callNow()),
    async [Symbol.asyncDispose]() {
      for (const compiler of compilers) await compiler[Symbol.asyncDispose]();
      project[Symbol.dispose]();
    },
  };
}

/** The program of a version from 7 on, as npm links it. */
export async function tscOf(version: string): Promise<string> {
  return `${await obtainFolder({ name: "typescript", version })}/../.bin/tsc`;
}

/** Puts a version of TypeScript into a project, as pnpm does: by a link. */
export async function install(root: string, version: string): Promise<void> {
  const folder = await obtainFolder({ name: "typescript", version });
  await Deno.mkdir(`${root}/node_modules`, { recursive: true });
  await Deno.symlink(folder, `${root}/node_modules/typescript`);
}

/** Files and codes of faults. */
export function codes({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): string[] {
  return diagnostics.map(({ file, code }) => `${file} ${code}`);
}

/** Every file of a folder with its time and size, to see that nothing was touched. */
export function stateOf(dir: string): string[] {
  return Array.from(Deno.readDirSync(dir)).flatMap(({ name, isDirectory }) => {
    const path = `${dir}/${name}`;
    const { size, mtime } = Deno.lstatSync(path);
    return [`${path} ${size} ${mtime?.getTime()}`, ...isDirectory ? stateOf(path) : []];
  }).sort();
}

function textOf(root: string, file: string): string {
  try {
    return Deno.readTextFileSync(`${root}/${file}`);
  } catch (cause) {
    throw new MazeError(`Cannot read "${file}"`, { code: "write/unreadable", cause });
  }
}
