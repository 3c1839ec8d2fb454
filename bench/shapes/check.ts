/**
 * Whether request bodies have the shape that a server's own project declares. Model servers pass over keys that they do
 * not know, so a wrong name costs no error but the effect: this says which keys would be passed over.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { obtainModels, type Server } from "./environment.ts";

/** A body as a provider would send it. */
export interface RequestBody {
  /** Whose request model it should fit. */
  readonly server: Server;
  /** Path on the server, such as `/v1/completions`. */
  readonly endpoint: string;
  /** JSON. */
  readonly body: unknown;
}

/** What a server would make of a body. */
export interface ShapeVerdict {
  /** Nothing refused, nothing ignored. */
  readonly ok: boolean;
  /** Why the server's own model refuses the body, in its words. */
  readonly errors: readonly string[];
  /** Paths of keys that the model does not declare: `structured_outputs.regexp`, `messages[0].contnt`. */
  readonly ignored: readonly string[];
}

const SCRIPT = fileURLToPath(new URL("./check.py", import.meta.url));

/**
 * Checks bodies against the request models of the PyPI packages `openai`, `vllm` and `sglang`, at the versions in
 * `environment.ts`. A schema or grammar inside a body is not compiled, and what a server finds out later (an unknown
 * model, a prompt too long) is not seen.
 *
 * @example
 * ```ts ignore
 * const body = { prompt: "a", guided_json: {} };
 * const [verdict] = await checkShapes([{ server: "vllm", endpoint: "/v1/completions", body }]);
 * assert.deepEqual(verdict, { ok: false, errors: [], ignored: ["guided_json"] });
 * ```
 *
 * @returns One verdict for each body, in their order.
 * @throws {Error} If the models can not be obtained or read.
 */
export async function checkShapes(bodies: readonly RequestBody[]): Promise<readonly ShapeVerdict[]> {
  const { python, wheels } = await obtainModels([...new Set(bodies.map((body) => body.server))]);
  const child = new Deno.Command(python, {
    args: [SCRIPT, wheels],
    env: { PYTHONDONTWRITEBYTECODE: "1" },
    ...{ stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  const lines = bodies.map((body) => JSON.stringify(body) + "\n").join("");
  const [output] = await Promise.all([child.output(), new Blob([lines]).stream().pipeTo(child.stdin)]);
  const decoder = new TextDecoder();
  if (!output.success) throw new Error(`Cannot check request bodies: ${decoder.decode(output.stderr)}`);
  return decoder.decode(output.stdout).split("\n").filter(Boolean).map((line) => JSON.parse(line));
}
