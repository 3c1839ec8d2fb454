/**
 * What every provider must do, as tests that a provider's own tests register.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { Chunk, CompletionRequest } from "../../core/code/completion.ts";
import { copyData } from "../../core/kernel/data.ts";
import type { Provider } from "../../core/kernel/hooks.ts";
import { abortedCall, callNow, settles } from "./calls.ts";

/** What a provider is tried on. */
export interface ProviderCase {
  /** Opens a provider for the test that makes a claim; disposed after it. */
  open(claim: string): Promise<{ readonly provider: Provider } & AsyncDisposable>;
  /** A request with at least one answer. */
  readonly request: CompletionRequest;
  /** False where the provider draws at random; true by default. */
  readonly isRepeatable?: boolean;
}

/** Registers the tests of one provider. */
export function providerContract(name: string, { open, request, isRepeatable = true }: ProviderCase): void {
  const test = (claim: string, body: (provider: Provider) => Promise<void>) =>
    Deno.test(`${name} ${claim}`, async () => {
      await using opened = await open(claim);
      await body(opened.provider);
    });
  const complete = (provider: Provider) => Array.fromAsync(provider.complete(request, callNow()));

  test("answers with data", async (provider) => {
    for (const chunk of await complete(provider)) assert.deepEqual(copyData(chunk, "chunk"), chunk);
  });

  if (isRepeatable) {
    test("answers the same twice", async (provider) => {
      assert.deepEqual(await complete(provider), await complete(provider));
    });
  }

  test("ends each answer once, after its text, and the request with one usage", async (provider) => {
    const chunks = await complete(provider);
    assert.deepEqual(chunks.flatMap((chunk, at) => chunk.kind === "usage" ? [at] : []), [chunks.length - 1]);
    const answers = Map.groupBy(chunks.filter(isPiece), ({ answer }) => answer);
    assert.ok(answers.size >= 1);
    for (const [answer, pieces] of answers) {
      assert.deepEqual(
        pieces.flatMap(({ kind }, at) => kind === "end" ? [at] : []),
        [pieces.length - 1],
        `answer ${answer} does not end once and last`,
      );
    }
  });

  test("numbers its answers from 0 and gives no more than were asked for", async (provider) => {
    const numbers = new Set((await complete(provider)).filter(isPiece).map(({ answer }) => answer));
    assert.deepEqual([...numbers].sort((a, b) => a - b), Array.from(numbers, (_, at) => at));
    assert.ok(numbers.size <= request.answers);
  });

  test("honours an abort before it begins", async (provider) => {
    await settles(Array.fromAsync(provider.complete(request, abortedCall())));
  });

  test("can be left after its first chunk", async (provider) => {
    for await (const _chunk of provider.complete(request, callNow())) break;
  });
}

type Piece = Exclude<Chunk, { readonly kind: "usage" }>;

function isPiece(chunk: Chunk): chunk is Piece {
  return chunk.kind !== "usage";
}
