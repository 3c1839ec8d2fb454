import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A folder with files for one test, removed at its end. */
export interface Tree extends Disposable {
  /** Absolute path with links resolved. */
  readonly root: string;
  write(file: string, text: string): void;
}

/** Makes a folder; `files` maps relative paths to texts. */
export function tree(files: Readonly<Record<string, string>>): Tree {
  const root = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "maze-tree-" }));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(`${root}/${file}`), { recursive: true });
    writeFileSync(`${root}/${file}`, text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return { root, write, [Symbol.dispose]: () => Deno.removeSync(root, { recursive: true }) };
}
