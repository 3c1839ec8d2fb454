/**
 * The program `tsc` of a project that has a TypeScript 7 or later of another version than Maze's.
 *
 * It is a native program, or starts one: nothing can hold it as the child for older versions is held. So it runs only
 * where the user's config names it, which needs leave when that config came with the project.
 *
 * @module
 */

import { posix } from "node:path";
import type { OwnCompiler, Question, Silence } from "./compiler.ts";
import type { OwnTypescript } from "./find_typescript.ts";
import { Mirrored, type MirroredOptions } from "./mirrored.ts";
import type { Printed, PrintedFault } from "./printed.ts";
import type { ProgramEnd } from "./run_program.ts";

/** Which program; none where the config names none. */
export interface NativeTscOptions extends MirroredOptions {
  /** Absolute path, or a name on the path. */
  readonly tsc: string | undefined;
}

/** `tsc` on each config in whose folder a changed file lies. What leads back into the project by a link shows it as it was. */
export function nativeTsc(own: OwnTypescript, { tsc, ...options }: NativeTscOptions): OwnCompiler {
  const { root } = options;
  const configsOf = (files: readonly string[]) =>
    own.configs.filter((config) =>
      files.some((file) => `${root}/${file}`.startsWith(`${posix.dirname(config)}/`))
    );
  const hasSay = (files: readonly string[]) => configsOf(files).length > 0;
  if (tsc === undefined) return unnamed(own.version, hasSay);
  const runs = (files: readonly string[]) =>
    Promise.resolve(
      configsOf(files).map((config) => [
        ...["--project", posix.relative(root, config), "--noEmit", "--pretty", "false", "--listFiles"],
      ]),
    );
  return new Mirrored({
    ...{
      name: "the project's own TypeScript",
      program: tsc,
      top: topOf(root, own.configs),
      env: {},
      hasSay,
      runs,
    },
    version: (stdout) => /^Version (\S+)/m.exec(stdout)?.[1] ?? "?",
    read: readTsc,
  }, options);
}

/** A config above the root is shown too. */
function topOf(root: string, configs: readonly string[]): string {
  const [first = ""] = configs;
  const folder = posix.dirname(first);
  return root.startsWith(`${folder}/`) ? folder : root;
}

/** Maze's own version, of the same major version, has judged: that its neighbour has not is said, and no more. */
function unnamed(version: string, hasSay: (files: readonly string[]) => boolean): OwnCompiler {
  const reason = `by the project's own TypeScript ${version}: options.own_compiler.tsc names no program`;
  const silence: Silence = { reason, isOwed: false };
  return {
    check: ({ files }: Question) => Promise.resolve(hasSay(files) ? silence : undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

const FAULT = /^(?:(.+?)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/;

/** Reads the end of `tsc --pretty false --listFiles`. */
export function readTsc({ isSuccess, stdout, stderr }: ProgramEnd): Printed {
  const faults: PrintedFault[] = [];
  const files: string[] = [];
  for (const line of stdout.split(/\r?\n/)) {
    const [, place = "", row = "1", column = "1", code, message = ""] = FAULT.exec(line) ?? [];
    const last = faults.at(-1);
    if (code) {
      faults.push({ place, line: Number(row) - 1, column: Number(column) - 1, length: 0, code, message });
    } else if (posix.isAbsolute(line)) files.push(line);
    else if (last && line.startsWith(" ")) {
      faults[faults.length - 1] = { ...last, message: `${last.message}\n${line}` };
    }
  }
  const isSilent = !isSuccess && faults.length === 0;
  return { faults, files, reason: isSilent ? stderr.trim().split("\n").at(-1) || "it gives no reason" : "" };
}
