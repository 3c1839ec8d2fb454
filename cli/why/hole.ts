/**
 * Explains a hole by a fresh look at it: what is visible there, what was tried, and how that was judged.
 *
 * @module
 */

import type { Candidate, Hole, Outcome } from "@maze/maze";
import type { Scope } from "@maze/maze/plugin";
import type { Project } from "../open.ts";
import type { Shell } from "../shell.ts";
import { timeText } from "../views/outcome.ts";
import { refusalText } from "../views/refusal.ts";
import { cut, type Style, styleOf, visible } from "../views/style.ts";
import { firstFault, judgement } from "../views/verdict.ts";

/** Names and candidates that are shown. */
const SHOWN = 24;

/** Prints all that is known of a hole. Nothing is written. */
export async function explainHole(hole: Hole, { maze, progress }: Project, shell: Shell): Promise<void> {
  const style = styleOf(shell.hasColor.out);
  const scope = await maze.scope(hole);
  progress.clear();
  shell.out(`${style.bold(hole.id)}  ${style.dim(visible(hole.intent))}\n\n`);
  shell.out(`${row("kind", hole.kind)}${row("type", visible(scope?.expected?.type ?? "not known"))}`);
  shell.out(
    row(
      "examples",
      hole.examples.map(({ call, value }) => visible(`${call} => ${value}`)).join("; ") || "none",
    ),
  );
  shell.out(scopeText(scope, style, shell.columns));
  for await (const outcome of maze.fill({ holes: [hole], choose: () => undefined })) {
    progress.clear();
    shell.out(candidatesText(outcome, style, shell.columns));
  }
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(10)}${text}\n`;
}

function scopeText(scope: Scope | undefined, style: Style, columns: number | undefined): string {
  if (!scope) return row("visible", "no plugin knows this place");
  const shown = scope.bindings.slice(0, SHOWN);
  const width = Math.max(0, ...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, type, kind }) => {
    const text = `    ${name.padEnd(width)}  ${visible(type.replaceAll(/\s+/g, " "))}`;
    return `${cut(text, columns && columns - kind.length - 2)}  ${style.dim(kind)}\n`;
  });
  const more = scope.bindings.length - shown.length;
  const rest = more > 0 || scope.isCapped ? `    and ${more > 0 ? `${more} ` : ""}more\n` : "";
  return `\n  visible, nearest first\n${lines.join("")}${rest}`;
}

function candidatesText(
  { candidates, notes, refusal, cost }: Outcome,
  style: Style,
  columns: number | undefined,
): string {
  if (refusal) return `\n${refusalText(refusal, columns)}`;
  const said = notes.map(({ text }) => `  ${visible(text)}\n`).join("");
  const head = `\n  candidates, best first: ${candidates.length} judged in ${timeText(cost.elapsedMs)}\n`;
  return head + candidates.slice(0, SHOWN).map((one, at) => candidateText(one, at, style, columns)).join("") +
    said;
}

function candidateText(candidate: Candidate, at: number, style: Style, columns: number | undefined): string {
  const { verdict: { state } } = candidate;
  const mark = state === "valid"
    ? style.green("✓")
    : state === "invalid"
    ? style.red("✗")
    : style.yellow("?");
  const room = columns && columns - 8;
  const text = cut(visible(candidate.text.replaceAll(/\s*\n\s*/g, " ")), room);
  const fault = firstFault(candidate);
  const why = fault ? cut(fault, room) : `${judgement(candidate)}; cost ${candidate.cost.toFixed(1)}`;
  return `  ${mark} ${String(at + 1).padStart(2)}  ${text}\n        ${style.dim(why)}\n`;
}
