/**
 * One line on a terminal's stderr that says what is going on, made from the stream of steps.
 *
 * @module
 */

import type { Step } from "@maze/maze";
import type { Shell } from "../shell.ts";
import { timeText } from "./outcome.ts";
import { cut, styleOf, visible } from "./style.ts";

/** A line under way. Disposing takes it away. */
export interface Progress extends Disposable {
  /** Takes the line away, so that something else can be written. */
  clear(): void;
  /** Keeps the line away while something else has the terminal. */
  aside<T>(work: () => Promise<T>): Promise<T>;
  /** Hears a step. */
  hear(step: Step): void;
  /** How many holes there are. */
  total: number;
}

const EVERY_MS = 120;

/** What each hook call does, in words. */
export const ACTS: Readonly<Record<string, string>> = {
  "indexer.files": "reading the project",
  "indexer.diagnostics": "reading the project's config",
  "indexer.leftOut": "reading the project",
  "indexer.symbols": "reading what is declared",
  "indexer.place": "finding a place for new code",
  "indexer.update": "taking over what was chosen",
  "indexer.holes": "looking for holes",
  "indexer.unparsed": "looking for holes",
  "indexer.scope": "reading what is visible",
  "indexer.fits": "finding what fits",
  "indexer.sift": "checking many candidates at once",
  "indexer.edits": "placing a candidate",
  "provider.capabilities": "asking what the provider can do",
  "indexer.related": "looking for context",
  "indexer.leans": "finding what holes lean on",
  "indexer.inputs": "making up inputs",
  "provider.score": "asking how likely candidates are",
  "provider.count": "counting tokens",
  "provider.preview": "planning a request",
  "provider.models": "asking which models there are",
  "provider.complete": "writing candidates",
  "validator.validate": "judging a candidate",
  "validator.watch": "judging what is written so far",
  "validator.execute": "running candidates",
  "validator.explore": "searching by running",
  "repairer.propose": "looking for fixes",
};

/** Opens the line; it is never shown where stderr is no terminal, or one that can not take a line back. */
export function openProgress(shell: Shell, isQuiet: boolean): Progress {
  const style = styleOf(shell.hasColor.err);
  const isShown = shell.isTerminal.err && shell.environment.TERM !== "dumb" && !isQuiet;
  const startedAt = performance.now();
  let [hole, act, isThere, isAside] = ["", "starting", false, false];
  const begun = new Set<string>();
  /** Steps of holes: what is filled as a part of one is none of its own. */
  const steps = new Set<number>();
  const clear = () => {
    if (isThere) shell.err("\r\x1b[K");
    isThere = false;
  };
  const draw = () => {
    if (isAside) return;
    const count = progress.total > 0 && begun.size > 0 ? `${begun.size} of ${progress.total}  ` : "";
    const line = `${count}${hole && `${hole}  `}${act}  ${timeText(performance.now() - startedAt)}`;
    shell.err(`\r\x1b[K${style.dim(cut(visible(line), (shell.columns ?? 80) - 1))}`);
    isThere = true;
  };
  const timer = isShown ? setInterval(draw, EVERY_MS) : undefined;
  const progress: Progress = {
    total: 0,
    clear,
    async aside(work) {
      clear();
      isAside = true;
      try {
        return await work();
      } finally {
        isAside = false;
      }
    },
    hear({ id, parent, kind, name, status }) {
      if (status !== "running") return;
      if (kind === "hole") {
        hole = name;
        if (parent === undefined || !steps.has(parent)) begun.add(name);
        steps.add(id);
      }
      if (kind === "hook") act = ACTS[name] ?? name;
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      clear();
    },
  };
  return progress;
}
