/**
 * Maze fills holes in real projects with code that the project's own compiler accepts.
 *
 * @example Fill the holes of a project and show what would be written
 * ```ts ignore
 * import { createMaze } from "@maze/maze";
 * import synth from "@maze/maze/synth";
 * import typescript from "@maze/maze/typescript";
 *
 * await using maze = await createMaze({ root: ".", plugins: [{ plugin: typescript }, { plugin: synth }] });
 * for await (const { hole, filled, candidates } of maze.fill({ targets: ["src"] })) {
 *   console.log(hole.id, filled, candidates[0]?.text);
 * }
 * await maze.write();
 * ```
 *
 * @module
 */

export { createMaze } from "./core/maze.ts";
export type { FillRequest, Maze, MazeOptions, PluginUse } from "./core/maze.ts";
export type { Candidate, Earlier, Outcome, Refusal } from "./core/code/outcome.ts";
export type { Hole } from "./core/code/hole.ts";
export { MazeError } from "./core/kernel/errors.ts";
export { LoadError, readManifests } from "./core/kernel/load.ts";
export type { PluginEntry } from "./core/kernel/load.ts";
export type { Step } from "./core/kernel/steps.ts";
