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

/** Draws up to `most` sites, as many of each form as there are; the same ones for the same project. */
export function drawSites(project: BenchProject, most: number): CutSite[] {
  const random = seeded(SEED);
  const all = project.files.flatMap((file) => sitesOf(file, project.text(file), MAX_NODES)).flatMap(
    (site) => {
      const form = formOf(site);
      return form ? [{ ...site, form }] : [];
    },
  );
  return forms.flatMap((form, at) => {
    const pool = all.filter((site) => site.form === form);
    const wanted = Math.floor(most / forms.length) + (at < most % forms.length ? 1 : 0);
    const drawn: CutSite[] = [];
    while (drawn.length < wanted && pool.length > 0) {
      drawn.push(...pool.splice(Math.floor(random() * pool.length), 1));
    }
    return drawn;
  });
}

/** An argument is whatever stands there, but for functions and for texts and numbers that nothing tells. */
function formOf({ kind, text, isFlat, hasLiteral }: Site): Form | undefined {
  if (!isFlat || hasLiteral || text.includes("\n")) return undefined;
  if (kind === "argument") return "argument";
  if (NAME.test(text)) return "identifier";
  return MEMBER.test(text) ? "member" : undefined;
}
