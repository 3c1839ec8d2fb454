/**
 * A separate run of TypeScript's own command over a copy of a project, with and without fills.
 *
 * @module
 */

import { obtainCompiler } from "../packages.ts";
import type { Fill } from "./valid.ts";

/** A copy of a project that files can be changed in. */
export class CompiledCopy {
  readonly #root: string;
  readonly #tsc: string;
  readonly #before: ReadonlyMap<string, number>;
  readonly #texts = new Map<string, string>();

  private constructor(root: string, tsc: string, before: ReadonlyMap<string, number>) {
    this.#root = root;
    this.#tsc = tsc;
    this.#before = before;
  }

  /** Copies a project's sources to a temporary folder and notes the faults it has by itself. */
  static async of(root: string): Promise<CompiledCopy> {
    const copy = await Deno.makeTempDir({ prefix: "maze-bench-tsc-" });
    await copyFolder(`${root}/src`, `${copy}/src`);
    await Deno.copyFile(`${root}/tsconfig.json`, `${copy}/tsconfig.json`);
    await Deno.symlink(`${root}/node_modules`, `${copy}/node_modules`);
    const tsc = await obtainCompiler();
    return new CompiledCopy(copy, tsc, await faultsOf(tsc, copy));
  }

  /** Faults anywhere in the project that appear with the fills and not without. Restores the files. */
  async faultsWith(fills: readonly Fill[]): Promise<string[]> {
    for (const fill of fills) await this.#apply(fill);
    const after = await faultsOf(this.#tsc, this.#root);
    for (const [file, text] of this.#texts) await Deno.writeTextFile(file, text);
    this.#texts.clear();
    return [...after].flatMap(([fault, count]) =>
      Array.from({ length: Math.max(0, count - (this.#before.get(fault) ?? 0)) }, () => fault)
    );
  }

  async #apply({ file, text }: Fill): Promise<void> {
    const path = `${this.#root}/${file}`;
    if (this.#texts.has(path)) throw new RangeError(`Cannot fill "${file}" twice: the places would move`);
    this.#texts.set(path, await Deno.readTextFile(path));
    await Deno.writeTextFile(path, text);
  }

  /** Removes the copy. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#root, { recursive: true });
  }
}

/** Faults by file, code and message, without their place: a fill moves what follows it. */
async function faultsOf(tsc: string, cwd: string): Promise<Map<string, number>> {
  const args = ["-p", ".", "--noEmit", "--pretty", "false"];
  const { stdout } = await new Deno.Command(tsc, { args, cwd, stdout: "piped", stderr: "null" }).output();
  const counts = new Map<string, number>();
  for (const line of new TextDecoder().decode(stdout).split("\n")) {
    const [, file, fault] = /^(\S.*?)\(\d+,\d+\): (error .*)$/.exec(line) ?? [];
    if (!file || !fault) continue;
    const key = `${file}: ${fault}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const entry of Deno.readDir(from)) {
    const [source, target] = [`${from}/${entry.name}`, `${to}/${entry.name}`];
    if (entry.isDirectory) await copyFolder(source, target);
    else await Deno.copyFile(source, target);
  }
}
