/**
 * What the command line of `deno task bench holes` says.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { type StoreOptions, storeOptions } from "../stored.ts";
import { type ContextName, CONTEXTS } from "./contexts.ts";
import { type HolePackage, holePackages } from "./projects.ts";

/** How holes are chosen and told; how they are filled is said in the words of `bench eval`. */
export interface HoleOptions extends StoreOptions {
  readonly packages: readonly HolePackage[];
  /** Holes of each package. */
  readonly most: number;
  readonly contexts: readonly ContextName[];
  readonly isRenamed: boolean;
  readonly isFresh: boolean;
  readonly isList: boolean;
  readonly isJson: boolean;
  readonly isVerbose: boolean;
  /** A Python that has `aider-chat`. */
  readonly python: string | undefined;
  /** Whether a model is asked, or was. */
  readonly isFilled: boolean;
  /** Where rows and streams are, or come to; absent where nothing is filled. */
  readonly out: string | undefined;
  /** The arguments that are left for `bench eval`. */
  readonly rest: readonly string[];
}

/** Bounds of the task, not of the machine: more holes of one package say little of others. */
const MOST = 40;

/**
 * Reads the command line.
 *
 * @throws {RangeError} For a package or a context that there is not, and for what can not be asked together.
 */
export function holeOptions(args: readonly string[]): HoleOptions {
  const { values, tokens } = parseArgs({
    ...{ args: [...args], strict: false, tokens: true },
    options: {
      ...{ packages: { type: "string" }, n: { type: "string" }, contexts: { type: "string" } },
      ...{ renamed: { type: "boolean" }, fresh: { type: "boolean" }, list: { type: "boolean" } },
      ...{ json: { type: "boolean" }, verbose: { type: "boolean" }, aider: { type: "string" } },
      ...{ out: { type: "string" }, url: { type: "string" } },
      ...{ stored: { type: "string" }, store: { type: "string" } },
    },
  });
  const text = (name: string) => typeof values[name] === "string" ? values[name] : undefined;
  const python = text("aider");
  const usual = CONTEXTS.filter((name) => name !== "aider" || python !== undefined).join();
  const [isRenamed, isFresh] = [values.renamed === true, values.fresh === true];
  if (isRenamed && isFresh) throw new RangeError("Cannot draw: renamed code has no earlier version");
  const contexts = named("context", text("contexts") ?? usual, CONTEXTS, (one) => one);
  if (contexts.includes("aider") && python === undefined) {
    throw new RangeError("Cannot make Aider's map: --aider=PYTHON says who has it");
  }
  const own = new Set(["packages", "n", "contexts", "renamed", "fresh", "list", "aider", "stored", "store"]);
  const rest = tokens.flatMap((token) =>
    token.kind === "option" && !own.has(token.name)
      ? [token.value === undefined ? `--${token.name}` : `--${token.name}=${token.value}`]
      : []
  );
  return {
    ...{ isRenamed, isFresh, python, rest, contexts, out: text("out") },
    ...storeOptions({ stored: text("stored"), store: text("store") }),
    isFilled: text("out") !== undefined || text("url") !== undefined,
    ...{ isList: values.list === true, isJson: values.json === true, isVerbose: values.verbose === true },
    packages: named("package", text("packages"), holePackages, ({ name }) => name),
    most: Number(text("n") ?? MOST),
  };
}

function named<T>(
  what: string,
  said: string | undefined,
  all: readonly T[],
  nameOf: (one: T) => string,
): readonly T[] {
  const names = said?.split(",") ?? all.map(nameOf);
  const unknown = names.find((name) => !all.some((one) => nameOf(one) === name));
  if (unknown !== undefined) {
    throw new RangeError(`Cannot take ${what} "${unknown}": there are ${all.map(nameOf).join(", ")}`);
  }
  return all.filter((one) => names.includes(nameOf(one)));
}
