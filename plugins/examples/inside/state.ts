/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing outside itself.
 *
 * @module
 */

/** What modules that many candidates share keep between calls. */
export interface State {
  /** A module tells of its variables: how to read them all, and how to set those that can be set. */
  add(read: () => readonly unknown[], write: (values: readonly unknown[]) => void): void;
  /** Takes what modules keep as it is now for how it is to be, for those that have told of it since. */
  save(): void;
  /** Puts all back. @returns False when something could not be put back. */
  restore(): boolean;
}

/** Remembers variables, and what lies in the arrays, maps, sets and objects that they hold. */
export function state(show: (value: unknown, maxUnits?: number) => string): State {
  /** Enough to see a change, little enough to be printed after every candidate. */
  const printed = 1000;
  const most = 5000;
  const { ownKeys, defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;

  interface Cell {
    readonly read: () => readonly unknown[];
    readonly write: (values: readonly unknown[]) => void;
    readonly values: readonly unknown[];
    readonly print: string;
    /** What puts each thing back that the variables hold. */
    readonly undo: readonly (() => void)[];
  }

  const cells: Cell[] = [];
  let fresh: Pick<Cell, "read" | "write">[] = [];

  function print(read: Cell["read"]): string {
    try {
      return show(read(), printed);
    } catch {
      return "";
    }
  }

  /** Everything that can be reached through plain containers and members. */
  function undoOf(values: readonly unknown[]): (() => void)[] {
    const undo: (() => void)[] = [];
    const seen = new Set<object>();
    const open: unknown[] = [...values];
    while (open.length > 0 && seen.size < most) {
      const item = open.pop();
      if (typeof item !== "object" || item === null || seen.has(item)) continue;
      seen.add(item);
      if (item instanceof Map) {
        const entries = [...item];
        undo.push(() => (item.clear(), entries.forEach((entry) => item.set(entry[0], entry[1]))));
        open.push(...entries.flat());
      } else if (item instanceof Set) {
        const members = [...item];
        undo.push(() => (item.clear(), members.forEach((member) => item.add(member))));
        open.push(...members);
      } else if (item instanceof Date) {
        const time = item.getTime();
        undo.push(() => item.setTime(time));
      } else if (!ArrayBuffer.isView(item)) undo.push(undoMembers(item, open));
    }
    return undo;
  }

  function undoMembers(item: object, open: unknown[]): () => void {
    const keys = ownKeys(item);
    const members = keys.map((key) => getOwnPropertyDescriptor(item, key)!);
    for (const { value } of members) open.push(value);
    return () => {
      for (const key of ownKeys(item)) if (!keys.includes(key)) deleteProperty(item, key);
      keys.forEach((key, at) => defineProperty(item, key, members[at]!));
    };
  }

  function isBack(cell: Cell): boolean {
    if (print(cell.read) === cell.print) return true;
    try {
      for (const undo of cell.undo) undo();
      cell.write(cell.values);
    } catch {
      return false;
    }
    return print(cell.read) === cell.print;
  }

  return {
    add: (read, write) => void fresh.push({ read, write }),
    save() {
      for (const { read, write } of fresh) {
        try {
          const values = [...read()];
          cells.push({ read, write, values, print: print(read), undo: undoOf(values) });
        } catch {
          // The module was left before its variables were made: nothing is kept there.
        }
      }
      fresh = [];
    },
    restore() {
      let all = true;
      for (const cell of cells) all = isBack(cell) && all;
      return all;
    },
  };
}
