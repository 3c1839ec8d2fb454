/**
 * Opens a project for a command: config, library, and everyone who listens to the steps.
 *
 * @module
 */

import type { Maze, MazeOptions, Step } from "@maze/maze";
import { accepted, composeMaze, usableConfig } from "./compose.ts";
import type { Config } from "./config/schema.ts";
import type { ProjectFlags } from "./flags.ts";
import type { Shell } from "./shell.ts";
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

/** How a command wants the project. */
export interface OpenOptions {
  readonly record?: MazeOptions["record"] | undefined;
  readonly maxSeconds?: number | undefined;
  /** False where output is for programs alone. */
  readonly hasProgress?: boolean;
  /** Hears each step beside the others. */
  readonly listener?: (step: Step) => void;
}

/** Opens the project around the current folder. */
export async function openProject(
  shell: Shell,
  flags: ProjectFlags,
  { record, maxSeconds, hasProgress = true, listener }: OpenOptions = {},
): Promise<Project> {
  const project = await usableConfig(shell, flags);
  const { config, entries } = accepted(project);
  await using stack = new AsyncDisposableStack();
  const progress = stack.use(openProgress(shell, flags.isQuiet || !hasProgress));
  const level = flags.logLevel ?? config.log.level;
  const log = stack.use(
    await openLog({ level, format: flags.logFormat ?? config.log.format, write: writer(shell, progress) }),
  );
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
