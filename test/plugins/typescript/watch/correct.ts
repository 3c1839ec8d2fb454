/**
 * Code that compiles under every strict option, written so that a prefix looks wrong though it is not: what takes the
 * fault away comes later. The fill of the hole stands between `/*<*\/` and `/*>*\/`.
 */

import type { HoleKind } from "../../../../core/code/hole.ts";

/** One text with one hole. */
export interface Correct {
  readonly name: string;
  readonly kind: HoleKind;
  readonly text: string;
  /** The file's name where it is not `a.ts`. */
  readonly file?: string;
}

const body = (name: string, text: string, file?: string): Correct => ({
  ...{ name, kind: "body", text },
  ...file ? { file } : {},
});

/** The texts. */
export const CORRECT: readonly Correct[] = [
  body(
    "functions that are declared behind their use",
    `export function f(values: number[]): string {/*<*/
  const sorted = values.map(twice).sort(byNumber);
  const text = join(sorted);
  return text;

  function twice(value: number): number {
    return value * 2;
  }
  function byNumber(one: number, other: number): number {
    return one - other;
  }
  function join(all: number[]): string {
    return all.join(",");
  }
/*>*/}`,
  ),
  body(
    "a loop over links, whose last part is read while its body goes on",
    `interface Link { next: Link | undefined; value: number }
export function f(first: Link | undefined): number {/*<*/
  let sum = 0;
  for (let link = first; link; link = link.next) {
    if (link.value > 9) continue;
    sum += link.value;
  }
  return sum;
/*>*/}`,
  ),
  body(
    "type parameters that are constant, each on its line",
    `export function f(): string[] {/*<*/
  const pair = <
    const One extends string,
    const Other extends string,
  >(
    one: One,
    other: Other,
  ): [One, Other] => [one, other];
  return pair("a", "b");
/*>*/}`,
  ),
  body(
    "constants, types and classes that closures read before their declaration",
    `export function f(): () => number {/*<*/
  const read = () => limit + new Counter(start).count;
  const show = (shape: Shape): string => shape.name;
  const size: Size = 3;
  const limit = 10;
  const start = 2;
  interface Shape {
    name: string;
  }
  type Size = number;
  class Counter {
    count: number;
    constructor(first: number) {
      this.count = first + this.step();
    }
    step(): number {
      return this.size * 2;
    }
    size = 1;
  }
  show({ name: size.toFixed() });
  return read;
/*>*/}`,
  ),
  body(
    "a variable that a loop assigns behind its use",
    `interface Node { next: Node | null; value: number }
export function f(head: Node | null, seen: Set<number>): Node | null {/*<*/
  let last: Node | null = null;
  let state: "start" | "more" | "end" = "start";
  let at: Node | null = head;
  while (at !== null) {
    if (last !== null && last.value > at.value) {
      last.value = at.value;
    }
    if (state === "more") state = "end";
    for (const value of seen) {
      if (state === "end" && value > 0) return last;
      state = state === "start" ? "more" : "end";
    }
    last = at;
    at = at.next;
  }
  return last;
/*>*/}`,
  ),
  body(
    "the same in loops without braces, and in what their condition assigns",
    `declare function step(): "a" | "b" | "c";
export function f(values: number[]): number {/*<*/
  let state: "a" | "b" | "c" = "a";
  let sum = 0;
  for (const value of values)
    if (state === "b") sum += value;
    else state = "b";
  state = "a";
  do {
    if (state === "b") sum++;
  } while ((state = step()) !== "c");
  let other: "a" | "b" | "c" = "a";
  while (other !== "b") {
    if (other === "c") return sum;
    other = step();
  }
  let mode: "first" | "later" = "first";
  for (;;) {
    if (mode === "later") break;
    while (true) {
      if (step() === "b") {
        mode = "later";
        break;
      }
    }
  }
  for (;;) {
    if (sum > 3) break;
    for (let turn = state as string; ; turn += "a") {
      if (turn.length > sum) break;
      sum++;
    }
  }
  return sum;
/*>*/}`,
  ),
  body(
    "what a satisfies behind parentheses types",
    `interface Use<T> { use(value: T): T }
declare function make<T>(use: (value: T) => T): Use<T>;
export function f(isOn: boolean): Use<{ size: number }>[] {/*<*/
  const one = (make((value) => {
    const size = value.size + 1;
    return { size };
  })) satisfies Use<{ size: number }>;
  const two = (isOn ? make((value) => {
    const size = value.size + 2;
    return { size };
  }) : one) satisfies Use<{ size: number }>;
  return [one, two];
/*>*/}`,
  ),
  body(
    "the same with paths of members",
    `interface Box { current: { size: number } | null }
export class Holder {
  box: Box = { current: null };
  mode: "a" | "b" = "a";
  f(sizes: number[]): void {/*<*/
    const own: Box = { current: null };
    own.current = null;
    this.mode = "a";
    for (const size of sizes) {
      if (own.current !== null) console(own.current["size"]);
      if (this.mode === "b") break;
      own.current = { size };
      this.mode = "b";
    }
/*>*/}
}
declare function console(value: unknown): void;`,
  ),
  body(
    "a captured variable that is assigned later",
    `interface Timer { stop(): void }
declare function start(done: () => void): Timer;
export function f(): () => boolean {/*<*/
  let timer: Timer | null = null;
  let mode: "idle" | "busy" = "idle";
  const cancel = () => {
    if (timer) timer.stop();
    return mode === "busy";
  };
  timer = start(() => {
    timer = null;
    mode = "busy";
  });
  return cancel;
/*>*/}`,
  ),
  body(
    "callbacks whose parameters later arguments type",
    `declare function run<T>(use: (value: T) => void, values: T[]): void;
declare function build<T>(options: { show: (value: T) => string; make: () => T }): T;
export function f(words: string[]): Record<string, number> {/*<*/
  const counts = words.reduce((all, word) => {
    const before = all[word] ?? 0;
    all[word] = before + 1;
    return all;
  }, {} as Record<string, number>);
  const lists = words.reduce<string[][]>((all, word) => {
    all.push([word]);
    return all;
  }, []);
  const limit: number | string = lists.length > 1 ? lists.length : "none";
  words.reduce((total, entry) => {
    if (limit === total) {
      const fixed: number = limit;
      return fixed + entry.length;
    }
    return total;
  }, 0);
  run((value) => {
    const doubled = value.size * 2;
    value.size = doubled;
  }, lists.map((list) => ({ size: list.length })));
  const made = build({ show: (value) => value.name.toUpperCase(), make: () => ({ name: "a" }) });
  counts[made.name] = 1;
  return counts;
/*>*/}`,
  ),
  body(
    "a literal that a later property tells apart",
    `type Handler = { use(value: string): number; kind: "text" } | { use(value: number): number; kind: "count" };
export function f(): Handler[] {/*<*/
  const handlers: Handler[] = [
    { use: (value) => value.length, kind: "text" },
    {
      use: (value) => {
        const fixed = value.toFixed(2);
        return fixed.length;
      },
      kind: "count",
    },
  ];
  return handlers;
/*>*/}`,
  ),
  body(
    "objects whose members read members that come later",
    `export function f(): { area(): number } {/*<*/
  const shape = {
    area() {
      return this.width * this.height() + shape.border;
    },
    width: 2,
    height() {
      return this.width;
    },
    border: 1,
  };
  return shape;
/*>*/}`,
  ),
  body(
    "a class whose methods read later members and return it",
    `export function f(): number {/*<*/
  class Point {
    constructor(readonly x: number) {}
    plus(other: Point): Point {
      return Point.of(this.x + other.y + other.#z);
    }
    static of(x: number): Point {
      return new Point(x);
    }
    get y(): number {
      return this.x;
    }
    #z = 1;
  }
  const point = Point.of(1);
  return point.plus(point).y;
/*>*/}`,
  ),
  body(
    "functions without a return type that call themselves",
    `interface Tree { left?: Tree; right?: Tree; value: number }
export function f(tree: Tree) {/*<*/
  const depth = (at: Tree | undefined): number => at ? 1 + Math.max(depth(at.left), depth(at.right)) : 0;
  function sum(at: Tree): number {
    let all = at.value;
    if (at.left) {
      const left = sum(at.left);
      all += left.valueOf();
    }
    return all;
  }
  function show(at: Tree) {
    const text = at.value.toFixed(depth(at));
    return text.length > 1 ? text : "-";
  }
  return show(tree).length + sum(tree);
/*>*/}`,
  ),
  body(
    "a method whose type another one takes over",
    `export class Walker {
  depth = 0;
  walk(step: number) {/*<*/
    if (step > 3) {
      const again = this.again(step);
      this.depth += again.length;
    }
    return [step];
  /*>*/}
  again(step: number) {
    return this.walk(step - 1);
  }
}`,
  ),
  body(
    "overloads before their implementation",
    `export function f(): string {/*<*/
  const text = show(1) + show("a");
  function show(value: string): string;
  function show(value: number): string;
  function show(value: string | number): string {
    return String(value);
  }
  return text;
/*>*/}`,
  ),
  body(
    "parentheses that become parameters, and comparisons that become type arguments",
    `declare function call<A, B>(use: (a: A, b: B) => unknown): unknown;
export function f(first: number, second: number): unknown {/*<*/
  const add = (one: number, { two, three }: { two: number; three: number }, ...rest: number[]) =>
    one + two + three + rest.length;
  const pair = async (left: string, right = left.length) => ({ left, right });
  call<Map<string, number>, Set<string>>((map, set) => map.size + set.size);
  const map = new Map<string, Array<number>>();
  const isLess = first < second && second > (first as number);
  const choose = isLess ? (value: number): number => value : (value: number) => -value;
  return [add(choose(1), { two: 2, three: 3 }), pair("a"), map, isLess];
/*>*/}`,
  ),
  body(
    "patterns",
    `interface Options { name?: string; size: { width: number; height: number }; tags: string[] }
export function f(all: Options[]): string {/*<*/
  let name: string | undefined;
  let width = 0;
  for (const { name: own = "none", size: { height }, tags: [first, ...others] } of all) {
    ({ name, size: { width } } = all[0] ?? { size: { width: 1, height }, tags: [] });
    [width, width = 2] = [height, others.length];
    if (first === own) return first;
  }
  const { length, [0]: zero } = all;
  return \`\${name}\${width}\${length}\${zero?.name}\`;
/*>*/}`,
  ),
  body(
    "functions and promises in conditions that their blocks call",
    `interface Hooks { before: () => void; after?: () => void }
export async function f(hooks: Hooks, ready: Promise<boolean>): Promise<void> {/*<*/
  if (hooks.before) {
    hooks.before();
  }
  if (hooks.after) hooks.after();
  hooks.before && hooks.before();
  if (ready) {
    await ready;
  }
/*>*/}`,
  ),
  body(
    "control flow of all kinds",
    `declare function step(): number;
export function f(kind: "a" | "b" | "c", n: number): number {/*<*/
  let total = 0;
  outer: for (let i = 0, j = n; i < j; i++, j--) {
    do {
      total += step();
      if (total > 100) break outer;
    } while (total < i);
    for (const key in { a: 1 }) if (key === "b") continue outer;
  }
  try {
    total /= step();
  } catch (error) {
    if (error instanceof RangeError) return -1;
    throw error;
  } finally {
    total++;
  }
  switch (kind) {
    case "a":
      return total;
    case "b": {
      const half = total / 2;
      return half;
    }
    default:
      total = -total;
  }
  const result: number = n > 1 ? total : n < 0 ? -total : total === 0
    ? 1
    : 2;
  return result;
/*>*/}`,
  ),
  body(
    "variables whose type comes from later assignments",
    `export function f(names: string[]): number {/*<*/
  let first;
  const found = [];
  let index = null;
  for (const name of names) {
    if (index === null) index = 0;
    found.push(name);
    first = found[0];
    index += 1;
  }
  if (first !== undefined) return first.length + found.length;
  return index ?? 0;
/*>*/}`,
  ),
  body(
    "functions that get members",
    `export function f(): number {/*<*/
  const counter = () => {
    counter.calls += 1;
    return counter.calls;
  };
  counter.calls = 0;
  function other(): number {
    return other.step;
  }
  other.step = 2;
  return counter() + other();
/*>*/}`,
  ),
  body(
    "lines without semicolons",
    `declare const pool: { take(): Promise<string>; size: number }
export async function f(limit: number): Promise<string[]> {/*<*/
  const taken: string[] = []
  let left = limit
  while (left > 0) {
    const one = await pool
      .take()
      .then((text) => text.trim())
    taken.push(one)
    left--
    if (!one) break
  }
  const last = taken
    .at(-1)
  const isLong = last !== undefined
    && last.length > 3
  if (isLong) return taken
  ;[left] = [taken.length]
  return [String(left)]
/*>*/}`,
  ),
  body(
    "generators, templates and regular expressions",
    `export async function* f(lines: AsyncIterable<string>): AsyncGenerator<string, number, boolean> {/*<*/
  let count = 0;
  for await (const line of lines) {
    const match = /^\\s*(\\w+)\\s*[=/]\\s*"([^"/]*)"$/u.exec(line);
    const half = line.length / 2 / 1;
    if (!match) continue;
    const [, key = "", value = ""] = match;
    const isMore = yield \`\${key}: \${\`\${value.replace(/\\//g, "\\\\")} {\${half}}\`} // none\`;
    if (!isMore) return count;
    count++; // one more: it's "done"
  }
  return count;
/*>*/}`,
  ),
  body(
    "a comment that expects an error",
    `export function f(text: string): number {/*<*/
  // @ts-expect-error text is no number
  const size: number = text;
  // @ts-ignore
  const other: number = text;
  return size + other;
/*>*/}`,
  ),
  body(
    "type guards and assertions",
    `type Shape = { kind: "circle"; radius: number } | { kind: "square"; side: number };
declare function assert(value: unknown, message?: string): asserts value;
export function f(shapes: readonly (Shape | undefined)[]): number {/*<*/
  const isCircle = (shape: Shape): shape is Extract<Shape, { kind: "circle" }> => shape.kind === "circle";
  let sum = 0;
  for (const shape of shapes) {
    assert(shape, "a shape");
    if (isCircle(shape)) {
      sum += shape.radius ** 2;
      continue;
    }
    sum += shape.side;
  }
  const circles = shapes.filter((shape) => shape !== undefined).filter(isCircle);
  return sum + (circles[0]?.radius ?? 0);
/*>*/}`,
  ),
  {
    name: "statements between others, whose loop goes on behind them",
    kind: "statements",
    text: `declare function next(): string | undefined;
export function f(): string[] {
  const all: string[] = [];
  let last: string | undefined = undefined;
  let state: "first" | "later" = "first";
  for (;;) {
    const one = next();
    /*<*/
    if (state === "later" && last !== undefined) all.push(last.trim());
    if (one === undefined) return all;
    const { length } = one;
    /*>*/
    state = length > 0 ? "later" : "first";
    last = one;
  }
}`,
  },
  {
    name: "statements of a module",
    kind: "statements",
    text: `export const first = 1;
/*<*/
import { basename } from "./other";
export const second = first + 1;
export function third(): number {
  return fourth() + basename("a").length;
}
export type Fifth = typeof second;
const fourth = () => 4;
/*>*/
export const last = second;`,
  },
  {
    name: "an initialiser",
    kind: "expression",
    text: `declare const table: Map<string, { size: number }[]>;
export const sizes: number[] = /*<*/[...table.entries()].flatMap(([key, list]) => {
  const own = list.map(({ size }) => size * factor());
  return own.length > key.length ? own : [];
  function factor(): number {
    return 2;
  }
})/*>*/;`,
  },
  {
    name: "an argument, an arm and a statement of their own",
    kind: "expression",
    text: `declare function show(value: unknown, more?: Map<string, Array<number>>): void;
declare const isOn: boolean;
show(isOn ? 1 : 2, /*<*/isOn ? new Map<string, Array<number>>([["a", [1, 2]]]) : undefined/*>*/)
export {}`,
  },
  {
    name: "members of a class that others already use",
    kind: "members",
    text: `interface Sized { size(): number }
declare function measure(sized: Sized): number;
export abstract class Base {
  abstract name: string;
}
export class Box extends Base {
  /*<*/
  #parts: Box[] = [];
  override name = "box";
  readonly area = (): number => this.size() * this.depth + make().depth;
  constructor(private readonly width: number) {
    super();
    this.total = measure(this) + measure(make());
  }
  add(part: Box, ...more: Box[]): this {
    for (const one of [part, ...more]) {
      if (one.depth > this.depth) this.#parts.push(one);
    }
    return this;
  }
  size() {
    return this.#parts.reduce((sum, part) => {
      const own = part.size() as number;
      return sum + own;
    }, this.width);
  }
  static of(width: number): Box {
    return new Box(width);
  }
  get depth(): number {
    return this.total;
  }
  total = 0;
  /*>*/
}
function make() {
  return Box.of(1);
}`,
  },
  {
    name: "type arguments of an initialiser",
    kind: "expression",
    text: `type Pair<A, B> = { a: A; b: B };
export function f<A, B>(a: A, b: B): Promise<Pair<A, B>> {
  const made = /*<*/new Promise<Pair<A, B>>((resolve) => {
    const pair: Pair<A, B> = { a, b };
    resolve(pair);
  })/*>*/;
  return made;
}`,
  },
  {
    name: "a function that gets its members behind the hole",
    kind: "expression",
    text: `interface Tool { (text: string): number; count: number; reset(): void }
const tool: Tool = /*<*/(text: string) => {
  tool.count += 1;
  if (text === "") tool.reset();
  return tool.count;
}/*>*/;
tool.count = 0;
tool.reset = () => {
  tool.count = 0;
};
export { tool };`,
  },
  body(
    "elements",
    `declare global {
  namespace JSX {
    interface Element { readonly tag: string }
    interface ElementChildrenAttribute { children: unknown }
    interface IntrinsicElements { div: { id?: string; onClick?: (id: string) => void; children?: unknown }; br: {} }
  }
}
declare function List<T>(props: { items: T[]; render: (item: T) => JSX.Element; label: string }): JSX.Element;
export function f(items: { name: string }[], isOpen: boolean): JSX.Element {/*<*/
  const rows = items.map((item) => <div id={item.name}>it's {item.name.length} {"{}"} <br /></div>);
  const identity = <T,>(value: T) => value;
  if (isOpen && rows.length < 2) {
    return <div id="it's" onClick={(id) => { identity(id.length); }}>{rows} don't <></></div>;
  }
  return (
    <List
      items={items}
      render={(item) => {
        const text = item.name.trim();
        return <div>{text}</div>;
      }}
      label="all"
    />
  );
/*>*/}`,
    "a.tsx",
  ),
  body(
    "JavaScript",
    `/** @param {string[]} names @returns {number} */
export function f(names) {/*<*/
  class Found {
    constructor() {
      this.reset();
    }
    reset() {
      this.last = "";
      this.count = 0;
    }
  }
  const found = new Found();
  const use = () => show.prefix + names.length;
  names.forEach((name) => {
    if (found.last) found.count = count(name);
    found.last = name;
  });
  /** @param {string} name */
  function count(name) {
    return name.length + use().length;
  }
  function show() {}
  show.prefix = "a";
  return found.count ? found.count : 0;
/*>*/}`,
    "a.js",
  ),
];
