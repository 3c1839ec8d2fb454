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
  /** Without a prototype: no setter that code planted hears of it. */
  const known = { __proto__: null } as unknown as Record<PropertyKey, unknown>;
  let members = 0;
  learn(() => true);

  function valueOf(key: PropertyKey): unknown {
    const own = read(world, key);
    return own === undefined ? gone : own.get ?? own.value;
  }

  function countMembers(): number {
    let sum = 0;
    for (let at = 0; at < holders.length; at++) sum += keysOf(holders[at]!).length;
    return sum;
  }

  function learn(isKept: (key: PropertyKey) => boolean): void {
    const keys = keysOf(world);
    for (let at = 0; at < keys.length; at++) known[keys[at]!] = isKept(keys[at]!) ? valueOf(keys[at]!) : gone;
    members = countMembers();
  }

  function isAsKnown(key: PropertyKey): boolean {
    if (!(key in known)) return false;
    const before = known[key];
    const value = valueOf(key);
    return before === gone || before === value || value !== value;
  }

  return {
    forgive: () => learn(isAsKnown),
    haveStrayed() {
      const keys = keysOf(world);
      if (keys.length !== keysOf(known).length || countMembers() !== members) return true;
      for (let at = 0; at < keys.length; at++) if (!isAsKnown(keys[at]!)) return true;
      return false;
    },
  };
}
