/**
 * Source text to syntax tree, by oxc.
 *
 * @module
 */

import type { Comment, EcmaScriptModule, Program } from "oxc-parser";

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

/** The version in the store's key: another parser may read another tree. */
export const parserVersion = "oxc-0.150.0";

let loading: Promise<Parse> | undefined;

/**
 * Loads the parser at first use, so that a start which finds nothing changed does not pay for it.
 *
 * The tree is taken over in one binary block, which halves the time of reading it as JSON. That block reserves 6 GiB
 * of address space; where the system refuses, the tree is read as JSON.
 */
export function loadParser(): Promise<Parse> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Parse> {
  const { parseSync, rawTransferSupported } = await import("oxc-parser");
  let isRaw = rawTransferSupported();
  const options = (file: string) => ({
    // In a .js file types are a fault for tsc, but JSX is not.
    ...(/\.[cm]?js$/.test(file) ? { lang: "jsx" as const } : {}),
    astType: "ts" as const,
    preserveParens: true,
  });
  return (file, text) => {
    if (isRaw) {
      try {
        return read(parseSync(file, text, { ...options(file), experimentalRawTransfer: true } as RawOptions));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        isRaw = false;
      }
    }
    return read(parseSync(file, text, options(file)));
  };
}

/** The option exists in 0.150.0 and is left out of its types. */
type RawOptions = NonNullable<Parameters<typeof import("oxc-parser").parseSync>[2]>;

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
