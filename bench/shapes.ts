/**
 * Whether the request models of OpenAI's, vLLM's and SGLang's own packages tell sound bodies from mistaken ones. The
 * packages are downloaded on the first run.
 *
 * @module
 */

import { figure, report } from "./report.ts";
import { type Case, casesOf } from "./shapes/cases.ts";
import { checkShapes } from "./shapes/check.ts";
import { obtainModels } from "./shapes/environment.ts";

const SERVERS = ["openai", "vllm", "sglang"] as const;
const RUNS = 3;

/** Runs the bench. */
export async function main(args: readonly string[]): Promise<void> {
  await obtainModels(SERVERS);
  const figures = [];
  for (const server of SERVERS) {
    const cases = casesOf[server];
    const [took, right]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      const from = performance.now();
      const verdicts = await checkShapes(cases);
      took.push(performance.now() - from);
      right.push(cases.filter((each, at) => verdicts[at]?.ok === isSound(each)).length / cases.length);
    }
    figures.push(
      figure(
        { name: `${server}.bodies told right`, unit: "share", lower_is_better: false, target: 1 },
        right,
      ),
      figure({ name: `${server}.check of ${cases.length} bodies`, unit: "ms", lower_is_better: true }, took),
    );
  }
  report("shapes", figures, args.includes("--json"));
}

function isSound({ ignored, refusal }: Case): boolean {
  return ignored.length === 0 && refusal === undefined;
}
