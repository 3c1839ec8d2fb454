/**
 * What `maze COMMAND --help` prints.
 *
 * @module
 */

import { formatDocPage } from "@optique/core/doc";
import type { Message } from "@optique/core/message";
import { getDocPage, type Parser } from "@optique/core/parser";
import type { Usage, UsageTerm } from "@optique/core/usage";

/** Widest line. */
const WIDE = 100;
const HELP: readonly string[] = ["-h", "--help"];

/** True when the arguments ask for help: nothing else is read then. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).some((arg) => HELP.includes(arg));
}

/** The text of a command's help, or of the command below it that the arguments name; `undefined` where there is none. */
export function helpText(
  name: string,
  { parser, about }: { readonly parser: Parser<"sync", unknown, unknown>; readonly about: Message },
  args: readonly string[],
  { columns = WIDE, hasColor }: { readonly columns: number | undefined; readonly hasColor: boolean },
): string | undefined {
  const words = args.slice(0, args.findIndex((arg) => arg.startsWith("-")));
  const page = getDocPage(parser, words) ?? getDocPage(parser) ?? { sections: [] };
  if (words.length > 0 && page.usage?.[0]?.type === "exclusive") return undefined;
  const usage = withoutOptions(page.usage ?? []);
  const format = { colors: hasColor, maxWidth: Math.min(columns, WIDE), showDefault: true };
  return `${formatDocPage(`maze ${name}`, { brief: about, ...page, usage }, format)}\n`;
}

/** Options stand below, each on its line: the usage only says that there are some. */
function withoutOptions(usage: Usage): Usage {
  const [first] = usage;
  if (usage.length === 1 && first?.type === "exclusive") {
    return [{ ...first, terms: first.terms.map(withoutOptions) }];
  }
  const kept = usage.flatMap(keptOf);
  const commands = kept.filter(({ type }) => type === "command");
  const others = kept.filter(({ type }) => type !== "command");
  return hasOption(usage) ? [...commands, SOME_OPTIONS, ...others] : kept;
}

const SOME_OPTIONS: UsageTerm = { type: "optional", terms: [{ type: "literal", value: "OPTION…" }] };

function keptOf(term: UsageTerm): Usage {
  if (term.type === "option") return [];
  if (term.type === "exclusive") return [{ ...term, terms: term.terms.map((each) => each.flatMap(keptOf)) }];
  if (term.type !== "optional" && term.type !== "multiple") return [term];
  const terms = term.terms.flatMap(keptOf);
  return terms.length === 0 ? [] : [{ ...term, terms }];
}

function hasOption(usage: Usage): boolean {
  return usage.some((term) =>
    term.type === "option" ||
    ((term.type === "optional" || term.type === "multiple") && hasOption(term.terms))
  );
}
