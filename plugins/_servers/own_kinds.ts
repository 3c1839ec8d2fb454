/**
 * The servers that have a plugin of their own: how they call themselves, and where they tell their version.
 *
 * @see shapes at vllm-project/vllm `017e9f4448`, sgl-project/sglang `8905cbd42f` and ggml-org/llama.cpp `3f545becc`
 * (August 2026); llama.cpp's were seen too, at b1-0c1e570
 *
 * @module
 */

import { type Answer, ask, type Asking } from "./ask.ts";
import { fieldsOf, isCount, type ModelList, plainText } from "./models.ts";
import type { Described, ServedModel } from "./server.ts";

/** A kind with a plugin of its own. */
export type OwnKind = Exclude<Described["kind"], "openai">;

/** What tells of one kind. */
interface KindFacts {
  readonly name: string;
  /** `owned_by` of its models. */
  readonly owner: string;
  /** Routes that tell the version, newest first. SGLang's `/health` is none: it generates a token. */
  readonly versionPaths: readonly string[];
  /** The member that holds it. */
  readonly versionKey: string;
}

/** By plugin. */
export const OWN_KINDS: Readonly<Record<OwnKind, KindFacts>> = {
  llama_cpp: { name: "llama.cpp", owner: "llamacpp", versionPaths: ["/props"], versionKey: "build_info" },
  vllm: { name: "vLLM", owner: "vllm", versionPaths: ["/version"], versionKey: "version" },
  sglang: {
    ...{ name: "SGLang", owner: "sglang", versionKey: "version" },
    versionPaths: ["/server_info", "/get_server_info"],
  },
};

/** The kind that an owner of models stands for. */
export function ownKindOf(owner: string | undefined): OwnKind | undefined {
  const kinds: readonly OwnKind[] = ["llama_cpp", "vllm", "sglang"];
  return kinds.find((kind) => OWN_KINDS[kind].owner === owner);
}

/** Asks a server of a known kind for its version. */
export async function describeOwn(
  kind: OwnKind,
  models: ModelList["models"],
  at: { readonly base: string; readonly asking: Asking },
): Promise<Described> {
  const { name, versionPaths, versionKey } = OWN_KINDS[kind];
  for (const path of versionPaths) {
    const told = await ask(at.base + path, at.asking);
    if (told.state !== "answer" || told.status !== 200) continue;
    const version = plainText(fieldsOf(told.body)[versionKey]);
    const known = withSlotContext(models, told);
    return { kind, name, ...version !== undefined && { version }, models: known, state: "ready" };
  }
  return { kind, name, models, state: "ready" };
}

/** Older llama.cpp tells the context of a slot in `/props` alone; with several models that is no model's. */
function withSlotContext(models: readonly ServedModel[], { body }: Answer): readonly ServedModel[] {
  const [only, ...others] = models;
  const contextTokens = fieldsOf(fieldsOf(body).default_generation_settings).n_ctx;
  if (only === undefined || others.length > 0 || !isCount(contextTokens)) return models;
  return [{ contextTokens, ...only }];
}
