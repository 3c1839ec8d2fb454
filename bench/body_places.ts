/**
 * Functions of small projects with their bodies taken out, one at a time, and the hidden checks of each.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { child, list, parseFile, type SyntaxNode, word } from "../plugins/typescript/syntax.ts";

const OWN_MATERIAL = new URL("./bodies/", import.meta.url);
const BLANK = '{ throw new Error("not implemented") }';

/** One function, as `checks.json` of its project lists it. */
export interface Task {
  readonly file: string;
  readonly function: string;
  readonly size: number;
  readonly imports?: readonly string[];
  readonly checks: readonly { readonly call: string; readonly value: string }[];
}

/** A project without the body of one function. */
export interface Place {
  readonly project: string;
  /** A copy of the project. */
  readonly root: string;
  readonly task: Task;
  /** The file's text with another body. */
  readonly filled: (body: string) => string;
}

/**
 * Each function of each project in turn; its file is whole again before the next.
 *
 * @param folder Projects to go through, the bench's own where it is absent.
 * @param only The one project to go through.
 */
export async function* places(folder: string | undefined, only: string | undefined): AsyncGenerator<Place> {
  const material = folder === undefined ? OWN_MATERIAL : pathToFileURL(`${resolve(folder)}/`);
  const names = [...Deno.readDirSync(material)].filter(({ isDirectory }) => isDirectory).map(({ name }) =>
    name
  );
  for (const project of names.toSorted()) {
    if (only && project !== only) continue;
    const root = await Deno.makeTempDir({ prefix: `maze-bodies-${project}-` });
    try {
      await copy(new URL(`${project}/`, material), root);
      const tasks: Task[] = JSON.parse(await Deno.readTextFile(`${root}/checks.json`));
      for (const task of tasks) yield* place(project, root, task);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  }
}

async function* place(project: string, root: string, task: Task): AsyncGenerator<Place> {
  const path = `${root}/${task.file}`;
  const whole = await Deno.readTextFile(path);
  const { start, end } = bodyOf(path, whole, task.function);
  const filled = (body: string) => whole.slice(0, start) + body + whole.slice(end);
  await Deno.writeTextFile(path, filled(BLANK));
  try {
    yield { project, root, task, filled };
  } finally {
    await Deno.writeTextFile(path, whole);
  }
}

/** The reference is the bench's own code, and so are the checks: they run here. What was filled passed the sandbox. */
export async function passesHidden({ root, task }: Place, text: string): Promise<boolean> {
  const trial = task.file.replace(/\.ts$/, `.trial-${crypto.randomUUID()}.ts`);
  await Deno.writeTextFile(`${root}/${trial}`, text);
  try {
    const files = [trial, ...task.imports ?? []];
    const modules = await Promise.all(files.map((file) => import(`file://${root}/${file}`)));
    const scope: Record<string, unknown> = Object.assign({}, ...modules);
    for (const { call, value } of task.checks) deepStrictEqual(evaluate(call, scope), evaluate(value, scope));
    return true;
  } catch {
    return false; // a check that fails or throws is the answer
  } finally {
    await Deno.remove(`${root}/${trial}`);
  }
}

function evaluate(text: string, scope: Record<string, unknown>): unknown {
  return new Function(...Object.keys(scope), `"use strict"; return (${text});`)(...Object.values(scope));
}

function bodyOf(path: string, text: string, name: string): SyntaxNode {
  for (const statement of list(parseFile(path, text).program, "body")) {
    const declaration = child(statement, "declaration");
    const body = declaration && child(declaration, "body");
    if (body && word(child(declaration, "id"), "name") === name) return body;
  }
  throw new RangeError(`Cannot take out a body: there is no function "${name}" in ${path}`);
}

async function copy(from: URL, to: string): Promise<void> {
  for await (const entry of Deno.readDir(from)) {
    const source = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, from);
    if (!entry.isDirectory) await Deno.copyFile(source, `${to}/${entry.name}`);
    else {
      await Deno.mkdir(`${to}/${entry.name}`);
      await copy(source, `${to}/${entry.name}`);
    }
  }
}
