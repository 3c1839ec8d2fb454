/**
 * The texts of a search's own modules: what starts the child, and the hole's module with a probe in the hole.
 *
 * @module
 */

import type { Draft } from "../../../core/code/hole.ts";
import { applyEdits } from "../../../core/code/text.ts";
import { TABLE } from "../child_text.ts";
import { withTable } from "../table.ts";
import * as arrows from "./inside/arrows.ts";
import * as best from "./inside/best.ts";
import * as borders from "./inside/borders.ts";
import * as builtIns from "./inside/built_ins.ts";
import * as callForm from "./inside/call_form.ts";
import * as calls from "./inside/calls.ts";
import * as chain from "./inside/chain.ts";
import * as collections from "./inside/collections.ts";
import * as constants from "./inside/constants.ts";
import * as fold from "./inside/fold.ts";
import * as goal from "./inside/goal.ts";
import * as guard from "./inside/guard.ts";
import * as listMethods from "./inside/list_methods.ts";
import * as main from "./inside/main.ts";
import * as math from "./inside/math.ts";
import * as members from "./inside/members.ts";
import * as numbers from "./inside/numbers.ts";
import * as operator from "./inside/operator.ts";
import * as operators from "./inside/operators.ts";
import * as patterns from "./inside/patterns.ts";
import * as pipeline from "./inside/pipeline.ts";
import * as plays from "./inside/plays.ts";
import * as probe from "./inside/probe.ts";
import * as readBits from "./inside/read_bits.ts";
import * as records from "./inside/records.ts";
import * as rowSet from "./inside/row_set.ts";
import * as search from "./inside/search.ts";
import * as signs from "./inside/signs.ts";
import * as solution from "./inside/solution.ts";
import * as space from "./inside/space.ts";
import * as tally from "./inside/tally.ts";
import * as telling from "./inside/telling.ts";
import * as templates from "./inside/templates.ts";
import * as textMethods from "./inside/text_methods.ts";
import * as tree from "./inside/tree.ts";
import * as tuples from "./inside/tuples.ts";
import * as values from "./inside/values.ts";
import * as waiting from "./inside/waiting.ts";
import { type Surroundings, surroundingsOf } from "./surroundings.ts";

/** The function that stands in the hole; no program uses this name. */
const PROBE = "$mazeProbe";

/** All functions and classes of the child's own modules. */
const CARRIED = [
  values,
  waiting,
  operator,
  callForm,
  signs,
  math,
  textMethods,
  listMethods,
  collections,
  members,
  builtIns,
  operators,
  readBits,
  rowSet,
  space,
  solution,
  constants,
  numbers,
  borders,
  templates,
  records,
  tuples,
  patterns,
  goal,
  arrows,
  chain,
  pipeline,
  best,
  tally,
  fold,
  tree,
  guard,
  telling,
  calls,
  plays,
  search,
  probe,
  main,
].flatMap(Object.values);

/**
 * A module that searches in the module given.
 *
 * @param path Beside the module, `./` left out.
 */
export function searchText(path: string): string {
  const load = `() => import(${JSON.stringify(`./${path}`)})`;
  return `${CARRIED.join("\n")}\nawait main(${load}, ${JSON.stringify(TABLE)}, ${JSON.stringify(PROBE)});\n`;
}

/** The hole's module with a probe in the hole, and what stands around it. */
export interface Probed extends Surroundings {
  readonly text: string;
}

/**
 * The hole's module, where the hole tells the values of names, and the calls run among its names.
 *
 * @returns `undefined` where the text is no program.
 */
export function probed(
  { hole, edits }: Draft,
  fileText: string,
  names: readonly string[],
  calls: readonly string[],
): Probed | undefined {
  const list = names.map((name) => `() => ${name}`).join(", ");
  const probe = `${PROBE}([${list}])`;
  const text = hole.kind === "expression" ? `(${probe})` : ` return ${probe}; `;
  const own = edits.filter(({ file }) => file === hole.file);
  const whole = applyEdits(fileText, [...own, { file: hole.file, span: hole.span, text }]);
  const around = surroundingsOf(hole.file, whole, PROBE);
  return around && { ...around, text: withTable(hole.file, whole, calls.map(functionText)) };
}

/** What need not wait does not: a value in the hole is tried many thousand times. */
function functionText(expression: string): string {
  return `${/\bawait\b/.test(expression) ? "async " : ""}() => (${expression}\n)`;
}
