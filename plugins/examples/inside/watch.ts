/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing outside itself.
 *
 * @module
 */

import type { Watched } from "./boot.ts";

/** Looks at the arguments of one run after another: each is printed before the run and after it. */
export function watch(show: (value: unknown) => string): Watched {
  /** Without a prototype: no setter that code planted hears of it. */
  let kept = empty();
  let count = 0;

  function empty(): Record<number, { readonly value: unknown; readonly before: string }> {
    return { __proto__: null } as unknown as ReturnType<typeof empty>;
  }

  function print(value: unknown): string {
    try {
      return show(value);
    } catch {
      return "";
    }
  }

  return {
    keep(value) {
      if (typeof value === "object" && value !== null) kept[count++] = { value, before: print(value) };
      return value;
    },
    changes() {
      let text = "";
      for (let at = 0; at < count; at++) {
        const { value, before } = kept[at]!;
        const after = print(value);
        if (after !== before && text.length < 2000) text += `${text === "" ? "" : ", "}${before} to ${after}`;
      }
      kept = empty();
      count = 0;
      return text;
    },
  };
}
