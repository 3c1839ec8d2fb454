/**
 * Runs in the sandbox. What lists become when a function is given to them: the function's body is searched for on all
 * elements of all rows, as the whole is on all rows.
 *
 * @module
 */

import { Goal } from "./goal.ts";
import type { Operator } from "./operator.ts";
import { type Entry, type Fresh, Space } from "./space.ts";
import { waits } from "./waiting.ts";

/** Stands for the parameter in the texts of function bodies. */
export function itemMark(): string {
  return "\u0002";
}

/** What bounds the search for function bodies. */
export interface ArrowOptions {
  /** Makes what is done with the elements. */
  readonly operatorsFor: (space: Space) => Operator[];
  readonly isLate: () => boolean;
  readonly isWanted: (name: string) => boolean;
  /** Names that mean something already. */
  readonly taken: ReadonlySet<string>;
}

/** A list whose elements are looked into. */
export interface Opened {
  readonly list: Entry;
  /** What is made of one element: a row for each element of each outer row. */
  readonly space: Space;
  readonly goal: Goal;
  readonly places: readonly Place[];
  /** What one element is called. */
  readonly name: string;
  readonly isWanted: (name: string) => boolean;
  /** Rows of the space around. */
  readonly rows: number;
  /** Those of them that count. */
  readonly counted: number;
}

/** The elements of a list on all rows, and what functions make of them. */
export class Elements {
  /** Elements of examples. With twice as many a search was silent for seconds, as one that does not end is. */
  static readonly #maxCounted = 200;
  /** Elements up to which those of made-up calls are looked at too. */
  static readonly #maxElements = 40;
  /** Values of function bodies, on all elements together. */
  static readonly #maxValues = 320_000;
  /** So much is known of the elements before the space around is as deep: what is taken apart needs it. */
  static readonly #ahead = 600;
  /** Outer expressions that a function body may read. */
  static readonly #maxOuter = 80;
  readonly #list: Entry;
  readonly #outer: Space;
  #inner: { readonly opened: Opened; readonly operators: Operator[] } | undefined;
  #fresh: Entry[] = [];
  #isEmpty = false;

  constructor(list: Entry, outer: Space) {
    this.#list = list;
    this.#outer = outer;
  }

  /** What is new when function bodies may be so dear that the whole is of this level. */
  async upTo(level: number, options: ArrowOptions): Promise<Fresh[]> {
    const most = level - this.#list.level - 2;
    if (most < 1 || this.#isEmpty) return [];
    const inner = this.#inner ??= this.#open(options);
    if (!inner) return [];
    const { opened: { space }, operators } = inner;
    const isAhead = () => level >= 4 && this.isNear && space.size < Elements.#ahead;
    while ((space.level < most || isAhead()) && !space.isFull && !options.isLate()) {
      if (!await space.grow(operators, options.isLate)) break;
    }
    const bodies = this.#fresh;
    this.#fresh = [];
    return bodies.flatMap((body) => uses(body, inner.opened));
  }

  /** True of a list that is given, or a member or the keys of what is given, not one that was made. */
  get isNear(): boolean {
    const { level, text } = this.#list;
    return level <= 5 && /^(?:[\w$.]+|\[\.\.\.[\w$.]+\.(?:keys|values)\(\)\])$/.test(text);
  }

  /** What is known of the elements; absent before anything was looked for, and where there are none. */
  get opened(): Opened | undefined {
    return this.#inner?.opened;
  }

  #open(options: ArrowOptions) {
    const { rows, counted, idOf, calling } = this.#outer.options;
    const { values } = this.#list;
    const places: Place[] = [];
    let own = 0;
    for (let row = 0; row < rows; row++) {
      const items = values[row];
      if (!Array.isArray(items)) continue;
      if (places.length + items.length > Elements.#maxElements && row >= counted) break;
      for (const value of items) places.push({ row, value });
      if (row < counted) own = places.length;
    }
    this.#isEmpty = own === 0 || own > Elements.#maxCounted;
    if (this.#isEmpty) return undefined;
    const space = new Space({
      rows: places.length,
      counted: own,
      maxEntries: Math.min(8000, Math.floor(Elements.#maxValues / places.length)),
      idOf,
      ...(calling ? { calling } : {}),
    });
    const bit = 1 << 30;
    const goal = new Goal(space, options.isWanted);
    const operators = options.operatorsFor(space);
    space.onEntry((entry, isNew) => isNew && entry.reads & bit && this.#fresh.push(entry));
    space.offer({
      text: itemMark(),
      level: 1,
      rank: 20,
      values: places.map(({ value }) => value),
      reads: bit,
      isLiteral: false,
    });
    const outer = [1, 2, 3, 4].flatMap((level) => this.#outer.at(level)).filter(({ text }) => !waits(text))
      .slice(0, Elements.#maxOuter);
    for (const atom of outer) space.offer({ ...atom, values: places.map(({ row }) => atom.values[row]) });
    const name =
      [itemName(this.#list.text), "item", "value", "each"].find((one) => !options.taken.has(one)) ?? "it";
    const { isWanted } = options;
    return { opened: { list: this.#list, space, goal, places, name, isWanted, rows, counted }, operators };
  }
}

/** One element. */
export interface Place {
  /** The outer row that its list is of. */
  readonly row: number;
  readonly value: unknown;
}

/** The values of a body for each outer row, in the order of the elements. */
export function byRow({ values }: Pick<Fresh, "values">, { places, rows }: Opened): unknown[][] {
  const results = Array.from({ length: rows }, (): unknown[] => []);
  places.forEach(({ row }, at) => results[row]!.push(values[at]));
  return results;
}

/** What a method of lists makes of a list with a function whose body is known. */
export function uses(body: Entry, opened: Opened): Fresh[] {
  const { list, name, isWanted } = opened;
  const results = byRow(body, opened);
  const per = (make: (list: readonly unknown[], results: readonly unknown[]) => unknown): unknown[] =>
    list.values.map((value, row) => {
      const own = results[row]!;
      if (!Array.isArray(value) || own.length !== value.length || own.includes(Space.absent)) {
        return Space.absent;
      }
      return make(value, own);
    });
  const text = (item: string) => body.text.replaceAll(itemMark(), item);
  const bodyText = text(name).startsWith("{") ? `(${text(name)})` : text(name);
  const head = list.rank >= 20 ? list.text : `(${list.text})`;
  const arrow = (
    method: string,
    cost: number,
    values: unknown[],
    inside = `(${name}) => ${bodyText}`,
  ): Fresh => ({
    text: `${head}.${method}(${inside})`,
    level: list.level + body.level + cost + (isWanted(method) ? 0 : 1),
    rank: 20,
    values,
    reads: list.reads | body.reads & ~(1 << 30),
    isLiteral: false,
  });
  switch (body.kind) {
    case "boolean":
      return [
        arrow("filter", 2, per((all, own) => all.filter((_, at) => own[at]))),
        arrow("some", 2, per((_, own) => own.some(Boolean))),
        arrow("every", 2, per((_, own) => own.every(Boolean))),
        arrow("find", 2, per((all, own) => all.find((_, at) => own[at]))),
        arrow("findIndex", 3, per((_, own) => own.findIndex(Boolean))),
        arrow("map", 3, per((_, own) => own)),
      ];
    case "number": {
      const order = per((all, own) =>
        [...all.keys()].sort((a, b) => Number(own[a]) - Number(own[b])).map((at) => all[at])
      );
      const down = per((all, own) =>
        [...all.keys()].sort((a, b) => Number(own[b]) - Number(own[a])).map((at) => all[at])
      );
      const sum = per((_, own) => own.reduce<number>((total, value) => total + Number(value), 0));
      return [
        arrow("map", 2, per((_, own) => own)),
        arrow(
          "reduce",
          4,
          sum,
          `(total, ${name}) => total + ${body.rank >= 14 ? bodyText : `(${bodyText})`}, 0`,
        ),
        arrow("toSorted", 3, order, `(a, b) => ${text("a")} - ${text("b")}`),
        arrow("toSorted", 4, down, `(a, b) => ${text("b")} - ${text("a")}`),
      ];
    }
    case "string": {
      const order = per((all, own) =>
        [...all.keys()].sort((a, b) => String(own[a]).localeCompare(String(own[b]))).map((at) => all[at])
      );
      return [
        arrow("map", 2, per((_, own) => own)),
        arrow("toSorted", 4, order, `(a, b) => ${text("a")}.localeCompare(${text("b")})`),
      ];
    }
    case "list":
      return [arrow("map", 2, per((_, own) => own)), arrow("flatMap", 2, per((_, own) => own.flat()))];
    default:
      return [arrow("map", 2, per((_, own) => own))];
  }
}

/** A name for one element of a list: the list's own in the singular, where it has one. */
export function itemName(list: string): string {
  const last = /([\p{ID_Start}$_][\p{ID_Continue}$]*)(\([^()]*\))?$/u.exec(list)?.[1] ?? "";
  if (last === "children") return "child";
  if (last === "entries" || last === "values") return last === "values" ? "value" : "entry";
  const one = /ies$/.test(last) ? last.replace(/ies$/, "y") : /[^s]s$/.test(last) ? last.slice(0, -1) : "";
  return one.length > 1 && one !== "thi" ? one : "item";
}

/** True of lists with more than one element somewhere; what is written as a list says no more than its elements do. */
export function isListOfMany({ kind, text, values }: Entry): boolean {
  return kind === "list" && !/^\[(?!\.\.\.)/.test(text) &&
    values.some((value) => Array.isArray(value) && value.length > 1);
}
