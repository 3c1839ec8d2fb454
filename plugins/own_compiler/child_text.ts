/**
 * The text of the module that runs beside Maze and asks the project's own TypeScript.
 *
 * @module
 */

import {
  changed,
  dependents,
  faultOf,
  faults,
  isEverywhere,
  judge,
  lookBy,
  ownersOf,
  reach,
  shown,
  shownBefore,
  standing,
  withReferences,
  words,
} from "./inside/look.ts";
import { answer, opened, say, serve } from "./inside/serve.ts";
import { hostOf, namesOf, openShop, reachable, serviceOf, versionOf } from "./inside/service.ts";

/** Every function that the child needs: they call one another by name. */
const FUNCTIONS = [
  answer,
  changed,
  dependents,
  faultOf,
  faults,
  hostOf,
  isEverywhere,
  judge,
  lookBy,
  namesOf,
  opened,
  openShop,
  ownersOf,
  reach,
  reachable,
  say,
  serve,
  serviceOf,
  shown,
  shownBefore,
  standing,
  versionOf,
  withReferences,
  words,
];

/**
 * A module that loads a `typescript` package and serves.
 *
 * @param folder Absolute path of the package.
 */
export function childText(folder: string): string {
  return [
    'import { createRequire } from "node:module";',
    ...FUNCTIONS.map(String),
    // The slash keeps what lies beside the folder, which may not be read, from being looked for.
    `await serve(() => createRequire(import.meta.url)(${JSON.stringify(`${folder}/`)}));`,
    "",
  ].join("\n");
}
