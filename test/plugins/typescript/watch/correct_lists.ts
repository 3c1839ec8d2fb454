/**
 * Right code among statements and members, written anew or new, of which a prefix looks wrong: what it lacks is shown to
 * code around it, and comes back from there. The fill of the hole stands between `/*<*\/` and `/*>*\/`.
 */

import type { HoleKind } from "../../../../core/code/hole.ts";

/** One file with one hole, and the files beside it. */
export interface Listed {
  readonly name: string;
  readonly kind: HoleKind;
  readonly text: string;
  /** What is written instead of the fill, where it is another text. */
  readonly written?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** The texts. */
export const LISTED: readonly Listed[] = [
  {
    name: "an interface in a namespace that reads types of the namespace of its name, which follows",
    kind: "range",
    text: `/*<*/
export namespace Search {
  export interface Hit {
    places: Array<Hit.Place>;
    name: string;
  }
  export namespace Hit {
    export interface Place { from: number }
  }
}
export const hits = (all: Search.Hit[]): Search.Hit.Place[] => all.flatMap(({ places }) => places);
/*>*/`,
  },
  {
    name: "functions that read an interface which is extended around them and declared behind them",
    kind: "range",
    text: `interface More extends Options { name: string }
type Both = More & { size: number };
declare const all: Both[];
declare const flat: { [Key in keyof More]: More[Key] }[];
/*<*/
export function show(more: More): string {
  return more.deep ? more.name : "";
}
export function make(): More {
  return { name: "a", deep: true };
}
export const depths = all.map((one) => one.deep);
export const deepest = all.filter((one) => {
  const isDeep: boolean = one.deep;
  return isDeep;
});
export const flatter = flat.map((one) => {
  const { deep } = one;
  return deep;
});
export class Used implements More {
  name = "a";
  deep = false;
}
export class Held extends Shape {
  width() {
    return this.deep ? this.size : 0;
  }
}
interface Options { deep: boolean }
/*>*/
declare class Base implements Options { deep: boolean; }
declare class Shape extends Base { size: number; }`,
  },
  {
    name: "members that a subclass behind their class gives back",
    kind: "range",
    text: `export class Node {
  /*<*/first(): Leaf {
    const leaf = new Leaf();
    leaf.grow();
    return leaf.last();
  }
  grow(): void {
    this.leaves.push(...make().leaves);
  }
  last(): Leaf {
    return this.leaves.at(-1) ?? make();
  }
  leaves: Leaf[] = [];/*>*/
}
export class Leaf extends Node {
  color = "green";
}
const make = () => new Leaf();`,
  },
  {
    name: "a class whose own methods meet what another file makes of it",
    kind: "range",
    text: `import { type Wrapped, wrap } from "./wrap";
/*<*/export class Scope {
  open(): string {
    const inner = wrap("inner");
    inner.close();
    return inner.name.trim() + Wrapping.of(inner).name;
  }
  close(): void {
    this.name = "closed";
  }
  name = "open";
}/*>*/
class Wrapping {
  static of(one: Wrapped): Scope {
    return one;
  }
}`,
    files: {
      "wrap.ts": `import { Scope } from "./all";
export class Wrapped extends Scope {
  parts: Scope[] = [];
}
export const wrap = (name: string): Wrapped => Object.assign(new Wrapped(), { name });
`,
      "all.ts": 'export * from "./a";\n',
    },
  },
  {
    name: "a new class that another one extends already",
    kind: "declaration",
    text: `/*<*//*>*/
export abstract class Tree extends Plant {
  branches: Tree[] = [];
}
`,
    written: `export class Plant {
  static all(trees: Tree[]): number {
    const [first] = trees;
    return first ? first.height() : 0;
  }
  height(): number {
    return this.#height;
  }
  #height = 1;
}`,
  },
  {
    name: "statements whose names come back in the same order",
    kind: "range",
    text: `export function f(names: string[]): number {
  const size = names.length;
  /*<*/const last = read();
  const first = names[0] ?? last;
  let total = size;
  function read(): string {
    return names[total] ?? "";
  }/*>*/
  total += first.length + last.length;
  return total + read().length;
}`,
  },
  {
    name: "what code for all other code is part of",
    kind: "range",
    text: `export const sizes = [1].total();
/*<*/export const other = [1, 2].total() + globalName.length;
declare global {
  interface Array<T> { total(): number }
  const globalName: string;
}/*>*/
export {};`,
  },
  {
    name: "lines without semicolons that begin with a bracket",
    kind: "range",
    text: `declare let pair: [number, number]
export function f(): number {
  const size = pair.length
  /*<*/pair = [pair[1], size]/*>*/
  return pair[0]
}`,
    written: `[pair[0], pair[1]] = [pair[1], size]
  ;(pair as number[]).reverse()`,
  },
  {
    name: "a field without a semicolon, and one behind it whose name is computed",
    kind: "range",
    text: `const key = "size" as const
export class Box {
  name = "box"
  /*<*/size = 1/*>*/
  area(): number { return this.size }
}`,
    written: `[key] = 1`,
  },
  {
    name: "private code that gets other types than it had",
    kind: "range",
    text: `/*<*/interface Options { deep: string }
const isDeep = (options: Options) => options.deep === "yes";
function read(text: string): Options {
  return { deep: text };
}/*>*/
interface More extends Options { name: string }
const more: More = { ...read(""), name: "" };
export const found: boolean = isDeep(more);`,
    written: `const isDeep = (more: More) => more.isDeep && read(more).isDeep;
function read(from: unknown): Options {
  const { isDeep }: More = { ...more, isDeep: from === "" };
  return { isDeep, deep: "" };
}
interface Options { deep: string; isDeep: boolean }`,
  },
];
