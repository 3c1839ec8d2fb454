/**
 * Which expressions are cut out: identifiers, members and arguments, by a seeded draw.
 *
 * @module
 */

import type { BenchProject } from "../synth/project.ts";
import { seeded, type Site, sitesOf } from "../synth/sites.ts";

/** What is cut. */
export const forms = ["identifier", "member", "argument"] as const;
/** One of them. */
export type Form = typeof forms[number];

/** A site with its form. */
export interface CutSite extends Site {
  readonly form: Form;
}

const SEED = 11;
const MAX_NODES = 5;
const NAME = /^(?!(?:true|false|null|undefined|this)$)[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const MEMBER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\??\.#?[\p{ID_Start}$_][\p{ID_Continue}$]*)+$/u;

/** Draws up to `most` sites, as many of each form and in turn; the same ones for the same project. */
export function drawSites(project: BenchProject, most: number): CutSite[] {
  const random = seeded(SEED);
  const all = project.files.flatMap((file) => sitesOf(file, project.text(file), MAX_NODES)).flatMap(
    (site) => {
      const form = formOf(site);
      return form ? [{ ...site, form }] : [];
    },
  );
  const drawn = forms.map((form, at) => {
    const pool = all.filter((site) => site.form === form);
    const wanted = Math.floor(most / forms.length) + (at < most % forms.length ? 1 : 0);
    const some: CutSite[] = [];
    while (some.length < wanted && pool.length > 0) {
      some.push(...pool.splice(Math.floor(random() * pool.length), 1));
    }
    return some;
  });
  return Array.from(
    { length: most },
    (_, at) => drawn[at % forms.length]?.[Math.floor(at / forms.length)] ?? [],
  )
    .flat();
}

/** An argument is whatever stands there, but for functions and for texts and numbers that nothing tells. */
function formOf({ kind, text, isFlat, hasLiteral }: Site): Form | undefined {
  if (!isFlat || hasLiteral || text.includes("\n")) return undefined;
  if (kind === "argument") return "argument";
  if (NAME.test(text)) return "identifier";
  return MEMBER.test(text) ? "member" : undefined;
}
