/**
 * Source text to syntax tree, by oxc.
 *
 * @module
 */

import type { Comment, EcmaScriptModule, Program } from "oxc-parser";
import { asProgram } from "../../_holes/stand_ins.ts";

/** A parsed file. Node offsets are UTF-16 units. */
export interface Parsed {
  readonly program: Program;
  readonly module: EcmaScriptModule;
  /** In order of place. */
  readonly comments: readonly Comment[];
  readonly faults: readonly { readonly message: string; readonly start: number; readonly end: number }[];
}

/** Parses one text; the ending of `file` says its language. Never throws on wrong code. */
export type Parse = (file: string, text: string) => Parsed;

/** Two ways to the same tree. */
export interface Parser {
  /** For a few files: the tree is read as JSON. */
  readonly parse: Parse;
  /**
   * For many files: half the time. The tree is taken over in one binary block, for which oxc reserves 6 GiB of
   * address space and keeps a timer for 10 s; where the system refuses the space, as JSON.
   */
  readonly parseMany: Parse;
}

/** The version in the store's key: another parser may read another tree. */
export const parserVersion = "oxc-0.150.0";

let loading: Promise<Parser> | undefined;

/** Loads the parser at first use, so that a start which finds nothing changed does not pay for it. */
export function loadParser(): Promise<Parser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Parser> {
  const { parseSync, rawTransferSupported } = await import("oxc-parser");
  const parseOnce = (file: string, text: string) => parseSync(file, text, optionsFor(file));
  const parse: Parse = (file, text) => {
    const plain = parseOnce(file, text);
    const program = plain.errors.length > 0 ? asProgram(text) : text;
    return read(program === text ? plain : parseOnce(file, program));
  };
  let isRaw = rawTransferSupported();
  const parseMany: Parse = (file, text) => {
    if (!isRaw) return parse(file, text);
    const options: RawOptions = { ...optionsFor(file), experimentalRawTransfer: true };
    try {
      const parsed = parseSync(file, text, options);
      return parsed.errors.length > 0 ? parse(file, text) : read(parsed);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      isRaw = false;
      return parse(file, text);
    }
  };
  return { parse, parseMany };
}

function optionsFor(file: string): Options {
  // In a .js file types are a fault for tsc, but JSX is not.
  return {
    ...(/\.[cm]?js$/.test(file) ? { lang: "jsx" as const } : {}),
    astType: "ts",
    preserveParens: true,
  };
}

type Options = NonNullable<Parameters<typeof import("oxc-parser").parseSync>[2]>;

/** The option exists in 0.150.0 and is left out of its types. */
type RawOptions = Options & { readonly experimentalRawTransfer: true };

function read(result: ReturnType<typeof import("oxc-parser").parseSync>): Parsed {
  return {
    program: result.program,
    module: result.module,
    comments: result.comments,
    faults: result.errors.slice(0, 10).map(({ message, labels }) => ({
      message,
      start: labels[0]?.start ?? 0,
      end: labels[0]?.end ?? 0,
    })),
  };
}
