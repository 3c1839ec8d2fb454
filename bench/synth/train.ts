/**
 * Fits the weights of `plugins/typescript/rank.ts` on expressions cut out of packages that no bench measures.
 *
 *     deno run -A bench/synth/train.ts FOLDER... > plugins/typescript/weights.ts
 *
 * Each folder holds a `tsconfig.json` and `src/`. At each cut every production that fits is a choice; those that lead
 * to what stood there are right. The likelihood of the right ones is raised by gradient ascent (Adagrad, L2).
 *
 * @module
 */

import { child, list, parseFile, type SyntaxNode, word } from "../../plugins/typescript/syntax.ts";
import { type BenchProject, openProject } from "./project.ts";
import { isSameCode, seeded, type Site, sitesOf } from "./sites.ts";
import { Offers } from "../../plugins/typescript/fits/offers.ts";
import type { Place, Production } from "../../plugins/typescript/fits/place.ts";
import { saidBy } from "../../plugins/typescript/said.ts";
import { survey } from "../../plugins/typescript/survey.ts";
import type { Features } from "../../plugins/typescript/rank.ts";

const SITES_PER_FOLDER = 220;
const MAX_WRONG = 220;
const MAX_NODES = 9;
/** L2 penalty and step of the ascent: on four packages that were held out the best of 2e-2, 1e-2, 4e-3 and 1.5e-3. */
const PENALTY = 4e-3;
const PACE = 0.1;
const EPOCHS = 12;

/** The choices at one place. */
export interface Sample {
  readonly choices: readonly Features[];
  /** How many of the first choices are right. */
  readonly right: number;
}

/** Samples from one project: `random` draws the sites. */
export async function samplesOf(project: BenchProject, random: () => number): Promise<Sample[]> {
  const pool = project.files.flatMap((file) =>
    sitesOf(file, project.text(file), MAX_NODES).filter(({ isFlat, text }) => isFlat || text.includes("=>"))
  );
  const samples: Sample[] = [];
  for (let tried = 0; tried < SITES_PER_FOLDER && pool.length > 0; tried++) {
    const [site] = pool.splice(Math.floor(random() * pool.length), 1);
    if (site) samples.push(...await samplesAt(project, site, random));
  }
  return samples;
}

async function samplesAt(project: BenchProject, site: Site, random: () => number): Promise<Sample[]> {
  const cut = project.cut(site);
  const look = await survey(project.compiler, site.file, cut.text, cut.draft, project.statistics.globals(24));
  // What a function is for is what a person would say of what it gives back.
  const said = await saidBy(parseFile(site.file, project.text(site.file)));
  const intent = site.kind === "return" ? said.purpose(site) : "";
  const offers = new Offers(look, project.statistics, { file: site.file, intent, quote: project.quote });
  const found: Sample[] = [];
  await collect(offers, undefined, expression(site.text), site.text, found, random);
  await look.moment[Symbol.asyncDispose]();
  project.restore(site);
  return found;
}

async function collect(
  offers: Offers,
  place: Place | undefined,
  target: SyntaxNode | undefined,
  text: string,
  found: Sample[],
  random: () => number,
): Promise<void> {
  if (!target) return;
  const productions = await offers.fitting(place);
  const isRight = (one: Production) => leadsTo(one, target, text);
  const right = productions.filter(isRight);
  if (right.length === 0) return;
  const wrong = productions.filter((one) => !isRight(one));
  while (wrong.length > MAX_WRONG) wrong.splice(Math.floor(random() * wrong.length), 1);
  const choices = [...right, ...wrong].map(({ features }): Features => Object.assign({}, ...features));
  found.push({ choices, right: right.length });
  const open = right.find(({ slots }) => slots.length > 0);
  if (!open || (place?.depth ?? 0) > 1) return;
  if (open.shape === "ArrowFunctionExpression") {
    const [slot] = open.slots;
    const body = slot && bodyText(target, text, slot.place.inner.map((one) => one.text));
    if (body) await collect(offers, slot.place, expression(body), body, found, random);
    return;
  }
  const operands = operandsOf(target);
  for (const [at, slot] of open.slots.entries()) {
    const operand = operands[at];
    if (operand) {
      await collect(
        offers,
        slot.place,
        operand,
        text.slice(operand.start - target.start, operand.end - target.start),
        found,
        random,
      );
    }
  }
}

/** What a function literal gives back, its parameters under the names that are offered. */
function bodyText(target: SyntaxNode, text: string, names: readonly string[]): string | undefined {
  const body = child(target, "body");
  const own = list(target, "params").map((one) => one.type === "Identifier" ? word(one, "name") : "");
  if (!body || own.includes("")) return undefined;
  const whole = text.slice(body.start - target.start, body.end - target.start);
  return own.reduce(
    (renamed, name, at) =>
      renamed.replace(new RegExp(`(?<![\\w$.])${RegExp.escape(name)}(?![\\w$:])`, "g"), names[at] ?? name),
    whole,
  );
}

const PREFIX = "async function* f() { (";

function expression(text: string): SyntaxNode | undefined {
  const { program, isWhole } = parseFile("a.ts", `${PREFIX}${text}) }`);
  if (!isWhole) return undefined;
  const body = list(program, "body")[0];
  const statement = body && list(child(body, "body") ?? body, "body")[0];
  return statement && child(statement, "expression");
}

/** What is left of a text without what printing may change: equal for equal code. */
function bones(text: string): string {
  return text.replace(/[\s"'`();,]/g, "");
}

/** True when the production is the target, or its first step. `text` is the target's own text. */
function leadsTo({ parts, slots, shape }: Production, target: SyntaxNode, text: string): boolean {
  if (slots.length === 0) return bones(parts[0] ?? "") === bones(text) && isSameCode(parts[0] ?? "", text);
  if (shape === "ArrowFunctionExpression") return isArrow(target, slots[0]?.place.inner.length ?? 0);
  const operands = operandsOf(target);
  if (operands.length !== slots.length) return false;
  let made = "";
  parts.forEach((part, at) => {
    made += part;
    const operand = operands[at];
    if (operand) made += text.slice(operand.start - target.start, operand.end - target.start);
  });
  return bones(made) === bones(text) && isSameCode(made, text);
}

function operandsOf(node: SyntaxNode): SyntaxNode[] {
  switch (node.type) {
    case "CallExpression":
    case "NewExpression":
      return list(node, "arguments").map(unspread);
    case "ConditionalExpression":
      return ["test", "consequent", "alternate"].flatMap((field) => child(node, field) ?? []);
    case "AssignmentExpression":
      return [child(node, "right")].flatMap((one) => one ?? []);
    case "ArrayExpression":
      return list(node, "elements").map(unspread);
    case "ObjectExpression":
      return list(node, "properties").filter((one) => one.shorthand !== true)
        .flatMap((one) => child(one, "value") ?? []);
    case "ChainExpression":
      return operandsOf(child(node, "expression") ?? node);
    case "MemberExpression":
      return node.computed === true ? list({ ...node, all: [child(node, "property")] }, "all") : [];
    case "UnaryExpression":
    case "AwaitExpression":
    case "YieldExpression":
      return list({ ...node, all: [child(node, "argument")] }, "all");
    case "BinaryExpression":
    case "LogicalExpression":
      return word(node, "operator")
        ? list({ ...node, all: [child(node, "left"), child(node, "right")] }, "all")
        : [];
    default:
      return [];
  }
}

/** True for a function literal of so many parameters with an expression as its body, whatever the names. */
function isArrow(target: SyntaxNode, parameters: number): boolean {
  return target.type === "ArrowFunctionExpression" && target.expression === true &&
    list(target, "params").length === parameters;
}

function unspread(node: SyntaxNode): SyntaxNode {
  return node.type === "SpreadElement" ? child(node, "argument") ?? node : node;
}

/** Samples in little room: features by number, and all that is said of them in lists beside one another. */
export class Packed {
  readonly #ids = new Map<string, number>();
  readonly #rows: { readonly ids: Int32Array; readonly values: Float32Array }[][] = [];
  readonly #right: number[] = [];

  /** Names of features, by number. */
  get names(): readonly string[] {
    return [...this.#ids.keys()];
  }

  /** Takes samples in. */
  add(samples: readonly Sample[]): void {
    for (const { choices, right } of samples) {
      this.#right.push(right);
      this.#rows.push(choices.map((features) => {
        const entries = Object.entries(features);
        return {
          ids: Int32Array.from(entries, ([name]) => this.#id(name)),
          values: Float32Array.from(entries, ([, value]) => value),
        };
      }));
    }
  }

  /** Every sample: its choices, the right ones first, and how many those are. */
  *[Symbol.iterator]() {
    for (const [at, choices] of this.#rows.entries()) yield { choices, right: this.#right[at] ?? 0 };
  }

  #id(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) this.#ids.set(name, id = this.#ids.size);
    return id;
  }
}

/** How fitting goes. */
export interface FitOptions {
  readonly epochs: number;
  readonly penalty?: number;
  readonly pace?: number;
}

/** Weights that make the right choices of samples likeliest. */
export function fit(
  samples: Packed,
  { epochs, penalty = PENALTY, pace = PACE }: FitOptions,
): Record<string, number> {
  const { names } = samples;
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(1e-6);
  const seen = new Uint32Array(names.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    let [loss, count] = [0, 0];
    for (const { choices, right } of samples) {
      const shares = likelihoods(choices, weights);
      const good = shares.slice(0, right).reduce((sum, one) => sum + one, 0);
      loss -= Math.log(good);
      count++;
      const slopes = new Map<number, number>();
      choices.forEach(({ ids, values }, at) => {
        const share = shares[at] ?? 0;
        const pull = (at < right ? share / good : 0) - share;
        for (let index = 0; index < ids.length; index++) {
          const id = ids[index] ?? 0;
          slopes.set(id, (slopes.get(id) ?? 0) + pull * (values[index] ?? 0));
          if (epoch === 0) seen[id] = (seen[id] ?? 0) + 1;
        }
      });
      for (const [id, slope] of slopes) {
        const step = slope - penalty * (weights[id] ?? 0);
        const square = squares[id] = (squares[id] ?? 0) + step * step;
        weights[id] = (weights[id] ?? 0) + pace * step / Math.sqrt(square);
      }
    }
    console.error(`epoch ${epoch}: mean loss ${(loss / count).toFixed(3)}`);
  }
  const kept = names.map((name, id): [string, number] => [name, Math.round((weights[id] ?? 0) * 1000) / 1000])
    .filter(([name], id) => !/[;`\\\n$]/.test(name) && (seen[id] ?? 0) > 30)
    .filter(([, weight]) => Math.abs(weight) > 0.02);
  return Object.fromEntries(kept.sort(([a], [b]) => a < b ? -1 : 1));
}

/** The likelihood of each choice. */
function likelihoods(
  choices: readonly { readonly ids: Int32Array; readonly values: Float32Array }[],
  weights: Float64Array,
): number[] {
  const scores = choices.map(({ ids, values }) => {
    let score = 0;
    for (let index = 0; index < ids.length; index++) {
      score += (weights[ids[index] ?? 0] ?? 0) * (values[index] ?? 0);
    }
    return score;
  });
  const top = scores.reduce((most, one) => Math.max(most, one), -1e9);
  const all = scores.map((score) => Math.exp(score - top));
  const total = all.reduce((sum, one) => sum + one, 0);
  return all.map((one) => one / total);
}

/** The weights as the module that `rank.ts` reads. */
export function asModule(weights: Readonly<Record<string, number>>): string {
  const lines: string[] = [""];
  for (const [name, weight] of Object.entries(weights).sort(([a], [b]) => a < b ? -1 : 1)) {
    const entry = `${name}=${weight.toFixed(2)};`;
    const last = lines.at(-1) ?? "";
    if (last.length + entry.length > LINE) lines.push(entry);
    else lines[lines.length - 1] = last + entry;
  }
  return HEAD + lines.join("\n") + "`;\n" + FOOT;
}

const LINE = 110;
const HEAD = `/**
 * The weights of \`rank.ts\`, as \`bench/synth/train.ts\` fits them on packages that no bench measures.
 *
 * @module
 */

/** \`feature=weight;\`, sorted by feature. */
const TABLE = \`
`;
const FOOT = `
/** Weight of each feature, in nats; a feature without a weight counts nothing. */
export const weights: Readonly<Record<string, number>> = Object.fromEntries(
  [...TABLE.matchAll(/([^;\\n]+)=(-?[\\d.]+);/g)].map(([, name, weight]) => [name, Number(weight)]),
);
`;

if (import.meta.main) {
  const random = seeded(11);
  const samples = new Packed();
  for (const folder of Deno.args) {
    await using project = await openProject(folder);
    const found = await samplesOf(project, random);
    console.error(`${folder}: ${found.length} samples`);
    samples.add(found);
  }
  console.log(asModule(fit(samples, { epochs: EPOCHS })));
}
