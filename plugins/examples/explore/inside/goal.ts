/**
 * Runs in the sandbox. Puts known expressions together to what is wanted, from the values that are wanted: constants,
 * choices, templates, objects and lists part by part, numbers that differ by a constant.
 *
 * @module
 */

import { isBoth, isEither, type RowSet, rowSetOf } from "./row_set.ts";
import { type Entry, type Fresh, Space } from "./space.ts";
import { keyOf, kindOf } from "./values.ts";
import { within } from "./operator.ts";

/** An expression with the values that are wanted on some rows. */
export interface Solution extends Fresh {
  /** True for a constant that only one example speaks for. */
  readonly isEcho?: boolean;
  /** True for statements that are a whole body; else it is an expression. */
  readonly isBody?: true;
}

/** Values wanted on the rows that count. */
export interface Target {
  readonly values: readonly unknown[];
  readonly keys: readonly string[];
}

/** Conditions that hold on the same rows. */
interface Pattern {
  readonly set: RowSet;
  readonly yes: readonly number[];
  readonly no: readonly number[];
  readonly entries: Entry[];
}

/** Looks for expressions with wanted values. */
export class Goal {
  /** Known expressions that are looked through; the cheapest. */
  static readonly #maxCheap = 6000;
  /** Answers kept of each part. */
  static readonly #breadth = 4;
  readonly #space: Space;
  readonly #cheap: Entry[] = [];
  readonly #rows: number;
  readonly #counted: number;
  /** The rows that count. */
  readonly #all: readonly number[];
  readonly #patterns = new Map<string, Pattern>();

  readonly #isWanted: (name: string) => boolean;

  /** @param isWanted True of words that belong to what is wanted. */
  constructor(space: Space, isWanted: (name: string) => boolean) {
    this.#space = space;
    this.#isWanted = isWanted;
    this.#rows = space.options.rows;
    this.#counted = space.options.counted;
    this.#all = Array.from({ length: this.#counted }, (_, row) => row);
    space.onEntry((entry, isNew) => isNew && this.take(entry));
  }

  /** What is wanted, from its values. */
  target(values: readonly unknown[]): Target {
    return { values, keys: values.map((value) => keyOf(value, this.#space.options.idOf)) };
  }

  /** Known expressions, the cheapest first. */
  get known(): readonly Entry[] {
    return this.#cheap;
  }

  /** Conditions that hold on some of the rows that count, and not on others; what is left does not matter. */
  conditions(yes: readonly number[], no: readonly number[]): Solution[] {
    if (yes.length === 0 || no.length === 0) return [];
    const isYes = new Set(yes);
    const values = this.#all.map((row) => isYes.has(row));
    const rows = [...yes, ...no].sort((a, b) => a - b);
    const found = this.#parts(this.target(values), rows, 0).filter(({ isLiteral }) => !isLiteral);
    return this.#cheapest([...found, ...this.#compared(yes, no)]);
  }

  /** Comparisons of two known numbers: deeper than what is put together level by level. */
  #compared(yes: readonly number[], no: readonly number[]): Solution[] {
    const numbers = this.#cheap.filter(({ kind, isLiteral, values }) =>
      kind === "number" && !isLiteral && !values.slice(0, this.#counted).includes(Space.absent)
    ).slice(0, 60);
    const found: Solution[] = [];
    for (const one of numbers) {
      for (const two of numbers) {
        const is = (row: number) => Number(one.values[row]) < Number(two.values[row]);
        if (!yes.every(is) || no.some(is)) continue;
        found.push({
          text: `${within(one, 11)} < ${within(two, 12)}`,
          level: one.level + two.level + 2,
          rank: 11,
          values: one.values.map((value, row) =>
            [value, two.values[row]].includes(Space.absent) ? Space.absent : is(row)
          ),
          reads: one.reads | two.reads,
          isLiteral: false,
        });
      }
    }
    return found;
  }

  /** Expressions with the wanted values on all rows, put together from known ones. */
  solutions(target: Target): Solution[] {
    const found = [...this.#parts(target, this.#all, 0), ...this.#choices(target), ...this.#joined(target)];
    return found.filter(({ reads }) => reads !== 0);
  }

  /** Learns of an expression; of those of its space it is told. */
  take(entry: Entry): void {
    if (this.#cheap.length < Goal.#maxCheap) this.#cheap.push(entry);
    const { kind, isLiteral, values } = entry;
    if (kind !== "boolean" || isLiteral) return;
    for (let row = 0; row < this.#counted; row++) if (values[row] === Space.absent) return;
    const set = rowSetOf(this.#counted, (row) => values[row] === true);
    const key = set.join();
    const known = this.#patterns.get(key);
    if (!known) {
      const yes = this.#all.filter((row) => values[row] === true);
      const no = this.#all.filter((row) => values[row] !== true);
      this.#patterns.set(key, { set, yes, no, entries: [entry] });
    } else if (known.entries.length < Goal.#breadth) known.entries.push(entry);
  }

  /** `a && b` and `a || b` */
  #joined(target: Target): Solution[] {
    if (!target.values.every((value) => typeof value === "boolean")) return [];
    const wanted = rowSetOf(this.#counted, (row) => target.values[row] === true);
    const key = wanted.join();
    const others = [...this.#patterns].flatMap(([own, pattern]) => own === key ? [] : [pattern]);
    const found: Solution[] = [];
    for (const { set: one, entries: lefts } of others) {
      for (const { set: two, entries: rights } of others) {
        const sign = isBoth(one, two, wanted) ? "&&" : isEither(one, two, wanted) ? "||" : undefined;
        if (!sign || one === two) continue;
        const rank = sign === "&&" ? 6 : 5;
        for (const left of lefts) {
          for (const right of rights) {
            // A condition guards what is behind it; else the order is that of the names.
            if (left.level > right.level || left.level === right.level && left.text > right.text) continue;
            found.push({
              text: `${within(left, rank + 1)} ${sign} ${within(right, rank + 1)}`,
              level: left.level + right.level + 2,
              rank,
              values: left.values.map((is, row) =>
                is === Space.absent ? is : (sign === "&&") === is ? right.values[row] : is
              ),
              reads: left.reads | right.reads,
              isLiteral: false,
            });
          }
        }
      }
    }
    return this.#cheapest(found.filter((one) => this.isRight(one, target)), 24);
  }

  /** `c ? a : b` */
  #choices(target: Target): Solution[] {
    const found: Solution[] = [];
    const known = new Map<string, Solution[]>();
    const parts = (rows: readonly number[]) => {
      const key = rows.join();
      let own = known.get(key);
      if (!own) known.set(key, own = this.#cheapest(this.#parts(target, rows, 0)));
      return own;
    };
    for (const pattern of this.#patterns.values()) {
      if (pattern.yes.length === 0 || pattern.no.length === 0) continue;
      for (const condition of pattern.entries) {
        for (const yes of parts(pattern.yes)) {
          for (const no of parts(pattern.no)) {
            // Beside a constant that others speak for it may stand, beside a computed value it may not.
            const [echo, other] = yes.isEcho ? [yes, no] : [no, yes];
            if (echo.isEcho && (other.isEcho || !other.isLiteral)) continue;
            found.push(this.#choice(condition, yes, no));
          }
        }
      }
    }
    return this.#cheapest(found.filter((one) => this.isRight(one, target)), 12);
  }

  #choice(condition: Entry, yes: Solution, no: Solution): Solution {
    const values = condition.values.map((is, row) =>
      is === Space.absent ? is : is ? yes.values[row] : no.values[row]
    );
    const text = (one: Solution) => one.rank > 3 ? one.text : `(${one.text})`;
    return {
      text: `${within(condition, 4)} ? ${text(yes)} : ${text(no)}`,
      level: condition.level + yes.level + no.level + 2,
      rank: 3,
      values,
      reads: condition.reads | yes.reads | no.reads,
      isLiteral: false,
    };
  }

  /** True of an expression with the wanted values on some rows, or on all that count. */
  isRight({ values }: Pick<Fresh, "values">, { keys }: Target, rows = this.#all): boolean {
    const { idOf } = this.#space.options;
    return rows.every((row) => values[row] !== Space.absent && keyOf(values[row], idOf) === keys[row]);
  }

  /** Expressions with the wanted values on some rows. */
  #parts(target: Target, rows: readonly number[], depth: number): Solution[] {
    const kinds = new Set(rows.map((row) => kindOf(target.values[row])));
    const [kind] = kinds;
    const found: Solution[] = [...this.#known(target, rows), ...this.#constants(target, rows, depth)];
    if (kinds.size !== 1 || rows.length === 0) return found;
    if (kind === "string") found.push(...this.#templates(target, rows));
    if (kind === "number") found.push(...this.#numbers(target, rows));
    if (kind === "boolean") found.push(...this.#borders(target, rows));
    if (kind === "record" && depth < 2) found.push(...this.#records(target, rows, depth));
    if (kind === "list" && depth < 2) found.push(...this.#lists(target, rows, depth));
    return found.filter((one) => this.isRight(one, target, rows));
  }

  #known({ keys }: Target, rows: readonly number[]): Solution[] {
    const found: Solution[] = [];
    for (const entry of this.#cheap) {
      if (rows.every((row) => entry.rows[row] === keys[row])) found.push(entry);
      if (found.length >= 2 * Goal.#breadth) break;
    }
    return found;
  }

  /** One value for all rows, and an expression that may be missing with one value where it is. */
  #constants({ values, keys }: Target, rows: readonly number[], depth: number): Solution[] {
    const isMain = depth === 0 && rows.length === this.#counted;
    const found: Solution[] = [];
    const constant = this.#constant(values, keys, rows);
    const isEcho = constant !== undefined && this.#isEcho(constant, rows);
    if (constant && !isMain && !(isEcho && depth > 0)) {
      found.push(isEcho ? { ...constant, isEcho, level: constant.level + 1 } : constant);
    }
    let count = 0;
    for (const entry of this.#cheap) {
      if (entry.kind !== "optional" || entry.isLiteral) continue;
      const there = rows.filter((row) => entry.values[row] !== undefined && entry.values[row] !== null);
      const gone = rows.filter((row) => entry.values[row] === undefined || entry.values[row] === null);
      if (there.length === 0 || gone.length === 0 || !there.every((row) => entry.rows[row] === keys[row])) {
        continue;
      }
      const other = this.#constant(values, keys, gone);
      if (!other || other.values[0] === undefined || this.#isEcho(other, gone)) continue;
      found.push({
        text: `${within(entry, 7)} ?? ${other.text}`,
        level: entry.level + other.level + 1,
        rank: 4,
        values: entry.values.map((value, row) => value === Space.absent ? value : value ?? other.values[row]),
        reads: entry.reads,
        isLiteral: false,
      });
      if (++count === Goal.#breadth) break;
    }
    return found;
  }

  /** The value of one example alone says that example again, unless it is the usual one for nothing, or asked for. */
  #isEcho({ level, values: [value] }: Solution, rows: readonly number[]): boolean {
    return rows.length === 1 && this.#counted > 1 && level > 2 && !this.#isWanted(String(value));
  }

  #constant(
    values: readonly unknown[],
    keys: readonly string[],
    rows: readonly number[],
  ): Solution | undefined {
    const [first] = rows;
    if (first === undefined || !rows.every((row) => keys[row] === keys[first])) return undefined;
    const literal = Goal.literal(values[first]);
    if (!literal) return undefined;
    return {
      ...literal,
      level: Math.min(literal.level, 3),
      values: Array.from({ length: this.#rows }, () => values[first]),
      reads: 0,
      isLiteral: true,
    };
  }

  /** A value as it is written; `undefined` for what has no short text. */
  static literal(
    value: unknown,
  ): { readonly text: string; readonly level: number; readonly rank: number } | undefined {
    switch (typeof value) {
      case "string":
        return value.length > 40 ? undefined : {
          text: JSON.stringify(value),
          level: value === "" ? 2 : 3 + Math.floor(value.length / 6),
          rank: 20,
        };
      case "number": {
        const text = String(value);
        if (!Number.isFinite(value) || text.length > 9) return undefined;
        return { text, level: Math.abs(value) <= 1 ? 2 : text.length < 3 ? 3 : 4, rank: value < 0 ? 16 : 19 };
      }
      case "boolean":
        return { text: String(value), level: 2, rank: 20 };
      case "undefined":
        return { text: "undefined", level: 3, rank: 20 };
      default:
        if (value === null) return { text: "null", level: 3, rank: 20 };
        return Array.isArray(value) && value.length === 0 ? { text: "[]", level: 2, rank: 20 } : undefined;
    }
  }

  /** Numbers that a constant makes of a known one, or of two. */
  #numbers({ values }: Target, rows: readonly number[]): Solution[] {
    if (rows.length < 2) return [];
    const numbers = this.#cheap.filter(({ kind, isLiteral, values }) =>
      kind === "number" && !isLiteral && rows.every((row) => values[row] !== Space.absent)
    );
    const of = (entry: Entry, row: number) => Number(entry.values[row]);
    const wanted = (row: number) => Number(values[row]);
    const found: Solution[] = [];
    const add = (
      entries: readonly Entry[],
      constant: number,
      text: (literal: string) => string,
      rank: number,
      run: (values: readonly number[]) => number,
    ) => {
      const literal = Goal.literal(Math.abs(constant) < 1e-9 ? 0 : Number(constant.toPrecision(12)));
      if (!literal || literal.text.length > 5) return;
      // Two examples and one constant that is made for them: a third example could not say otherwise.
      const thin = rows.length < 3 ? 4 : 0;
      // Large numbers are round, or have a name that the search did not see.
      const odd = Math.abs(constant) > 100 && constant % 10 !== 0 ? 3 : 0;
      found.push({
        text: text(constant < 0 ? `(${literal.text})` : literal.text),
        level: entries.reduce((sum, { level }) => sum + level, 0) + 2 * entries.length + literal.level + odd +
          thin + 1,
        rank,
        values: Array.from({ length: this.#rows }, (_, row) => {
          const own = entries.map((entry) => entry.values[row]);
          return own.every((value) => typeof value === "number") ? run(own.map(Number)) : Space.absent;
        }),
        reads: entries.reduce((all, { reads }) => all | reads, 0),
        isLiteral: false,
      });
    };
    /** The one value of a function of rows; `undefined` when there are several, or it is no usual number. */
    const same = (rows: readonly number[], value: (row: number) => number): number | undefined => {
      const first = value(rows[0]!);
      return Number.isFinite(first) && rows.every((row) => Math.abs(value(row) - first) < 1e-9)
        ? first
        : undefined;
    };
    for (const entry of numbers.slice(0, 400)) {
      if (new Set(rows.map((row) => entry.rows[row])).size < 2) continue;
      const more = same(rows, (row) => wanted(row) - of(entry, row));
      if (more) {
        const sign = more < 0 ? "-" : "+";
        const by = Math.abs(more);
        add([entry], by, (literal) => `${within(entry, 13)} ${sign} ${literal}`, 13, ([a = 0]) => a + more);
      }
      const times = same(rows, (row) => wanted(row) / of(entry, row));
      if (times && times !== 1) {
        add(
          [entry],
          times,
          (literal) => `${within(entry, 14)} * ${literal}`,
          14,
          ([a = 0]) => a * times,
        );
      }
      const parts = same(rows, (row) => of(entry, row) / wanted(row));
      if (parts && parts !== 1 && Number.isInteger(parts)) {
        add([entry], parts, (literal) => `${within(entry, 14)} / ${literal}`, 14, ([a = 0]) => a / parts);
      }
      const from = same(rows, (row) => wanted(row) + of(entry, row));
      if (from) {
        add(
          [entry],
          from,
          (literal) => `${literal} - ${within(entry, 14)}`,
          13,
          ([a = 0]) => from - a,
        );
      }
    }
    const near = numbers.slice(0, 24);
    for (const one of near) {
      for (const two of near) {
        if (one === two) continue;
        const telling = rows.filter((row) => of(one, row) !== 0);
        if (telling.length < 2 || new Set(rows.map((row) => one.rows[row])).size < 2) continue;
        const times = same(telling, (row) => (wanted(row) - of(two, row)) / of(one, row));
        if (!times || times === 1 || times === -1 || !Number.isInteger(times)) continue;
        add(
          [one, two],
          times,
          (literal) => `${within(one, 14)} * ${literal} + ${within(two, 14)}`,
          13,
          ([a = 0, b = 0]) => a * times + b,
        );
      }
    }
    return this.#cheapest(found, 2 * Goal.#breadth);
  }

  /** Comparisons of a number with the border between the rows that are true and those that are not. */
  #borders({ values }: Target, rows: readonly number[]): Solution[] {
    const yes = rows.filter((row) => values[row] === true);
    const no = rows.filter((row) => values[row] === false);
    if (yes.length === 0 || no.length === 0) return [];
    const found: Solution[] = this.#equal(yes, no);
    for (const entry of this.#cheap) {
      if (entry.kind !== "number" || entry.isLiteral || entry.values.includes(Space.absent)) continue;
      const of = (row: number) => Number(entry.values[row]);
      const add = (sign: string, border: number, run: (value: number) => boolean) => {
        const literal = Goal.literal(border);
        if (!literal) return;
        found.push({
          text: `${within(entry, 11)} ${sign} ${literal.text}`,
          level: entry.level + literal.level + 3,
          rank: 11,
          values: entry.values.map((value) => typeof value === "number" ? run(value) : Space.absent),
          reads: entry.reads,
          isLiteral: false,
        });
      };
      const [leastYes, mostYes] = [Math.min(...yes.map(of)), Math.max(...yes.map(of))];
      const [leastNo, mostNo] = [Math.min(...no.map(of)), Math.max(...no.map(of))];
      if (leastYes > mostNo) {
        add(">=", leastYes, (value) => value >= leastYes);
        add(">", mostNo, (value) => value > mostNo);
      } else if (mostYes < leastNo) {
        add("<=", mostYes, (value) => value <= mostYes);
        add("<", leastNo, (value) => value < leastNo);
      }
    }
    return this.#cheapest(found, 2 * Goal.#breadth);
  }

  /** Strings that are one and the same where it is true, and another where not. */
  #equal(yes: readonly number[], no: readonly number[]): Solution[] {
    const found: Solution[] = [];
    for (const entry of this.#cheap) {
      if (entry.kind !== "string" || entry.isLiteral) continue;
      const text = entry.rows[yes[0]!];
      if (!yes.every((row) => entry.rows[row] === text) || no.some((row) => entry.rows[row] === text)) {
        continue;
      }
      const value = entry.values[yes[0]!];
      const literal = Goal.literal(value);
      if (!literal || entry.values.includes(Space.absent)) continue;
      found.push({
        text: `${within(entry, 10)} === ${literal.text}`,
        level: entry.level + 2 + (this.#isWanted(String(value)) ? 2 : literal.level + 2),
        rank: 10,
        values: entry.values.map((one) => one === value),
        reads: entry.reads,
        isLiteral: false,
      });
    }
    return this.#cheapest(found);
  }

  /** Strings made of known ones and of text that all have in common. */
  #templates({ values }: Target, rows: readonly number[]): Solution[] {
    // Of a single example, words that stand in no name's value would only say that example again.
    const isSingle = rows.length < 2;
    const texts = rows.map((row) => String(values[row]));
    const pieces = this.#cheap.filter(({ kind, isLiteral, values }) =>
      (kind === "string" || kind === "number") && !isLiteral &&
      rows.every((row, at) => values[row] !== Space.absent && texts[at]!.includes(String(values[row]))) &&
      // What is empty on some rows is a part all the same; on all rows it would be one for ever.
      rows.some((row) => values[row] !== "")
    ).slice(0, 200);
    interface State {
      readonly at: readonly number[];
      readonly parts: readonly (string | Entry)[];
      readonly cost: number;
    }
    const open: State[] = [{ at: texts.map(() => 0), parts: [], cost: 0 }];
    const found: Solution[] = [];
    for (let step = 0; step < 600 && open.length > 0 && found.length < Goal.#breadth; step++) {
      let best = 0;
      for (let at = 1; at < open.length; at++) if (open[at]!.cost < open[best]!.cost) best = at;
      const [state] = open.splice(best, 1);
      const { at, parts, cost } = state!;
      if (at.every((position, index) => position === texts[index]!.length)) {
        if (parts.some((part) => typeof part !== "string") && parts.length > 1) {
          found.push(this.#template(parts, cost));
        }
        continue;
      }
      const last = parts.at(-1);
      for (const piece of pieces) {
        const shown = rows.map((row) => String(piece.values[row]));
        if (!shown.every((part, index) => texts[index]!.startsWith(part, at[index]))) continue;
        open.push({
          at: at.map((position, index) => position + shown[index]!.length),
          parts: [...parts, piece],
          cost: cost + piece.level + 1,
        });
      }
      const next = texts[0]![at[0]!];
      const isSaid = next !== undefined && texts.every((text, index) => text[at[index]!] === next);
      if (next !== undefined && isSaid && !(isSingle && /[\p{L}\p{N}]/u.test(next))) {
        open.push({
          at: at.map((position) => position + 1),
          parts: typeof last === "string" ? [...parts.slice(0, -1), last + next] : [...parts, next],
          cost: cost + (typeof last === "string" ? 0.4 : 1),
        });
      }
    }
    return found;
  }

  #template(parts: readonly (string | Entry)[], cost: number): Solution {
    const text = parts.map((part) =>
      typeof part === "string"
        ? part.replace(/[\\`]|\$(?=\{)/g, "\\$&").replaceAll("\n", "\\n")
        : `\${${part.text}}`
    ).join("");
    const entries = parts.filter((part) => typeof part !== "string");
    return {
      text: `\`${text}\``,
      level: Math.round(cost) + 1,
      rank: 20,
      values: Array.from(
        { length: this.#rows },
        (_, row) =>
          entries.some(({ values }) => values[row] === Space.absent)
            ? Space.absent
            : parts.map((part) => typeof part === "string" ? part : String(part.values[row])).join(""),
      ),
      reads: entries.reduce((all, { reads }) => all | reads, 0),
      isLiteral: false,
    };
  }

  /** Plain objects, member by member, or another one with some members changed. */
  #records({ values }: Target, rows: readonly number[], depth: number): Solution[] {
    const isPlain = (value: unknown): value is object =>
      typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    const names = [...new Set(rows.flatMap((row) => isPlain(values[row]) ? Object.keys(values[row]) : []))];
    if (names.length === 0 || names.length > 8 || !rows.every((row) => isPlain(values[row]))) return [];
    const wanted = (row: number) => values[row] as object;
    const isEverywhere = (name: string) => rows.every((row) => name in wanted(row));
    const known = new Map<string, Solution[]>();
    const partsOf = (name: string) => {
      let own = known.get(name);
      if (!own) {
        const part = this.target(
          values.map((value) => isPlain(value) ? Reflect.get(value, name) : undefined),
        );
        const choices = this.#parts(part, rows, depth + 1);
        known.set(name, own = this.#cheapest(choices.map((one) => this.#unforced(name, one)), 2));
      }
      return own;
    };
    const found = names.every(isEverywhere)
      ? this.#record(undefined, names.map((name): [string, Solution[]] => [name, partsOf(name)]))
      : [];
    const { idOf } = this.#space.options;
    for (const entry of this.#cheap.slice(0, 400)) {
      const isBase = entry.kind === "record" && !entry.isLiteral && rows.every((row) => {
        const base = entry.values[row];
        return isPlain(base) && Object.keys(base).every((name) => name in wanted(row));
      });
      if (!isBase) continue;
      const changed = names.filter((name) =>
        rows.some((row) => {
          const base = entry.values[row] as object;
          const [one, two] = [base, wanted(row)].map((of) => keyOf(Reflect.get(of, name), idOf));
          return one !== two || name in wanted(row) && !(name in base);
        })
      );
      if (changed.length === 0 || changed.length === names.length || !changed.every(isEverywhere)) continue;
      found.push(...this.#record(entry, changed.map((name) => [name, partsOf(name)])));
    }
    return this.#cheapest(found);
  }

  /** A constant that a single example speaks for says that example again, where what is at hand has such a member. */
  #unforced(name: string, one: Solution): Solution {
    const [value] = one.values;
    const isSaid = this.#isWanted(String(value)) || value === 0 && this.#isWanted("zero");
    if (this.#counted > 1 || !one.isLiteral || isSaid) return one;
    const has = (of: unknown) => typeof of === "object" && of !== null && name in of;
    const isAtHand = this.#cheap.some(({ kind, values: [first] }) => kind === "record" && has(first));
    return isAtHand ? { ...one, level: one.level + 4 } : one;
  }

  #record(base: Entry | undefined, members: readonly (readonly [string, readonly Solution[]])[]): Solution[] {
    if (members.some(([, choices]) => choices.length === 0)) return [];
    // The first choice of each member, and each second one alone.
    const picks = [members.map(() => 0)];
    members.forEach(([, choices], at) =>
      choices.length > 1 && picks.push(members.map((_, index) => index === at ? 1 : 0))
    );
    return picks.map((pick): Solution => {
      const parts = members.map(([name, choices], at): [string, Solution] => [name, choices[pick[at]!]!]);
      const shown = parts.map(([name, { text }]) =>
        name === text
          ? name
          : `${/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name)}: ${text}`
      );
      return {
        text: `{ ${[...(base ? [`...${base.text}`] : []), ...shown].join(", ")} }`,
        level: parts.reduce((sum, [, { level }]) => sum + level, (base?.level ?? 0) + 2),
        rank: 20,
        values: Array.from({ length: this.#rows }, (_, row) => {
          const own = base ? base.values[row] : {};
          if (own === Space.absent || parts.some(([, { values }]) => values[row] === Space.absent)) {
            return Space.absent;
          }
          return {
            ...own as object,
            ...Object.fromEntries(parts.map(([name, { values }]) => [name, values[row]])),
          };
        }),
        reads: parts.reduce((all, [, { reads }]) => all | reads, base?.reads ?? 0),
        isLiteral: false,
      };
    });
  }

  /** Short lists of one length, element by element. */
  #lists({ values }: Target, rows: readonly number[], depth: number): Solution[] {
    const length = (values[rows[0]!] as readonly unknown[]).length;
    if (length === 0 || length > 4 || !rows.every((row) => (values[row] as unknown[]).length === length)) {
      return [];
    }
    const parts = Array.from({ length }, (_, at) => {
      const part = this.target(values.map((value) => Array.isArray(value) ? value[at] : undefined));
      return this.#cheapest(this.#parts(part, rows, depth + 1), 1)[0];
    });
    if (!parts.every((part) => part !== undefined) || parts.every(({ reads }) => reads === 0)) return [];
    return [{
      text: `[${parts.map(({ text }) => text).join(", ")}]`,
      level: parts.reduce((sum, { level }) => sum + level, 2),
      rank: 20,
      values: Array.from(
        { length: this.#rows },
        (_, row) =>
          parts.some(({ values }) => values[row] === Space.absent)
            ? Space.absent
            : parts.map(({ values }) => values[row]),
      ),
      reads: parts.reduce((all, { reads }) => all | reads, 0),
      isLiteral: false,
    }];
  }

  #cheapest(found: readonly Solution[], most = Goal.#breadth): Solution[] {
    return [...found].sort((a, b) => a.level - b.level).slice(0, most);
  }
}
