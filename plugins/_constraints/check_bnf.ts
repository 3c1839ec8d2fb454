/**
 * What makes a grammar that can be read useless or dangerous to a server.
 *
 * @module
 */

import {
  areNullable,
  type Bnf,
  type BnfNode,
  type BnfRepeat,
  type BnfRule,
  type BnfSequence,
  nodesOf,
  nullableNames,
  ROOT,
} from "./bnf.ts";
import { grammarFault } from "./grammar_fault.ts";
import { readBnf } from "./read_bnf.ts";

/** What llama.cpp 2026-08 repeats: fewer times than this, counting the rules that it makes for what is repeated. */
const REPETITIONS = 2000;

/**
 * Checks GBNF or EBNF before a server sees it: llama.cpp answers any fault with the same words, and dies of some.
 *
 * @throws {MazeError} `constraint/grammar`, with line and column, for the first fault.
 */
export function checkBnf(text: string, dialect: Bnf["dialect"]): Bnf {
  const fault = (at: number, is: string, hint?: string) =>
    grammarFault({ dialect, text }, at, hint === undefined ? { is } : { is, hint });
  if (dialect === "gbnf" && text.trimStart().startsWith("%llguidance")) {
    throw fault(
      text.indexOf("%"),
      "%llguidance",
      "It ends the process of a llama.cpp that was built without it",
    );
  }
  const bnf = readBnf(text, dialect);
  checkNames(bnf, fault);
  if (dialect === "gbnf") {
    checkRepetitions(bnf, fault);
    const recursive = leftRecursive(bnf);
    if (recursive) {
      const hint = "Write it as a repetition, or with the rule at the end";
      throw fault(recursive.at, `rule "${recursive.name}" begins with itself`, hint);
    }
  }
  return bnf;
}

type Fault = (at: number, is: string, hint?: string) => Error;

function checkNames({ rules }: Bnf, fault: Fault): void {
  const names = new Set<string>();
  for (const { name, at } of rules) {
    if (names.has(name)) throw fault(at, `rule "${name}" is defined twice`);
    names.add(name);
  }
  for (const { options } of rules) {
    for (const node of nodesOf(options)) {
      if (node.kind === "name" && !names.has(node.name)) {
        throw fault(node.at, `rule "${node.name}" is not defined`);
      }
    }
  }
  if (!names.has(ROOT)) throw fault(0, `no rule is named "${ROOT}"`);
}

function checkRepetitions(bnf: Bnf, fault: Fault): void {
  for (const node of bnf.rules.flatMap(({ options }) => [...nodesOf(options)])) {
    if (node.kind !== "repeat") continue;
    if (node.part.kind === "text" && node.part.text === "") {
      throw fault(node.at, "the empty text is repeated");
    }
    if (node.most === Infinity && hasEmptyOption(node.part, bnf)) {
      throw fault(
        node.at,
        "what may be empty is repeated without end",
        "Take the empty text out of what is repeated",
      );
    }
    if (timesMade(node) >= REPETITIONS) {
      const hint = `llama.cpp repeats fewer than ${REPETITIONS} times; give groups within names of their own`;
      throw fault(node.at, "a repetition comes too often", hint);
    }
  }
}

/** What llama.cpp takes for left recursion when it is repeated: an option without elements, and no more than that. */
function hasEmptyOption(node: BnfNode, { rules }: Bnf): boolean {
  if (node.kind === "repeat") return node.least === 0;
  const options = node.kind === "group"
    ? node.options
    : node.kind === "name"
    ? rules.find(({ name }) => name === node.name)?.options ?? []
    : [];
  return options.some((sequence) => sequence.every((one) => one.kind === "text" && one.text === ""));
}

/** How often llama.cpp counts a repetition: its bound, by the rules that it has made for the part. */
function timesMade({ part, least, most }: BnfRepeat): number {
  const made = part.kind === "repeat" ? timesMade(part) : Math.max(1, rulesMade(part));
  return made * Math.max(1, most === Infinity ? least : most);
}

function rulesMade(node: BnfNode): number {
  const made = (options: readonly BnfSequence[]): number =>
    options.flat().reduce((sum, one) => sum + rulesMade(one), 0);
  if (node.kind === "group") return 1 + made(node.options);
  if (node.kind !== "repeat") return 0;
  return rulesMade(node.part) + (node.most === Infinity ? 1 : node.most - node.least);
}

/** A rule that comes back to itself before a character is read. */
function leftRecursive(bnf: Bnf): BnfRule | undefined {
  const nullable = nullableNames(bnf);
  const firsts = new Map(bnf.rules.map(({ name, options }) => [name, [...firstNames(options, nullable)]]));
  return bnf.rules.find(({ name }) => {
    const seen = new Set<string>();
    const next = [...firsts.get(name) ?? []];
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      if (one === name) return true;
      if (!seen.has(one)) next.push(...firsts.get(one) ?? []);
      seen.add(one);
    }
    return false;
  });
}

/** Names that an option may begin with. */
function* firstNames(options: readonly BnfSequence[], nullable: ReadonlySet<string>): Generator<string> {
  for (const sequence of options) {
    for (const node of sequence) {
      if (node.kind === "name") yield node.name;
      if (node.kind === "group") yield* firstNames(node.options, nullable);
      if (node.kind === "repeat") yield* firstNames([[node.part]], nullable);
      if (!areNullable([[node]], nullable)) break;
    }
  }
}
