/**
 * Explains a hole by a fresh look at it: what is visible there, what was tried, and how that was judged.
 *
 * @module
 */

import type { Candidate, Hole, Outcome, Step } from "@maze/maze";
import type { Scope } from "@maze/maze/plugin";
import type { Project } from "../open.ts";
import type { Shell } from "../shell.ts";
import { ambiguity, timeText } from "../views/outcome.ts";
import { refusalText } from "../views/refusal.ts";
import { cut, named, type Style, styleOf, visible, wrapped } from "../views/style.ts";
import { firstFault, judgement, reasons } from "../views/verdict.ts";
import { attemptIn, contextText, mendedText, oneLine, requestText, row, stateMark } from "./attempt.ts";

/** Names and candidates that are shown. */
const SHOWN = 24;
/** Pieces of context that are shown. */
const CONTEXT = 200;

/** What explaining needs: an open project, and the steps of its run as they come. */
export interface Look {
  readonly project: Project;
  readonly shell: Shell;
  readonly steps: Step[];
}

/** Prints all that is known of a hole. Nothing is written. */
export async function explainHole(hole: Hole, { project, shell, steps }: Look): Promise<void> {
  const { maze, progress } = project;
  const style = styleOf(shell.hasColor.out);
  const scope = await maze.scope(hole);
  progress.clear();
  shell.out(`${style.bold(named(hole.id))}  ${style.dim(oneLine(hole.intent))}\n\n`);
  shell.out(row("kind", hole.kind) + row("type", oneLine(scope?.expected?.type ?? "not known")));
  shell.out(examplesText(hole.examples, shell.columns));
  shell.out(scopeText(scope, style, shell.columns));
  steps.length = 0; // the steps of this hole alone
  for await (const outcome of maze.fill({ holes: [hole], choose: () => undefined })) {
    progress.clear();
    const provider = maze.plugins.find(({ points }) => points.includes("provider"))?.name ?? "nobody";
    const attempt = attemptIn(steps);
    shell.out(`\n  what ${provider} was asked\n${requestText(attempt, shell.columns)}`);
    shell.out(contextText(attempt, { style, columns: shell.columns, most: CONTEXT }));
    shell.out(mendedText(attempt, shell.columns));
    shell.out(candidatesText(outcome, style, shell.columns));
  }
}

function examplesText(examples: Hole["examples"], columns: number | undefined): string {
  if (examples.length === 0) return row("examples", "none");
  const rows = examples.slice(0, SHOWN).map(({ call, value, code }, at) =>
    cut(
      row(at === 0 ? "examples" : "", oneLine(call === "" ? code ?? "" : `${call} => ${value}`)).trimEnd(),
      columns,
    )
  );
  const more = examples.length - rows.length;
  return `${rows.join("\n")}\n` + (more > 0 ? row("", `and ${more} more`) : "");
}

function scopeText(scope: Scope | undefined, style: Style, columns: number | undefined): string {
  if (!scope) return row("visible", "no plugin knows this place");
  const shown = scope.bindings.slice(0, SHOWN);
  const width = Math.max(0, ...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, type, kind }) => {
    const text = `    ${name.padEnd(width)}  ${oneLine(type)}`;
    return `${cut(text, columns && columns - kind.length - 2)}  ${style.dim(kind)}\n`;
  });
  const more = scope.bindings.length - shown.length;
  const rest = more > 0 || scope.isCapped ? `    and ${more > 0 ? `${more} ` : ""}more\n` : "";
  return `\n  visible, nearest first\n${lines.join("")}${rest}`;
}

function candidatesText(outcome: Outcome, style: Style, columns: number | undefined): string {
  const { candidates, filled, notes, refusal, cost } = outcome;
  if (refusal) return `\n${refusalText(refusal, columns)}`;
  const said = notes.map(({ text }) => wrapped(visible(text), "  ", columns)).join("");
  const gaps = reasons(candidates.slice(0, SHOWN)).map((text) => wrapped(text, "  ", columns)).join("");
  const doubt = filled === "ambiguous" ? wrapped(ambiguity(outcome), "  ", columns) : "";
  const head = `\n  candidates, best first: ${candidates.length} judged in ${timeText(cost.elapsedMs)}\n`;
  const shown = candidates.slice(0, SHOWN).map((one) => candidateText(one, style, columns)).join("");
  const more = candidates.length > SHOWN ? `    and ${candidates.length - SHOWN} more\n` : "";
  return head + shown + more + doubt + said + gaps;
}

/** Without a number: `--choose` numbers what `maze fill` has shown, and this is another look. */
function candidateText(candidate: Candidate, style: Style, columns: number | undefined): string {
  const mark = stateMark(candidate.verdict.state, style);
  const room = columns && columns - 4;
  const text = cut(oneLine(candidate.text), room);
  const fault = firstFault(candidate);
  const why = fault ? cut(fault, room) : `${judgement(candidate)}; cost ${candidate.cost.toFixed(1)}`;
  return `  ${mark} ${text}\n    ${style.dim(why)}\n`;
}
