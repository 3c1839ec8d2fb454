/**
 * Runs in the sandbox. Functions that call themselves on the parts of what they are given. What a part gives no example
 * says: a way to put the results of the parts together gives it, from the leaves up.
 *
 * @module
 */

import { itemName } from "./arrows.ts";
import type { Known } from "./asked.ts";
import { foldsOf, type Shape } from "./fold.ts";
import { Goal } from "./goal.ts";
import type { Solution, Target } from "./solution.ts";
import type { Operator } from "./operator.ts";
import { type Entry, Space } from "./space.ts";
import { keyOf, kindOf } from "./values.ts";

/** The function that the hole is the body of. */
export interface Own {
  readonly text: string;
  /** Its parameters, in order. */
  readonly params: readonly string[];
}

/** One part of what is given, the whole included. */
export interface Part {
  readonly row: number;
  readonly value: unknown;
  /** The parts of this part, by link: -1 where there is none. */
  readonly parts: readonly (readonly number[])[];
}

/** What a search in trees leans on. */
export interface TreeOptions {
  readonly own: Own;
  readonly outer: Space;
  readonly operatorsFor: (space: Space) => Operator[];
  readonly isWanted: (name: string) => boolean;
  readonly isTaken: (name: string) => boolean;
  readonly isLate: () => boolean;
}

/** The ways to go down into one parameter. */
export class Trees {
  static readonly #maxParts = 200;
  static readonly #maxEntries = 500;
  readonly #shape: Shape;
  readonly #space: Space;
  readonly #operators: Operator[];
  readonly #entries: Entry[] = [];
  readonly #options: TreeOptions;
  readonly #roots: readonly number[];
  readonly #bit: number;
  #seen = 0;

  /** @returns `undefined` where the parameter is no tree. */
  static of({ text, values }: Known, bit: number, options: TreeOptions): Trees | undefined {
    const { own, isTaken } = options;
    const links = linksOf(values);
    if (!links || !own.params.includes(text)) return undefined;
    const parts: Part[] = [];
    const roots = values.map((value, row) => addPart(value, row, links, parts));
    if (parts.length === 0 || parts.length > Trees.#maxParts) return undefined;
    const child =
      [itemName(links.names[0] ?? ""), "child", "part", "inner"].find((name) =>
        name !== "item" && name !== text && !isTaken(name)
      ) ?? "each";
    const call = (part: string) =>
      `${own.text}(${own.params.map((name) => name === text ? part : name).join(", ")})`;
    const shape = { text, links: links.names, isList: links.isList, parts, child, call, none: links.none };
    return new Trees(shape, { roots, bit, options });
  }

  constructor(
    shape: Shape,
    { roots, bit, options }: {
      readonly roots: readonly number[];
      readonly bit: number;
      readonly options: TreeOptions;
    },
  ) {
    this.#shape = shape;
    this.#roots = roots;
    this.#options = options;
    this.#bit = bit;
    const { counted, idOf } = options.outer.options;
    const own = shape.parts.findLastIndex(({ row }) => row < counted) + 1;
    this.#space = new Space({ rows: shape.parts.length, counted: own, maxEntries: Trees.#maxEntries, idOf });
    this.#operators = options.operatorsFor(this.#space);
    this.#space.onEntry((entry, isNew) => isNew && this.#entries.push(entry));
    this.#space.offer({
      text: shape.text,
      level: 1,
      rank: 20,
      values: shape.parts.map(({ value }) => value),
      reads: bit,
      isLiteral: false,
    });
  }

  /** The functions known by now. */
  async solutions(target: Target, level: number): Promise<Solution[]> {
    const { outer, isLate } = this.#options;
    const { parts } = this.#shape;
    for (const atom of outer.at(level)) {
      if (level > 4 || atom.reads & this.#bit) continue;
      this.#space.offer({ ...atom, values: parts.map(({ row }) => atom.values[row]) });
    }
    if (!this.#space.isFull) await this.#space.grow(this.#operators, isLate);
    const fresh = this.#entries.slice(this.#seen);
    this.#seen = this.#entries.length;
    const kinds = new Set(target.values.map(kindOf));
    const [kind = "none"] = kinds;
    const { idOf } = this.#space.options;
    const folds = kinds.size === 1
      ? foldsOf({ shape: this.#shape, kind, none: this.#none(target), known: this.#entries }, fresh)
      : [];
    const found = folds.map(({ values, none, ...rest }): Solution => ({
      ...rest,
      values: this.#roots.map((at) => at === -2 ? Space.absent : at === -1 ? none : values[at]),
      reads: rest.reads | this.#bit,
      isLiteral: false,
    }));
    return [...found, ...(kind === "record" ? this.#mapped(target) : [])].filter(({ values }) =>
      target.keys.every((key, row) => values[row] !== Space.absent && keyOf(values[row], idOf) === key)
    );
  }

  /** What the examples say of nothing at all; absent where they say nothing. */
  #none({ values }: Target): { readonly value: unknown } | undefined {
    const row = this.#roots.findIndex((at, row) => at === -1 && row < values.length);
    return row < 0 ? undefined : { value: values[row] };
  }

  /** A tree of the same form with other members. */
  #mapped({ values }: Target): Solution[] {
    const { text, links, isList, parts, child, call } = this.#shape;
    const [link = ""] = links;
    if (!isList) return [];
    const counted = parts.findLastIndex(({ row }) => row < values.length) + 1;
    const wanted: unknown[] = Array.from({ length: counted });
    const isAlike = values.every((value, row) =>
      spread(value, this.#roots[row] ?? -1, { parts, link, wanted })
    );
    const names = Object.keys(values[0] as object).filter((name) => name !== link);
    if (!isAlike || names.length === 0 || names.length > 4) return [];
    const goal = new Goal(this.#space, this.#options.isWanted);
    for (const entry of this.#entries) goal.take(entry);
    const members = names.map((name) => {
      const target = goal.target(wanted.map((value) => Reflect.get(value as object, name)));
      const found = [
        ...goal.known.filter(({ rows }) => target.keys.every((key, row) => rows[row] === key)),
        ...goal.solutions(target),
      ];
      return found.toSorted((a, b) => a.level - b.level)[0];
    });
    if (members.some((one) => one === undefined)) return [];
    const kept = `${link}: ${text}.${link}.map((${child}) => ${call(child)})`;
    const shown = members.map((one, at) =>
      one!.text === names[at] ? one!.text : `${names[at]}: ${one!.text}`
    );
    const made: unknown[] = [];
    for (let at = parts.length - 1; at >= 0; at--) {
      const own = names.map((name, index): [string, unknown] => [name, members[index]!.values[at]]);
      made[at] = {
        ...Object.fromEntries(own),
        [link]: (parts[at]!.parts[0] ?? []).map((part) => made[part]),
      };
    }
    return [{
      text: `{ ${[...shown, kept].join(", ")} }`,
      level: members.reduce((sum, one) => sum + one!.level, 6),
      rank: 20,
      values: this.#roots.map((at) => at < 0 ? Space.absent : made[at]),
      reads: members.reduce((all, one) => all | one!.reads, this.#bit),
      isLiteral: false,
    }];
  }
}

interface Links {
  readonly names: readonly string[];
  /** True for one member that is a list of parts. */
  readonly isList: boolean;
  /** What stands where there is no part. */
  readonly none: "null" | "undefined";
}

/** The members of a value that are values of its own form. */
export function linksOf(values: readonly unknown[]): Links | undefined {
  const there = values.filter((value) => kindOf(value) === "record") as object[];
  if (there.length === 0 || values.some((value) => !["record", "none"].includes(kindOf(value)))) {
    return undefined;
  }
  const names = [...new Set(there.flatMap(Object.keys))];
  const usual = names.filter((name) => there.every((value) => name in value));
  const isPart = (value: unknown) =>
    usual.length > 0 && kindOf(value) === "record" && usual.every((name) => name in (value as object));
  const list = usual.find((name) => {
    const lists = there.map((value) => Reflect.get(value, name));
    return lists.every((one) => Array.isArray(one) && one.every(isPart)) &&
      lists.some((one) => one.length > 0);
  });
  if (list !== undefined) return { names: [list], isList: true, none: "undefined" };
  const single = names.filter((name) => {
    const own = there.map((value) => Reflect.get(value, name));
    return own.every((one) => kindOf(one) === "none" || isPart(one)) && own.some(isPart);
  });
  if (single.length === 0) return undefined;
  const isNull = [...values, ...there.flatMap((value) => single.map((name) => Reflect.get(value, name)))]
    .includes(null);
  return { names: single, isList: false, none: isNull ? "null" : "undefined" };
}

/** @returns The part's number; -1 for nothing at all, -2 for what is no part. */
export function addPart(value: unknown, row: number, links: Links, parts: Part[]): number {
  if (kindOf(value) !== "record") return kindOf(value) === "none" && !links.isList ? -1 : -2;
  if (parts.length > 250) return -2;
  const at = parts.length;
  const own: number[][] = [];
  parts.push({ row, value, parts: own });
  for (const name of links.names) {
    const below: unknown = Reflect.get(value as object, name);
    const list = links.isList ? (Array.isArray(below) ? below : []) : [below];
    own.push(list.map((one) => addPart(one, row, links, parts)));
  }
  return at;
}

/** Notes for each part what must become of it; false where the forms differ. */
export function spread(
  value: unknown,
  at: number,
  tree: { readonly parts: readonly Part[]; readonly link: string; readonly wanted: unknown[] },
): boolean {
  if (at < 0 || kindOf(value) !== "record") return false;
  tree.wanted[at] = value;
  const below: unknown = Reflect.get(value as object, tree.link);
  const parts = tree.parts[at]?.parts[0] ?? [];
  return Array.isArray(below) && below.length === parts.length &&
    parts.every((part, index) => spread(below[index], part, tree));
}
