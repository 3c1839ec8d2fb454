/**
 * A function of a project whose body is missing, and what the body that stood there does.
 *
 * @module
 */

import { applyEdits, type Span } from "../../core/code/text.ts";
import type { Task } from "../eval/task.ts";
import type { Callable } from "./functions.ts";
import type { Project } from "./projects.ts";

/** A hole in a project. */
export interface HoleTask extends Task {
  readonly project: Project;
  readonly callable: Callable;
  /** The file before it was cut. */
  readonly whole: string;
  /** The stretch of the file that the project holds, where that is not all of it, and what stands around it. */
  readonly shown?: Span & { readonly before: string; readonly after: string };
  /** Tokens of the body, by `o200k_base`. */
  readonly tokens: number;
  /** Source texts of argument lists, without their parentheses. */
  readonly given: readonly string[];
  /** What the body does with each of them, as `observe()` tells it. */
  readonly told: readonly string[];
}

/** What a body's place holds when it was taken out: it is a hole whatever the function gives. */
export const ASKING = "\n// ??\n";

/** The file with a text in the place of a body. */
export function withBody(
  { whole, callable, file }: Pick<HoleTask, "whole" | "callable" | "file">,
  text: string,
): string {
  return applyEdits(whole, [{ file, span: callable.body, text }]);
}

/** A task of a function that was measured. */
export function taskOf(
  project: Project,
  made: Pick<HoleTask, "file" | "whole" | "callable" | "tokens" | "given" | "told">,
): HoleTask {
  const { file, callable } = made;
  const { name } = callable;
  return {
    ...made,
    project,
    id: `${project.name} ${file} ${name}`,
    folder: project.root,
    hole: callable.body.start,
    files: { [file]: withBody(made, ASKING) },
    tests: "",
  };
}

/** What stands in a span. */
export function textIn(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
