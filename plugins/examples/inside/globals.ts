/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing outside itself.
 *
 * @module
 */

/** What code leaves behind in the global scope, where other code would find it. */
export interface Globals {
  /** Minds no longer what has changed so far: a module leaves it there whenever it loads. */
  forgive(): void;
  /** True when anything else has been added, replaced or removed. */
  haveStrayed(): boolean;
}

/** Remembers the global scope, and how many members the built-in objects have. */
export function globals(): Globals {
  const read = Object.getOwnPropertyDescriptor;
  const keysOf = Reflect.ownKeys;
  const world = globalThis;
  const gone = {};
  const builtins = [
    "Object",
    "Function",
    "Array",
    "String",
    "Number",
    "Boolean",
    "Symbol",
    "Map",
    "Set",
    "Promise",
  ]
    .concat("RegExp", "Date", "Error", "Math", "JSON", "Reflect", "Iterator", "console", "Intl");
  const holders = builtins.flatMap((name) => {
    const holder: object = read(world, name)?.value ?? {};
    const prototype: unknown = read(holder, "prototype")?.value;
    return typeof prototype === "object" && prototype !== null ? [holder, prototype] : [holder];
  });
  let keys = keysOf(world);
  /** One for each key; `gone` for what is no longer minded. */
  let values = keys.map(valueOf);
  let members = countMembers();

  function valueOf(key: PropertyKey): unknown {
    const own = read(world, key);
    return own === undefined ? gone : own.get ?? own.value;
  }

  function countMembers(): number {
    let sum = 0;
    for (let at = 0; at < holders.length; at++) sum += keysOf(holders[at]!).length;
    return sum;
  }

  function isAsKnown(at: number): boolean {
    const value = valueOf(keys[at]!);
    return values[at] === gone || values[at] === value || value !== value;
  }

  return {
    forgive() {
      const old = keys;
      const kept = values.map((value, at) => isAsKnown(at) ? value : gone);
      keys = keysOf(world);
      values = keys.map((key) => old.includes(key) ? kept[old.indexOf(key)] : gone);
      members = countMembers();
    },
    haveStrayed() {
      const found = keysOf(world);
      if (found.length !== keys.length || countMembers() !== members) return true;
      for (let at = 0; at < found.length; at++) if (found[at] !== keys[at] || !isAsKnown(at)) return true;
      return false;
    },
  };
}
