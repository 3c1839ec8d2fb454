/**
 * Every shape of body that Maze's plugins can send: each plugin's plans over all combinations of what a request may hold.
 *
 * @module
 */

import type { CompletionRequest, Constraint, PluginContext } from "../../core/kernel/plugin.ts";
import { fimTokensOf } from "../../plugins/_chat/fim_families.ts";
import type { Ask, Kind, Seen } from "../../plugins/_openai_wire/kind.ts";
import { settled } from "../../plugins/_openai_wire/settled.ts";
import { openAiKind, type OpenAiSeen } from "../../plugins/openai/kind.ts";
import { options as openAiOptions } from "../../plugins/openai/options.ts";
import { quirksOf } from "../../plugins/openai/quirks.ts";
import { sglangKind } from "../../plugins/sglang/kind.ts";
import { options as sglangOptions } from "../../plugins/sglang/options.ts";
import { vllmKind } from "../../plugins/vllm/kind.ts";
import { options as vllmOptions } from "../../plugins/vllm/options.ts";
import type { RequestBody } from "../shapes/check.ts";
import type { Server } from "../shapes/environment.ts";

/** Whose bodies, and from whom. */
interface Source<S extends Seen> {
  readonly server: Server;
  readonly kind: Kind<S>;
  readonly seen: S;
}

/** Bodies of all requests, without those that a plugin refuses by name. */
export async function allBodies(): Promise<readonly RequestBody[]> {
  const bodies = await Promise.all([
    ...["gpt-4o", "gpt-5", "o3"].flatMap((model) =>
      (["chat", "responses"] as const).map((api) => bodiesOf(openAi(model, api)))
    ),
    ...[undefined, "qwen2.5-coder"].flatMap((fim) => [bodiesOf(vllm(fim)), bodiesOf(sglang(fim))]),
  ]);
  return bodies.flat();
}

const can = { continuation: "ids", infill: false, usage: true, counting: "server", logprobs: 20 } as const;

function openAi(model: string, api: OpenAiSeen["api"]): Source<OpenAiSeen> {
  const options = openAiOptions.parse({
    model,
    api,
    seed: 3,
    ...(quirksOf(model).isReasoning ? { effort: "low" } : {}),
  });
  const seen = { model, server: "OpenAI", quirks: quirksOf(model), api, can };
  return { server: "openai", kind: openAiKind(options, {} as PluginContext), seen };
}

function vllm(fim: string | undefined): Source<Seen> {
  const tokens = fim === undefined ? undefined : fimTokensOf(fim);
  const seen = {
    model: "m",
    server: "vLLM 0.32.0",
    version: "0.32.0",
    can,
    ...(tokens ? { fim: tokens } : {}),
  };
  return { server: "vllm", kind: vllmKind(vllmOptions.parse({})), seen };
}

function sglang(fim: string | undefined): Source<Seen> {
  const tokens = fim === undefined ? undefined : fimTokensOf(fim);
  const seen = { model: "m", server: "SGLang 0.5.23", can, ...(tokens ? { fim: tokens } : {}) };
  return { server: "sglang", kind: sglangKind(sglangOptions.parse({})), seen };
}

/** SGLang has one model for each pair of paths. */
const TWICE_NAMED: Readonly<Record<string, string>> = {
  "/tokenize": "/v1/tokenize",
  "/detokenize": "/v1/detokenize",
};
const DRAWN = { temperature: 0.8 };
/** What a server may answer on the way: an ordinary chat, and one whose template begins thinking. */
const RENDERED = ["assistant\n", "assistant\n<think>\n"];

async function bodiesOf<S extends Seen>({ server, kind, seen }: Source<S>): Promise<readonly RequestBody[]> {
  const found = new Map<string, RequestBody>();
  const add = (endpoint: string, body: object) => {
    const one = {
      server,
      endpoint: server === "sglang" ? TWICE_NAMED[endpoint] ?? endpoint : endpoint,
      body,
    };
    found.set(JSON.stringify({ ...one, body: { ...body, rid: "" } }), one);
  };
  for (const rendered of RENDERED) {
    const ask: Ask = (path, body) => {
      add(path, body);
      return Promise.resolve({ tokens: [1, 2], token_strs: [rendered], text: rendered, prompt: rendered });
    };
    for (const request of requests()) {
      const plan = await kind.plan(settled(request, DRAWN), seen, ask).catch(refused);
      for (const body of plan?.bodies ?? []) {
        add(plan?.path ?? "", body);
        if (plan?.answerAfter) add(plan.path, plan.answerAfter({ text: "hm", ids: [3], tokens: 1 }, body));
      }
    }
    await kind.count?.(["a text"], seen, ask);
  }
  if (server === "sglang") add("/abort_request", { rid: "r" });
  return [...found.values()];
}

/** What a plugin has no word for is never sent. */
function refused(error: unknown): undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "provider/constraint" || code.startsWith("constraint/")) return undefined;
  throw error;
}

const schema = {
  type: "object",
  properties: { a: { type: "integer" } },
  required: ["a"],
  additionalProperties: false,
};
const must = { strength: "must", reason: "a number" } as const;
const CONSTRAINTS: readonly (Constraint | undefined)[] = [
  undefined,
  { kind: "choice", options: ["a", "b"], ...must },
  { kind: "choice", options: ["a\nb", '"'], ...must },
  { kind: "regex", pattern: "[0-9]{1,3}", ...must },
  { kind: "schema", schema, ...must },
  { kind: "grammar", dialect: "lark", text: 'start: "a"', ...must },
  { kind: "grammar", dialect: "ebnf", text: 'root ::= "a"', ...must },
  { kind: "grammar", dialect: "gbnf", text: 'root ::= "a"', ...must },
];

function* requests(): Generator<CompletionRequest> {
  for (const constraint of CONSTRAINTS) {
    for (const answers of [1, 3]) {
      for (
        const sampling of [{ maxTokens: 9 }, {
          maxTokens: 9,
          temperature: 0,
          seed: 1,
          stop: ["\n\n", ";"],
          logprobs: 5,
        }]
      ) {
        for (const text of ["", "1 + "]) {
          for (const written of [undefined, { ids: [1, 2, 3], text: "1 + " }]) {
            yield {
              draft: { hole: HOLE, text, edits: [] },
              scope: { bindings: [], isCapped: false },
              prompt: {
                instruction: ["Write one expression."],
                context: [],
                before: "const a = ",
                after: ";\n",
              },
              ...{ sampling, answers, budgetMs: 1000 },
              ...(constraint ? { constraint } : {}),
              ...(written ? { written } : {}),
            };
          }
        }
      }
    }
  }
}

const HOLE: CompletionRequest["draft"]["hole"] = {
  ...{ id: "a.ts:1:1", file: "a.ts", span: { start: 0, end: 0 }, snapshot: "0123456789abcdef" },
  ...{ language: "typescript", kind: "expression", intent: "a sum", examples: [] },
};
