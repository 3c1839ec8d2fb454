/** A process of its own that writes in a project, and dies or waits at a step when told to. */

import process from "node:process";
import { MazeError } from "../../../core/kernel/errors.ts";
import { Workspace } from "../../../core/write/workspace.ts";
import { recover, type SettleOptions, undo, writeChange } from "../../../core/write/write.ts";
import { changeTo } from "./project.ts";

/** What the process is to do. */
export interface Order {
  readonly root: string;
  readonly does: "write" | "undo" | "recover" | "write for ever" | "look";
  /** File and text; `write for ever` gives the texts in turn, 200,000 times over, each to all files. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Kills itself, as `kill -9` does, at this step, counted from 1. */
  readonly dieAt?: number;
  /** Waits at the first step of this name until its standard input ends. */
  readonly waitAt?: string;
  /** Gives up root for this user first. */
  readonly uid?: number;
}

const line = new TextEncoder();
const say = (text: string) => Deno.stdout.writeSync(line.encode(`${text}\n`));

async function run(order: Order): Promise<void> {
  let steps = 0;
  let hasWaited = false;
  const options = {
    onMessage: (message: string) => say(`message ${message}`),
    onStep: async (step: string) => {
      say(step);
      if (++steps === order.dieAt) Deno.kill(Deno.pid, "SIGKILL");
      if (step !== order.waitAt || hasWaited) return;
      hasWaited = true;
      await new Response(Deno.stdin.readable).text();
    },
  };
  if (order.uid !== undefined) process.setuid?.(order.uid);
  if (order.does === "undo") await undo(order.root, options);
  if (order.does === "recover") await recover(order.root, options);
  if (order.does === "look") await look(order);
  if (order.does === "write") await write(order, order.texts ?? {}, options);
  // Every file gets the first text, then every file the second: a mixture shows a write that was not whole.
  const files = Object.keys(order.texts ?? {});
  while (order.does === "write for ever") {
    for (const text of Object.values(order.texts ?? {})) {
      await write(order, Object.fromEntries(files.map((file) => [file, text.repeat(200_000)])), options);
    }
  }
}

/** Says of each file whether it can be read. */
async function look({ root, texts = {} }: Order): Promise<void> {
  const workspace = await Workspace.open(root);
  for (const file of Object.keys(texts)) {
    say(`${file} ${(await workspace.unreadable(file))?.code ?? "can be read"}`);
  }
}

async function write({ root }: Order, texts: Readonly<Record<string, string>>, options: SettleOptions) {
  const { change, hashes } = await changeTo(root, texts);
  await writeChange(root, change, { ...options, hashes });
}

if (import.meta.main) {
  try {
    await run(JSON.parse(Deno.args[0] ?? ""));
    say("end");
  } catch (error) {
    if (!(error instanceof MazeError)) throw error;
    say(`error ${error.code} ${error.message}`);
  }
}
