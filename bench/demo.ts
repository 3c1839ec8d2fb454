/**
 * `deno task demo`: fills the holes of a real project, shows what that does and costs, and has the result judged by a
 * separate compiler; then blanks ten random expressions of the complete project and fills those.
 *
 * @module
 */

import { openShell, type Shell } from "../cli/shell.ts";
import { styleOf } from "../cli/views/style.ts";
import { summaryText } from "../cli/views/summary.ts";
import { blank } from "./demo/blank.ts";
import { compilerFaults, freshFaults, isGood, verdictText } from "./demo/compiler.ts";
import { copyProject, solve } from "./demo/copy.ts";
import { fillCopy } from "./demo/fill_copy.ts";
import { isSameCode } from "./synth/sites.ts";

/** How many expressions are blanked, and which: another seed draws others. */
const BLANKS = 10;
const SEED = 1;

if (import.meta.main) {
  using shell = openShell();
  const results = [await holesOfTheAuthor(shell), await randomExpressions(shell)];
  Deno.exitCode = results.includes(false) ? 1 : 0;
}

/** Returns whether something was filled and the separate compiler finds nothing new. */
async function holesOfTheAuthor(shell: Shell): Promise<boolean> {
  await using copy = await copyProject();
  title(shell, `The holes of examples/parcels, filled without a model (in a copy: ${copy.root})`);
  const before = await compilerFaults(copy.root);
  const { chosen, result } = await fillCopy(copy.root, shell);
  shell.out(summaryText(result, styleOf(shell.hasColor.out)));
  const after = await compilerFaults(copy.root);
  const fresh = freshFaults(before, after);
  shell.out(verdictText(after, fresh));
  const same = chosen.filter(({ candidate, outcome: { hole } }) => {
    const known = copy.solution.find(({ file, line }) => hole.id.startsWith(`${file}:${line}:`));
    return candidate && known && isSameCode(candidate.text, known.expression);
  });
  shell.out(`As the author wrote it: ${same.length} of ${copy.solution.length}\n\n`);
  return isGood(result, fresh);
}

/** The same of blanked expressions. */
async function randomExpressions(shell: Shell): Promise<boolean> {
  await using copy = await copyProject();
  await solve(copy);
  const blanks = await blank(copy.root, BLANKS, SEED);
  title(shell, `${BLANKS} random expressions of the complete project, blanked and filled (seed ${SEED})`);
  const before = await compilerFaults(copy.root);
  const { chosen, result } = await fillCopy(copy.root, shell);
  shell.out(summaryText(result, styleOf(shell.hasColor.out)));
  const after = await compilerFaults(copy.root);
  const fresh = freshFaults(before, after);
  shell.out(verdictText(after, fresh));
  const found = chosen.map(({ candidate, outcome }) => {
    const site = blanks.find(({ id }) => id === outcome.hole.id);
    const isSame = (text: string | undefined) =>
      text !== undefined && site !== undefined && isSameCode(text, site.text);
    return { isFirst: isSame(candidate?.text), isAny: outcome.candidates.some(({ text }) => isSame(text)) };
  });
  const first = found.filter(({ isFirst }) => isFirst).length;
  const any = found.filter(({ isAny }) => isAny).length;
  shell.out(
    `As it stood there before: ${first} of ${blanks.length}; among the readings: ${any} of ${blanks.length}\n`,
  );
  return isGood(result, fresh);
}

function title(shell: Shell, text: string): void {
  shell.out(`${styleOf(shell.hasColor.out).bold(text)}\n\n`);
}
