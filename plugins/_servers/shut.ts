/**
 * Servers that do not list their models: what they are called before they let anybody in.
 *
 * @module
 */

import { type Answer, ask, type Asking } from "./ask.ts";
import { fieldsOf, plainText } from "./models.ts";
import { NAMELESS } from "./other_kinds.ts";
import { OWN_KINDS, type OwnKind } from "./own_kinds.ts";
import type { Described } from "./server.ts";

/**
 * Reads the refusal of a list of models.
 *
 * @returns `undefined` where it may as well be that of another program.
 */
export async function describeShut(
  answer: Answer,
  at: { readonly base: string; readonly asking: Asking },
): Promise<Described | undefined> {
  if (answer.status === 503) return isLlama(answer) ? shut("llama_cpp", "loading") : undefined;
  if (answer.status !== 401) return undefined;
  if (isLlama(answer)) return shut("llama_cpp", "locked");
  if (isUvicorn(answer)) return await lockedUvicorn(at);
  if (!isOpenAiError(answer)) return undefined;
  return { kind: "openai", name: NAMELESS, models: [], state: "locked" };
}

/** It names itself in a header, whatever the answer. */
function isLlama({ server }: Answer): boolean {
  return server === "llama.cpp";
}

/** vLLM and SGLang say no more than this; other programs say it too, but few of them in Python. */
function isUvicorn({ server, body }: Answer): boolean {
  const fields = fieldsOf(body);
  return server === "uvicorn" && fields.error === "Unauthorized" && Object.keys(fields).length === 1;
}

/** vLLM guards `/v1` alone and tells its version to everybody, SGLang guards all but its health. */
async function lockedUvicorn(
  { base, asking }: { readonly base: string; readonly asking: Asking },
): Promise<Described | undefined> {
  const answer = await ask(`${base}/version`, asking);
  if (answer.state !== "answer") return undefined;
  const version = answer.status === 200 ? plainText(fieldsOf(answer.body).version) : undefined;
  if (version !== undefined) return { ...shut("vllm", "locked"), version };
  return answer.status === 401 && isUvicorn(answer) ? shut("sglang", "locked") : undefined;
}

/** `{"error": {"message", "type", "code" or "param"}}`: other programs seldom have all three. */
function isOpenAiError({ body }: Answer): boolean {
  const error = fieldsOf(fieldsOf(body).error);
  return typeof error.message === "string" && typeof error.type === "string" &&
    ("code" in error || "param" in error);
}

function shut(kind: OwnKind, state: "loading" | "locked"): Described {
  return { kind, name: OWN_KINDS[kind].name, models: [], state };
}
