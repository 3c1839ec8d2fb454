/**
 * Opens a project for a command: config, library, and everyone who listens to the steps.
 *
 * @module
 */

import type { Maze, MazeOptions, Step } from "@maze/maze";
import { accepted, composeMaze, type ProjectConfig, usableConfig } from "./compose.ts";
import { ConfigError } from "./config/fault.ts";
import type { Config } from "./config/schema.ts";
import type { ProjectFlags } from "./flags.ts";
import { listedPlugins } from "./listed.ts";
import type { Shell } from "./shell.ts";
import { settleRuns } from "./settle_runs.ts";
import { openLog } from "./views/log.ts";
import { openProgress, type Progress } from "./views/progress.ts";
import { openTelemetry } from "./views/telemetry.ts";
import { openTrace } from "./views/trace.ts";

/** An open project. Disposing ends the plugins first, then who listened to them. */
export interface Project extends AsyncDisposable {
  readonly maze: Maze;
  readonly config: Config;
  readonly progress: Progress;
  /** `undefined` when no trace is kept. */
  readonly trace: string | undefined;
}

/** What a command can not do without. */
type Need = "indexer" | "provider";

const WITHOUT: Readonly<Record<Need, string>> = {
  indexer: "Cannot read the project: no listed plugin is an indexer",
  provider: "Cannot fill holes: no listed plugin is a provider",
};

/** How a command wants the project. */
export interface OpenOptions {
  readonly record?: MazeOptions["record"] | undefined;
  readonly maxSeconds?: number | undefined;
  /** False where output is for programs alone. */
  readonly hasProgress?: boolean;
  /** What some listed plugin must be; an indexer in any case. */
  readonly needs?: readonly Need[];
  /** Hears each step beside the others. */
  readonly listener?: (step: Step) => void;
}

/** Opens the project around the current folder. */
export async function openProject(
  shell: Shell,
  flags: ProjectFlags,
  { record, maxSeconds, hasProgress = true, needs = [], listener }: OpenOptions = {},
): Promise<Project> {
  await settleRuns(shell, flags);
  const project = await usableConfig(shell, flags);
  const { config, entries } = accepted(project);
  refuseMissing(project, ["indexer", ...needs]);
  await using stack = new AsyncDisposableStack();
  const { format } = shell.log;
  const progress = stack.use(openProgress(shell, flags.isQuiet || !hasProgress || format === "json"));
  const level = flags.logLevel ?? config.log.level;
  const log = stack.use(await openLog({ level, format, write: writer(shell, progress) }));
  const trace = stack.use(await openTrace(project.root, config.trace));
  const telemetry = stack.use(await openTelemetry(shell.environment));
  const listeners = [progress, log, trace, telemetry].map(({ hear }) => hear);
  if (listener) listeners.push(listener);
  const maze = stack.use(
    await composeMaze(project.root, { config, entries }, {
      ...{ signal: shell.signal, listeners, maxSeconds },
      ...(record ? { record } : {}),
    }),
  );
  const owned = stack.move();
  return { maze, config, progress, trace: trace.id, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function writer(shell: Shell, progress: Progress): (line: string) => void {
  return (line) => {
    progress.clear();
    shell.err(line);
  };
}

/** Without an indexer nothing would be found, which reads like "nothing is there". */
function refuseMissing(project: ProjectConfig, needs: readonly Need[]): void {
  const plugins = listedPlugins(project);
  const missing = needs.filter((need) =>
    !plugins.some(({ isListed, points }) => isListed && points.includes(need))
  );
  if (missing.length === 0) return;
  const origin = project.assembled.originOf(["plugins"]);
  throw new ConfigError(missing.map((need) => {
    const [known] = plugins.filter(({ points }) => points.includes(need));
    const hint = known ? `Add "${known.specifier}" to plugins` : "`maze plugins` shows what each plugin does";
    return { code: "plugin/missing", message: WITHOUT[need], hint, origin };
  }));
}
