/**
 * What is counted about a production at its place.
 *
 * @module
 */

import { countFeatures, type Features, nameFeatures, type Wanted } from "../rank.ts";
import type { Statistics } from "../statistics.ts";
import type { SyntaxNode } from "../syntax.ts";
import { asking, isMember, kindOf, type Place, type TypedText } from "./place.ts";

/** Counts around one hole: the whole project's, this file's, and those of the function around the hole. */
export class Counts {
  readonly statistics: Statistics;
  readonly #file = new Map<string, number>();
  readonly #function = new Map<string, number>();

  constructor(statistics: Statistics, file: string, path: readonly SyntaxNode[]) {
    this.statistics = statistics;
    const inner = path.find((node) => node.type.includes("Function") && node.type !== "FunctionBody");
    for (const { text, start } of statistics.usagesIn(file)) {
      add(this.#file, text);
      if (inner && start >= inner.start && start < inner.end) add(this.#function, text);
    }
  }

  /** Uses in the hole's file. */
  inFile(text: string): number {
    return this.#file.get(text) ?? 0;
  }

  /** Uses in the outermost function around the hole. */
  inFunction(text: string): number {
    return this.#function.get(text) ?? 0;
  }

  /** What any production has: its shape at such places, its text at such places. */
  common({ wanted, type, depth }: Place, text: string, shape: string): Features {
    const features = countFeatures(this.statistics, wanted, text);
    features.inFile = Math.log1p(this.inFile(text));
    features.inFunction = Math.log1p(this.inFunction(text));
    const role = roleClass(wanted);
    features[`${role}|${shape}`] = 1;
    features[`${kindOf(type)}|${shape}`] = 1;
    features[`depth${Math.min(depth, 2)}|${shape}`] = 1;
    wanted.keys.slice(0, 2).forEach((key, level) => {
      const { total } = this.statistics.places(key);
      features[`shape${level}`] = Math.log((this.statistics.shapes(key, shape) + 0.5) / (total + 5));
    });
    return features;
  }

  /** What a name adds: where it comes from, and whether it is still unused. */
  name({ name, text }: TypedText, wanted: Wanted): Features {
    const isOwn = name.kind === "local" || name.kind === "parameter";
    return {
      ...nameFeatures(wanted, text),
      [`name_${name.kind}`]: 1,
      distance: Math.min(name.distance, 6),
      ...(isOwn && this.inFunction(text) === 0 ? { unused: 1 } : {}),
    };
  }

  /** What a receiver and a member add. */
  member(member: TypedText, wanted: Wanted): Features {
    if (!isMember(member)) return {};
    const { receiver, text } = member;
    const isOwn = receiver.name.kind === "local" || receiver.name.kind === "parameter";
    return {
      ...nameFeatures(wanted, member.member),
      [`of_${receiver.name.kind}`]: 1,
      memberDistance: Math.min(receiver.name.distance, 6),
      memberRate: Math.log1p(this.statistics.places(`of:${member.member}`).total),
      receiverUsed: Math.log1p(this.inFunction(receiver.text)),
      ...(isMember(receiver) ? { deep: 1 } : {}),
      ...(text.includes("?.") ? { optional: 1 } : {}),
      ...(isOwn && this.inFunction(receiver.text) === 0 ? { unusedReceiver: 1 } : {}),
    };
  }
}

/** How the production's own type meets the place's. */
export function typeFeatures({ type }: Place, own: TypedText["type"] | undefined): Features {
  if (!own || !type) return {};
  if (own.id === type.id) return { exact: 1 };
  return asking(own) ? {} : { loose: 1 };
}

/** The most general word for a role: `arg`, `init`, `return`. */
function roleClass({ keys }: Wanted): string {
  return (keys.at(-1) ?? "other").replace(/[#:].*$/, "");
}

function add(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}
