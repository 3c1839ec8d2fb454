/**
 * What helps to write a hole: declarations of other files, ranked by how far their types are from what the hole is
 * about, by the graph of who reads what, by how near their files lie, and by what was changed last.
 *
 * @module
 */

import type { ContextItem } from "../../../core/code/completion.ts";
import type { Draft } from "../../../core/code/hole.ts";
import type { Scope } from "../../../core/code/scope.ts";
import { isSecretFile } from "../../../core/code/secret_forms.ts";
import type { DeclarationIndex } from "../index/declaration_index.ts";
import type { Declaration, Member } from "../index/entry.ts";
import { nameFeatures } from "../rank.ts";
import type { Session } from "../session.ts";
import type { Statistics } from "../statistics.ts";
import { isTestFile } from "../test_files.ts";
import { type Candidate, Candidates } from "./candidates.ts";
import { closeness } from "./closeness.ts";
import { Declared } from "./declared.ts";
import { habitsOf } from "./habits.ts";
import { identifiersIn } from "./identifiers.ts";
import { addImported } from "./imported.ts";
import { keyOf, Links, type Place } from "./links.ts";
import { addMakers } from "./makers.ts";
import { addReached, type Start } from "./reach.ts";
import { Recency } from "./recency.ts";
import { type Seeds, seedsOf } from "./seeds.ts";
import { type MemberRank, shown } from "./shown.ts";
import { siblingsOf } from "./siblings.ts";
import { usesOf } from "./uses.ts";
import { type Walk, walkFrom } from "./walk.ts";

/** Items that are offered; whoever packs leaves out what there is no room for. */
const MOST = 80;
/** Declarations that the graph alone brings in. */
const FROM_GRAPH = 40;
/** From which weight on a word's type is one that the hole deals with. */
const DEALT = 0.7;
/** Declarations of like names that are looked at for each word. */
const HITS = 30;

/** Shares of the score beside the strongest reason. */
const SHARES = {
  graph: 0.25,
  named: 0.15,
  others: 0.12,
  near: 0.05,
  recent: 0.03,
  graphAlone: 0.4,
  alike: 0.3,
};

/** Finds context. One for each session; what it has read of unchanged files it reads no more. */
export class Related {
  readonly #session: Session;
  #open: Promise<Looking> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** What helps at a draft, most useful first; equals by file and name. */
  async at(draft: Draft, scope: Scope): Promise<ContextItem[]> {
    this.#open ??= this.#session.index().then((index) => new Looking(this.#session, index));
    return await (await this.#open).at(draft, scope);
  }
}

/** A look at one place. */
interface Look extends Walk {
  readonly file: string;
  readonly seeds: Seeds;
  readonly statistics: Statistics;
}

class Looking {
  readonly #session: Session;
  readonly #declared: Declared;
  readonly #links: Links;

  constructor(session: Session, index: DeclarationIndex) {
    this.#session = session;
    this.#declared = new Declared(index);
    this.#links = new Links(index);
  }

  async at({ hole }: Draft, scope: Scope): Promise<ContextItem[]> {
    const { file } = hole;
    const [statistics, text] = await Promise.all([this.#session.statistics(), this.#session.text(file)]);
    await this.#links.refresh(statistics);
    const seeds = seedsOf(text, hole, scope);
    const starts = await this.#starts(file, seeds, text);
    const look: Look = { file, seeds, statistics, ...walkFrom(this.#links, { file, seeds, starts }) };
    const found = await this.#found(look, starts);
    const [uses, siblings] = await Promise.all([
      usesOf({ ...look, links: this.#links, session: this.#session }),
      siblingsOf({ ...look, declared: this.#declared, links: this.#links, session: this.#session }),
    ]);
    const shown = new Set(siblings.map(({ place }) => keyOf(place)));
    const others = found.filter(({ place }) => !shown.has(keyOf(place)));
    const items = [
      ...await this.#items(others, look),
      ...[...uses, ...siblings.map(({ item }) => item), ...habitsOf(statistics)],
    ];
    return items.sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1)).slice(0, MOST);
  }

  /** The declarations that words around the hole name. */
  async #starts(
    file: string,
    { words }: Seeds,
    text: string,
  ): Promise<(Start & { readonly reason: string })[]> {
    const resolve = await this.#links.resolver(file);
    let names: ReadonlySet<string> | undefined;
    const isWritten = (word: string) =>
      text.includes(word) && (names ??= new Set(identifiersIn(text))).has(word);
    return [...words].flatMap(([word, { weight, reason }]) => {
      const own = resolve(word);
      const only = own ? undefined : this.#onlyOne(word, weight);
      const place = own ?? (only && !isWritten(word) ? only : undefined);
      return place && place.name !== "*" ? [{ place, weight, reason }] : [];
    });
  }

  /** A type of a value is not imported where nobody writes it: it is told by its name, where that means one thing. */
  #onlyOne(word: string, weight: number): Place | undefined {
    const [place, ...more] = weight >= DEALT ? this.#links.named(word) : [];
    return more.length === 0 ? place : undefined;
  }

  async #found(
    look: Look,
    starts: readonly (Start & { readonly reason: string })[],
  ): Promise<readonly Candidate[]> {
    const { file, seeds, ranks, files } = look;
    const [declared, links] = [this.#declared, this.#links];
    const found = new Candidates();
    for (const { place, weight, reason } of starts) found.add(place, weight, reason);
    await addImported(found, { links, file, seeds, root: this.#session.root });
    await addReached(found, found.all().filter(({ weight }) => weight >= 0.3), { declared, links });
    await addMakers(found, starts.filter(({ weight }) => weight >= DEALT), { files, declared, links });
    const graph = [...ranks].filter(([key]) => key.includes("\0")).sort((a, b) => b[1] - a[1]);
    for (const [key, rank] of graph.slice(0, FROM_GRAPH)) {
      const [file = "", name = ""] = key.split("\0");
      found.add({ file, name }, SHARES.graphAlone * Math.sqrt(rank), "read by files that read the same");
    }
    this.#addAlike(found, look);
    return found.all().filter(({ place }) =>
      place.file !== file && place.name !== "*" && !isSecretFile(place.file) &&
      (isTestFile(file) || !isTestFile(place.file))
    );
  }

  #addAlike(found: Candidates, { file, seeds: { wanted } }: Look): void {
    for (const word of wanted.filter(({ length }) => length > 2).slice(0, 4)) {
      const alike = [...this.#links.alike(word)]
        .map((name) => ({ name, share: nameFeatures([word], name).alikeName ?? 0 }))
        .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
      for (const { name, share } of alike.slice(0, HITS)) {
        // One name in many files says nothing of any of them.
        const [place, ...more] = this.#links.named(name).filter((one) => one.file !== file);
        if (place && more.length < 2) found.add(place, SHARES.alike * share, `named like "${word}"`);
      }
    }
  }

  async #items(found: readonly Candidate[], look: Look): Promise<ContextItem[]> {
    const recency = new Recency((file) => this.#session.path(file));
    const scored = found.map((one) => ({ ...one, score: scoreOf(one, look) }))
      .sort((a, b) => b.score - a.score || (keyOf(a.place) < keyOf(b.place) ? -1 : 1)).slice(0, MOST);
    const latest = recency.latest(scored.map(({ place }) => place.file));
    const own = new Set(
      this.#links.row(look.file).links.flatMap(({ place }) => place ? [keyOf(place)] : []),
    );
    const rank = memberRank(look, this.#links.row(look.file).members);
    const items = await Promise.all(scored.map(async ({ place, score, reason }) => {
      const declared = await this.#declared.at(place);
      if (declared.length === 0) return [];
      const isImported = own.has(keyOf(place)) || place.file.includes("node_modules/");
      const { text, short } = shown(declared, rank);
      const from = isImported || !isValue(declared) ? "" : ` // ${place.file}`;
      const recent = latest.has(place.file) ? SHARES.recent : 0;
      return [{ text: text + from, short: short + from, reason, score: score + recent }];
    }));
    return items.flat();
  }
}

function isValue(all: readonly Declaration[]): boolean {
  return all.some(({ kind }) => kind !== "interface" && kind !== "type");
}

function scoreOf({ place, weight, others }: Candidate, { file, seeds, ranks }: Look): number {
  const { alikeName = 0 } = nameFeatures(seeds.wanted, place.name);
  return weight + SHARES.others * Math.min(1, others) +
    SHARES.graph * Math.sqrt(ranks.get(keyOf(place)) ?? 0) +
    SHARES.named * alikeName + SHARES.near * closeness(file, place.file);
}

/** Members that this file or the project reads most, or that are named like what is wanted. */
function memberRank({ seeds, statistics }: Look, members: ReadonlyMap<string, number>): MemberRank {
  return ({ name, access }: Member) => {
    if (access === "private" || access === "protected" && seeds.className === "") return -1;
    const uses = statistics.called(name) + statistics.read(name);
    const { alikeName = 0 } = nameFeatures(seeds.wanted, name);
    return Math.log1p(uses) + (members.has(name) ? 3 : 0) + 2 * alikeName +
      (seeds.words.has(name) ? 1 : 0);
  };
}
