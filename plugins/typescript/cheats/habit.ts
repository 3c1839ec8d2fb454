/**
 * Whether a project writes a way around the compiler as a habit: then it is style, not a cheat.
 *
 * @module
 */

import { roleOf } from "../place.ts";
import { parseFile, pathTo, type Syntax } from "../syntax.ts";
import { type Cheat, type CheatForm, cheatsIn } from "./find.ts";

/**
 * Equal uses elsewhere that make a habit. Of the assertions (`as T`) in eleven packages a median of 47 % have two
 * others with the same type, of the `!` 50 % two others on the same name; three leave 36 % and 39 %. Measured on ajv,
 * mobx, query-core, table-core, toolkit, trpc, curves, immer, rxjs, openai and effect.
 */
export const MIN_OTHERS = 2;

/**
 * Forms that can be a habit. A comment that silences the compiler never is: it says nothing of what it hides; one that
 * silences a linter names the rule.
 */
const HABITS: ReadonlySet<CheatForm> = new Set(["any", "as", "non-null", "definite", "lint-ignore"]);

/** True when the project's other code has the same form with the same target, for `any` at the same kind of place. */
export async function isHabit(
  cheat: Cheat,
  at: Syntax,
  files: readonly string[],
  read: (file: string) => Promise<string>,
): Promise<boolean> {
  if (!HABITS.has(cheat.form)) return false;
  const wanted = signOf(cheat, at);
  let others = 0;
  for (const file of files) {
    const text = await read(file);
    if (!text.includes(cheat.target)) continue;
    const syntax = parseFile(file, text);
    others += cheatsIn(syntax, { start: 0, end: text.length }).filter((one) =>
      signOf(one, syntax) === wanted
    ).length;
    if (others >= MIN_OTHERS) return true;
  }
  return false;
}

/** What must be equal: form and target; `any` says nothing as a target, so its place counts. */
function signOf({ form, target, span }: Cheat, syntax: Syntax): string {
  const place = form === "any" ? roleOf(pathTo(syntax.program, span)).keys[0] : "";
  return `${form} ${target} ${place}`;
}
