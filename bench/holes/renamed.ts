/**
 * A copy of a project in which everything of its own is called something else, so that nobody can know it by heart.
 *
 * @module
 */

import { dirname } from "node:path";
import { exists, obtainCompiler } from "../packages.ts";
import { type Fault, faultsOf } from "./compile.ts";
import type { Project } from "./projects.ts";
import { sourcesOf } from "./projects.ts";
import { namesIn, renamed, renamedPath } from "./rename.ts";
import { PARTS, Words } from "./words.ts";

/** Names that turn out to be more than names keep theirs: so often the project is made again. */
const ROUNDS = 8;
/** Stands in the file that says that a copy is complete: nobody tries again. */
const FAULTY = "faulty";
const NAME = /[A-Za-z_$][\w$]*/g;

/** The copy, beside the project; `undefined` where it has faults that the project has not. */
export async function renamedProject(project: Project): Promise<Project | undefined> {
  const root = `${project.root}-renamed`;
  const done = `${root}/complete`;
  if (!exists(done)) {
    const libraries = dirname(await obtainCompiler());
    const kept = await namesBelow([libraries, `${project.root}/node_modules`]);
    const isWhole = await renameInto(project.root, root, kept);
    await Deno.writeTextFile(done, isWhole ? "" : FAULTY);
  }
  if (await Deno.readTextFile(done) === FAULTY) return undefined;
  return { ...project, root };
}

/**
 * Writes the copy. A name at which it has a fault that the project has not is kept in the next round.
 *
 * @param kept Names of libraries and packages.
 * @returns False where faults stay.
 */
export async function renameInto(root: string, to: string, kept: ReadonlySet<string>): Promise<boolean> {
  const sources = await sourcesOf(root, { hasDeclarations: true });
  const names = new Set([...sources].flatMap(([file, text]) => [...namesIn(file, text)]));
  const known = await faultsOf(root);
  const others = await othersIn(root);
  const staying = new Set([...kept, ...[...others.values()].flatMap((text) => text.match(NAME) ?? [])]);
  for (let round = 0; round < ROUNDS; round++) {
    const words = new Words(new Set([...staying, ...names]));
    // Every name has its words before the first comment is read.
    for (const name of [...names].sort()) if (!staying.has(name)) words.name(name);
    await lay(
      root,
      to,
      [...sources].map(([file, text]) => [
        renamedPath(file, words),
        renamed(file, text, { names, kept: staying, words }),
      ]),
    );
    for (const [file, text] of others) await Deno.writeTextFile(`${to}/${renamedPath(file, words)}`, text);
    const faults = fewer(
      await faultsOf(to),
      known.map((one) => ({ ...one, file: renamedPath(one.file, words) })),
    );
    if (faults.length === 0) return true;
    const blamed = blamedBy(faults, await sourcesOf(to, { hasDeclarations: true }));
    const before = staying.size;
    const left = [...names].filter((name) => !staying.has(name));
    for (const name of left) if (blamed.has(words.name(name))) staying.add(name);
    if (staying.size === before) {
      // Else it is a word that a template type makes a part of a name.
      const parts = new Set(
        [...blamed].flatMap((name) => name.match(PARTS) ?? []).map((part) => part.toLowerCase()),
      );
      for (const name of left) if (parts.has(words.name(name))) staying.add(name);
    }
    if (staying.size === before) return false;
  }
  return false;
}

/** Scripts that stand beside TypeScript: they are not renamed, and neither are the names in them. */
async function othersIn(root: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const folder of new Set([...(await sourcesOf(root)).keys()].map(dirname))) {
    for await (const { name } of Deno.readDir(`${root}/${folder}`)) {
      if (/\.[cm]?js$/.test(name)) {
        found.set(`${folder}/${name}`, await Deno.readTextFile(`${root}/${folder}/${name}`));
      }
    }
  }
  return found;
}

/** Names on the lines of faults, and in what is said of them. */
function blamedBy(faults: readonly Fault[], texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set(faults.flatMap(({ file, line, message }) => [
    ...texts.get(file)?.split("\n")[line]?.match(NAME) ?? [],
    ...message.match(NAME) ?? [],
  ]));
}

/** Faults beyond those that a file has anyway: their messages tell other names, and what is no TypeScript is not there. */
function fewer(faults: readonly Fault[], known: readonly Fault[]): readonly Fault[] {
  const counts = Map.groupBy(known, ({ file }) => file);
  return [...Map.groupBy(faults, ({ file }) => file)].flatMap(([file, own]) =>
    own.slice(counts.get(file)?.length ?? 0)
  );
}

async function lay(root: string, to: string, files: readonly (readonly [string, string])[]): Promise<void> {
  if (exists(to)) await Deno.remove(to, { recursive: true });
  for (const [file, text] of files) {
    await Deno.mkdir(dirname(`${to}/${file}`), { recursive: true });
    await Deno.writeTextFile(`${to}/${file}`, text);
  }
  await Deno.copyFile(`${root}/tsconfig.json`, `${to}/tsconfig.json`);
  if (exists(`${root}/node_modules`)) await Deno.symlink(`${root}/node_modules`, `${to}/node_modules`);
}

/** Names in the declarations below folders, their comments and texts aside. */
async function namesBelow(folders: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const visit = async (folder: string) => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) await visit(`${folder}/${name}`);
      else if (/\.d\.[cm]?ts$/.test(name)) {
        const text = await Deno.readTextFile(`${folder}/${name}`);
        const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, " ");
        for (const [word] of code.matchAll(NAME)) found.add(word);
      }
    }
  };
  for (const folder of folders) if (exists(folder)) await visit(folder);
  return found;
}
