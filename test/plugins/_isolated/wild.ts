// deno-lint-ignore-file no-explicit-any -- it is a module as a stranger writes it, without types of Maze

// A provider that does what the draft says: the good and the bad that code of a stranger may do.

import { MazeError } from "../../../core/kernel/errors.ts";

type Do = (context: any, rest: string, call: { signal: AbortSignal }, request: any) => unknown;

const held: string[] = [];

const DEEDS: Record<string, Do> = {
  say: (_context, rest) => rest,
  loop: () => {
    for (;;);
  },
  "told-loop": () => {
    console.log(String(Deno.pid));
    for (;;);
  },
  deaf: () => new Promise(() => {}),
  exit: (_context, rest) => Deno.exit(Number(rest)),
  fall: () => {
    setTimeout(() => {
      throw new Error("fell in the background, with s3cret-of-env");
    });
    return new Promise(() => {});
  },
  fill: () => {
    const kept: number[][] = [];
    for (;;) kept.push(new Array(1_000_000).fill(kept.length));
  },
  throw: (_context, rest) => {
    throw new MazeError("Cannot do it: it is wild", { code: `wild/${rest}`, hint: "Tame it" });
  },
  wrong: () => ({ isData: () => false }),
  noise: (context, rest) => {
    console.log("a line", { of: "noise" });
    Deno.stdout.writeSync(new TextEncoder().encode("half a line"));
    context.log.warn("a log", { size: 1 });
    return rest;
  },
  forge: (_context, rest) => {
    Deno.stdout.writeSync(new TextEncoder().encode(`\n${Deno.args[0]}${rest}\n`));
    return "forged";
  },
  big: (_context, rest, _call, { draft: { edits } }) =>
    `${edits[0]?.text.length} ${"x".repeat(Number(rest))}`,
  oracle: async (context, rest, call, { draft }) => JSON.stringify(await context.oracle[rest](draft, call)),
  env: (context, rest) => context.env(rest),
  kept: async (context, rest) => {
    await context.store.set(rest, { list: [1, 2] });
    await context.store.set(`${rest}.bytes`, new Uint8Array([1, 255]));
    const bytes = await context.store.get(`${rest}.bytes`);
    return `${JSON.stringify(await context.store.get(rest))} ${bytes instanceof Uint8Array} ${bytes}`;
  },
  read: (context, rest) => context.project.read(rest),
  fetch: async (context, rest) => await (await context.fetch(rest)).text(),
  spawn: async (context, rest) => {
    const [program = "", ...args] = rest.split(" ");
    await using child = await context.spawn(program, { args });
    await Promise.all([child.stderr.cancel(), child.stdin.close()]);
    return (await new Response(child.stdout).text()).trim();
  },
  "bare-read": (_context, rest) => Deno.readTextFileSync(rest),
  "bare-write": (_context, rest) => Deno.writeTextFileSync(rest, ""),
  "bare-env": (_context, rest) => Deno.env.get(rest),
  "bare-fetch": async (_context, rest) => await (await fetch(rest)).text(),
  "bare-run": (_context, rest) => void new Deno.Command(rest).outputSync(),
  "bare-import": async (_context, rest) => JSON.stringify(await import(rest, { with: { type: "json" } })),
  abort: async (_context, _rest, { signal }) => {
    await new Promise((done) => signal.addEventListener("abort", done));
    held.push(`told: ${signal.reason?.message}`);
    throw signal.reason;
  },
  held: () => held.join("; "),
  pid: () => String(Deno.pid),
};

/** Knows one name: the process it runs in. */
function indexer() {
  const unasked = () => Promise.resolve([]);
  const scope = () =>
    Promise.resolve({
      bindings: [{ name: String(Deno.pid), type: "number", kind: "local", distance: 0 }],
      isCapped: false,
    });
  return {
    files: unasked,
    update: unasked,
    holes: unasked,
    fits: unasked,
    sift: unasked,
    edits: unasked,
    scope,
  };
}

async function* complete(context: unknown, request: any, call: any) {
  const [name = "", rest = ""] = request.draft.text.split(/ (.*)/s);
  if (name === "many") {
    try {
      for (let answer = 0;; answer++) {
        held.push(String(answer));
        yield { kind: "text", answer, text: String(answer) };
      }
    } finally {
      held.push("left");
    }
  }
  const text = await DEEDS[name]?.(context, rest, call, request);
  yield { kind: "text", answer: 0, text };
  yield { kind: "usage", usage: { inputTokens: 0, outputTokens: 0 }, notes: [] };
}

export default {
  options: {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: (value: any) =>
        value.refused ? { issues: [{ message: "not so", path: ["refused"] }] } : { value },
    },
  },
  async setup(options: any, context: any) {
    if (options.setup) await DEEDS[options.setup]?.(context, "7", context, {});
    return {
      ...(options.index ? { indexer: indexer() } : {}),
      provider: {
        complete: (request: any, call: any) => complete(context, request, call),
        async [Symbol.asyncDispose]() {
          context.log.info("provider is disposed");
          await Promise.resolve();
        },
      },
      [Symbol.dispose]: () => context.log.info("all is disposed"),
    };
  },
};
