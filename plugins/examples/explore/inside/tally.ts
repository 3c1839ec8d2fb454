/**
 * Runs in the sandbox. Maps and records with a row for each key that the elements of a list have: the element itself,
 * how many there are, what they sum up to, or all of them.
 *
 * @module
 */

import { byRow, itemMark, type Opened } from "./arrows.ts";
import type { Solution, Target } from "./solution.ts";
import { headOf, said } from "./chain.ts";
import { type Entry, type Fresh, Space } from "./space.ts";
import { keyOf, kindOf } from "./values.ts";

/** Keyed collections with the wanted rows. */
export class Tallies {
  /** Keys and values that are tried. */
  static readonly #most = 60;
  readonly #opened: Opened;
  readonly #isTaken: (name: string) => boolean;

  constructor(opened: Opened, isTaken: (name: string) => boolean) {
    this.#opened = opened;
    this.#isTaken = isTaken;
  }

  /** The collections known by now. */
  solutions({ values, keys }: Target): Solution[] {
    const kinds = new Set(values.map(kindOf));
    const [kind] = kinds;
    const isMap = kind === "map";
    if (kinds.size !== 1 || kind !== "map" && kind !== "record") return [];
    const { idOf } = this.#opened.space.options;
    const found: Solution[] = [];
    const known = this.#opened.goal.known.filter(({ reads, level }) => reads & 1 << 30 && level <= 8);
    for (
      const key of known.filter((entry) => keyType(entry) !== undefined).slice(0, Tallies.#most)
    ) {
      const isKey = byRow(key, this.#opened).every((row, at) =>
        at >= values.length || hasKeys(values[at], row, isMap)
      );
      if (
        !isKey ||
        !(values as object[]).some((value) =>
          isMap ? (value as Map<unknown, unknown>).size > 0 : Object.keys(value).length > 0
        )
      ) continue;
      found.push(...this.#counts(key, isMap));
      for (const value of known.slice(0, Tallies.#most)) {
        found.push(...this.#indexes(key, value, isMap), ...this.#groups(key, value, isMap));
        if (value.kind === "number") found.push(...this.#sums(key, value, isMap));
      }
    }
    return found.filter(({ values: own }) =>
      keys.every((key, row) => own[row] !== Space.absent && keyOf(own[row], idOf) === key)
    );
  }

  #counts(key: Entry, isMap: boolean): Solution[] {
    return this.#summed("counts", key, undefined, isMap);
  }

  #sums(key: Entry, value: Entry, isMap: boolean): Solution[] {
    return this.#summed("sums", key, value, isMap);
  }

  #summed(usual: string, key: Entry, value: Entry | undefined, isMap: boolean): Solution[] {
    const { name } = this.#opened;
    const all = this.#free(usual);
    if (!all) return [];
    const [by, added, type] = [keyText(key, name), value ? said(value, name) : "1", keyType(key)];
    const start = isMap
      ? `const ${all} = new Map<${type}, number>();\n`
      : `const ${all}: Record<${type}, number> = {};\n`;
    const step = isMap
      ? `${all}.set(${by}, (${all}.get(${by}) ?? 0) + ${added});`
      : `${all}[${by}] = (${all}[${by}] ?? 0) + ${added};`;
    const text = `${start}${this.#loop(key, step)}\nreturn ${all};`;
    const values = this.#collected(
      key,
      value,
      isMap,
      (old, one) => (typeof old === "number" ? old : 0) + (value ? Number(one) : 1),
    );
    return [this.#solution(text, [key, ...(value ? [value] : [])], 5, values, true)];
  }

  #indexes(key: Entry, value: Entry, isMap: boolean): Solution[] {
    const { list, name } = this.#opened;
    if (key.kind === "optional") return [];
    const pairs = `${headOf(list)}.map((${name}) => [${said(key, name)}, ${said(value, name)}])`;
    const values = this.#collected(key, value, isMap, (_, one) => one);
    const text = isMap ? `new Map(${pairs})` : `Object.fromEntries(${pairs})`;
    return [this.#solution(text, [key, value], 5, values)];
  }

  #groups(key: Entry, value: Entry, isMap: boolean): Solution[] {
    const { list, name } = this.#opened;
    const isItem = value.text === itemMark();
    const all = this.#free("groups");
    const isPath = /^[\w$.]+$/.test(list.text);
    const type = value.kind === "string" || value.kind === "number"
      ? value.kind
      : `(typeof ${list.text})[number]`;
    if (!all || (type.startsWith("(") && !(isItem && isPath))) return [];
    const values = this.#collected(key, value, isMap, (old, one) => [...Array.isArray(old) ? old : [], one]);
    const [by, one] = [keyText(key, name), said(value, name)];
    const start = isMap
      ? `const ${all} = new Map<${keyType(key)}, ${type}[]>();\n`
      : `const ${all}: Record<${keyType(key)}, ${type}[]> = {};\n`;
    const step = isMap
      ? `${all}.set(${by}, [...${all}.get(${by}) ?? [], ${one}]);`
      : `(${all}[${by}] ??= []).push(${one});`;
    const loop = `${start}${this.#loop(key, step)}\nreturn ${all};`;
    const found = [this.#solution(loop, [key, value], 6, values, true)];
    if (!isMap || !isItem || key.kind === "optional") return found;
    return [...found, this.#solution(`Map.groupBy(${list.text}, (${name}) => ${by})`, [key], 5, values)];
  }

  /** Elements without a key are passed over. */
  #loop(key: Entry, step: string): string {
    const { list, name } = this.#opened;
    const head = `for (const ${name} of ${list.text}) `;
    return key.kind === "optional"
      ? `${head}{\n  const key = ${said(key, name)};\n  if (key !== undefined) ${step}\n}`
      : head + step;
  }

  /** For each outer row a collection of its own. */
  #collected(
    key: Entry,
    value: Entry | undefined,
    isMap: boolean,
    next: (old: unknown, value: unknown) => unknown,
  ): unknown[] {
    const keys = byRow(key, this.#opened);
    const values = value ? byRow(value, this.#opened) : keys;
    return this.#opened.list.values.map((list, row) => {
      const [ownKeys, own] = [keys[row]!, values[row]!];
      const isWhole = Array.isArray(list) && ownKeys.length === list.length &&
        !ownKeys.includes(Space.absent) && !own.includes(Space.absent);
      if (!isWhole) return Space.absent;
      const rows = new Map<unknown, unknown>();
      ownKeys.forEach((one, at) => one !== undefined && rows.set(one, next(rows.get(one), own[at])));
      return isMap ? rows : Object.fromEntries(rows);
    });
  }

  #solution(text: string, parts: readonly Fresh[], cost: number, values: unknown[], isBody?: true): Solution {
    const { list } = this.#opened;
    return {
      text,
      level: parts.reduce((sum, { level }) => sum + level, list.level + cost),
      rank: 20,
      values,
      reads: parts.reduce((all, { reads }) => all | reads & ~(1 << 30), list.reads),
      isLiteral: false,
      ...(isBody ? { isBody } : {}),
    };
  }

  #free(usual: string): string | undefined {
    return [usual, "found", "result"].find((name) => !this.#isTaken(name) && name !== this.#opened.name);
  }
}

/** The type of a key; `undefined` for what is no usual one. */
export function keyType({ kind, values }: Entry): "string" | "number" | undefined {
  if (kind === "string" || kind === "number") return kind;
  const there = values.filter((value) => value !== undefined && value !== Space.absent);
  const types = new Set(there.map((value) => typeof value));
  const [type] = types;
  return kind === "optional" && types.size === 1 && (type === "string" || type === "number")
    ? type
    : undefined;
}

export function keyText(key: Entry, name: string): string {
  return key.kind === "optional" ? "key" : said(key, name);
}

/** True when a collection has just these keys. */
export function hasKeys(value: unknown, keys: readonly unknown[], isMap: boolean): boolean {
  const own = isMap ? [...(value as Map<unknown, unknown>).keys()] : Object.keys(value as object);
  const there = keys.filter((key) => key !== undefined);
  const all = new Set<unknown>(isMap ? there : there.map(String));
  return own.length === all.size && own.every((one) => all.has(one));
}
