/**
 * Values of the command line that a shell can complete.
 *
 * @module
 */

import type { Suggestion } from "@optique/core/parser";
import { string, type ValueParser } from "@optique/core/valueparser";

/** A path; shells complete it themselves. */
export function path(
  metavar: "TARGET" | "PATH" | "FILE" | "FILE[#NAME]" | "NAME|FILE",
): ValueParser<"sync", string> {
  return { ...string({ metavar }), suggest: files };
}

/** Free text for which some words, or files, are likely. */
export function likely(
  metavar: "KEY" | "HOLE|CODE|TRACE",
  words: () => Iterable<string>,
  options: { readonly hasFiles: boolean },
): ValueParser<"sync", string> {
  const suggest = (prefix: string) => [
    ...[...words()].filter((text) => text.startsWith(prefix)).map((text) => ({
      kind: "literal" as const,
      text,
    })),
    ...(options.hasFiles ? files(prefix) : []),
  ];
  return { ...string({ metavar }), suggest };
}

/** Who typed a dash wants an option. */
function files(prefix: string): readonly Suggestion[] {
  return prefix.startsWith("-") ? [] : [{ kind: "file", type: "any", pattern: prefix }];
}
