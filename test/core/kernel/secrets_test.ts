import assert from "node:assert/strict";
import { z } from "zod";
import { MazeError } from "../../../core/kernel/errors.ts";
import { LoadError } from "../../../core/kernel/load.ts";
import { definePlugin } from "../../../core/kernel/plugin.ts";
import { Secrets } from "../../../core/kernel/secrets.ts";
import { all, entryOf, head, kernelOf, plugin, request } from "./toy.ts";

const KEY = "sk-0123456789abcdef";
const VARIABLE = "MAZE_TEST_SECRET";

async function withVariable(work: () => Promise<void>): Promise<void> {
  Deno.env.set(VARIABLE, KEY);
  try {
    await work();
  } finally {
    Deno.env.delete(VARIABLE);
  }
}

/** What was thrown, as far as people get to read it. */
async function shownOf(work: Promise<unknown>): Promise<{ readonly error: unknown; readonly text: string }> {
  const error: unknown = await work.then(() => undefined, (error) => error);
  const texts = (thrown: unknown): string[] =>
    thrown instanceof Error
      ? [String(thrown), thrown.stack ?? "", String(Reflect.get(thrown, "hint")), ...texts(thrown.cause)]
      : [String(thrown)];
  return { error, text: texts(error).join("\n") };
}

for (
  const [what, fault] of [
    ["an error", new Error(`401 for ${KEY}`, { cause: new Error(`GET /?key=${KEY}`) })],
    ["a text", `401 for ${KEY}`],
    ["a MazeError", new MazeError(`Cannot log in: ${KEY}`, { code: "acme/login", hint: `Renew ${KEY}` })],
    ["a DOMException", new DOMException(`401 for ${KEY}`)],
  ] as const
) {
  Deno.test(`ask() takes a secret that a plugin has read out of ${what} that it throws`, () =>
    withVariable(async () => {
      const leaky = plugin("leaky", ["provider"], (_options, context) => ({
        provider: {
          // deno-lint-ignore require-yield -- it fails before its first word
          async *complete() {
            await context.env(VARIABLE);
            throw fault;
          },
        },
      }), { permissions: { env: [VARIABLE] } });
      await using kernel = await kernelOf([entryOf(leaky)]);
      const { error, text } = await shownOf(all(kernel.ask("provider.complete", [request])));
      assert.ok(error instanceof MazeError);
      assert.equal(error.plugin, "leaky");
      assert.match(text, /\[redacted\]/);
      assert.ok(!text.includes(KEY), text);
    }));
}

Deno.test("createKernel() takes a secret out of what a setup throws", () =>
  withVariable(async () => {
    const leaky = plugin("leaky", ["integration"], async (_options, context) => {
      throw new Error(`no server takes ${await context.env(VARIABLE)}`);
    }, { permissions: { env: [VARIABLE] } });
    const { error, text } = await shownOf(kernelOf([entryOf(leaky)]));
    assert.ok(error instanceof LoadError);
    assert.match(error.message, /no server takes \[redacted\]/);
    assert.ok(!`${text}${JSON.stringify(error.faults)}`.includes(KEY), text);
  }));

Deno.test("createKernel() knows the values of the variables that options ending in Env name", () =>
  withVariable(async () => {
    const named = definePlugin({
      manifest: head("named", ["integration"]),
      options: z.strictObject({
        apiKeyEnv: z.string().default(VARIABLE),
        servers: z.array(z.strictObject({ passwordEnv: z.string() })).default([]),
      }),
      setup: () => ({ integration: {} }),
    });
    await using kernel = await kernelOf([entryOf(named)]);
    assert.equal(kernel.steps.secrets.redactText(`Bearer ${KEY}`), "Bearer [redacted]");
    Deno.env.set(`${VARIABLE}_2`, "hunter2-hunter2");
    try {
      await using deep = await kernelOf([entryOf(named, { servers: [{ passwordEnv: `${VARIABLE}_2` }] })]);
      assert.equal(deep.steps.secrets.redactText("it is hunter2-hunter2"), "it is [redacted]");
    } finally {
      Deno.env.delete(`${VARIABLE}_2`);
    }
  }));

Deno.test("addNamed() lets be what names no variable", () => {
  const secrets = new Secrets();
  for (const odd of ["", "NO SUCH", "A=B", "MAZE_TEST_UNSET"]) secrets.addNamed({ keyEnv: odd });
  secrets.addNamed({ path: "PATH", keyEnv: 1, list: [null] });
  assert.equal(secrets.redactText(Deno.env.get("PATH") ?? ""), Deno.env.get("PATH") ?? "");
});

Deno.test("redactThrown() gives back what holds no secret, and a copy of the same class otherwise", () => {
  const secrets = new Secrets();
  const clean = new RangeError("too far", { cause: [1] });
  assert.equal(secrets.redactThrown(clean), clean);
  secrets.add(KEY);
  assert.equal(secrets.redactThrown(clean), clean);
  const parts = new AggregateError([clean, new RangeError(KEY)], "two");
  const told = secrets.redactThrown(parts);
  assert.ok(told instanceof AggregateError && told !== parts);
  assert.equal(told.errors[0], clean);
  assert.ok(told.errors[1] instanceof RangeError);
  assert.equal(told.errors[1].message, "[redacted]");
  const cycle = new Error(KEY);
  cycle.cause = cycle;
  assert.equal(Reflect.get(Object(secrets.redactThrown(cycle)), "message"), "[redacted]");
});

Deno.test("redact() knows the names of secrets", () => {
  const secrets = new Secrets();
  const names = ["apiKey", "token", "clientSecret", "password", "passphrase", "credentials", "Set-Cookie"];
  for (const name of [...names, "Authorization"]) {
    assert.deepEqual(secrets.redact({ [name]: "a" }), { [name]: "[redacted]" }, name);
  }
});
