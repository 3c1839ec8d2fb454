/**
 * Servers with routes like OpenAI's that have no plugin of their own: what they are called, for people.
 *
 * @see ollama/ollama:openai/openai.go; huggingface/text-generation-inference:router/src/server.rs;
 * https://lmstudio.ai/docs/developer/rest; LostRuins/koboldcpp:koboldcpp.py;
 * oobabooga/text-generation-webui:extensions/openai/script.py; janhq/jan:src-tauri/src/core/server/proxy.rs. Read, not run
 *
 * @module
 */

import { ask, type Asking } from "./ask.ts";
import { contextOf, fieldsOf, type ModelList, plainText } from "./models.ts";
import type { Described, ServedModel } from "./server.ts";

/** What a route of a server gave away. */
interface Told {
  readonly version?: string | undefined;
  /** The models once more, with more said about them. */
  readonly models?: readonly unknown[];
}

/** How one product is known. */
interface Product {
  readonly name: string;
  readonly path: string;
  /** @returns `undefined` where the answer is not this product's. */
  read(body: unknown): Told | undefined;
}

/** In order: KoboldCpp has Ollama's routes too. */
const PRODUCTS: readonly Product[] = [
  {
    name: "KoboldCpp",
    path: "/api/extra/version",
    read: (body) => fieldsOf(body).result === "KoboldCpp" ? { version: versionIn(body) } : undefined,
  },
  {
    name: "LM Studio",
    path: "/api/v0/models",
    read(body) {
      const { data } = fieldsOf(body);
      return Array.isArray(data) ? { models: data } : undefined;
    },
  },
  {
    name: "Text Generation Inference",
    path: "/info",
    read: (body) =>
      plainText(fieldsOf(body).model_id) === undefined ? undefined : { version: versionIn(body) },
  },
  {
    name: "text-generation-webui",
    path: "/v1/internal/model/info",
    read: (body) => "lora_names" in fieldsOf(body) ? {} : undefined,
  },
  {
    name: "Jan",
    path: "/openapi.json",
    read: (body) => /^Jan\b/.test(plainText(fieldsOf(fieldsOf(body).info).title) ?? "") ? {} : undefined,
  },
  {
    name: "Ollama",
    path: "/api/version",
    read(body) {
      const version = versionIn(body);
      return version === undefined ? undefined : { version };
    },
  },
];

/** What a server is called that says nothing of itself. */
export const NAMELESS = "OpenAI-compatible server";

/** Asks for all marks at once; the first that is there names the server. */
export async function describeOther(
  models: ModelList["models"],
  { base, asking }: { readonly base: string; readonly asking: Asking },
): Promise<Described> {
  const told = await Promise.all(PRODUCTS.map(async ({ name, path, read }) => {
    const answer = await ask(base + path, asking);
    const said = answer.state === "answer" && answer.status === 200 ? read(answer.body) : undefined;
    return said && { name, ...said };
  }));
  const { name = NAMELESS, version, models: more = [] } = told.find((each) => each !== undefined) ?? {};
  const described = models.map((model) => withContext(model, more));
  return { kind: "openai", name, ...version !== undefined && { version }, models: described, state: "ready" };
}

function withContext(model: ServedModel, more: readonly unknown[]): ServedModel {
  const entry = more.map(fieldsOf).find(({ id }) => id === model.id);
  const contextTokens = entry && contextOf(entry);
  return contextTokens === undefined ? model : { contextTokens, ...model };
}

function versionIn(body: unknown): string | undefined {
  return plainText(fieldsOf(body).version);
}
