/**
 * Runs beside Maze: orders come in and replies go out, one line of JSON each.
 *
 * @module
 */

import type { Api } from "./api.ts";
import { judge, type Order } from "./look.ts";
import { openShop, type Shop } from "./service.ts";

/** Says which version was loaded, or why none was, then answers until standard input ends. */
export async function serve(load: () => Api): Promise<void> {
  const shop = opened(load);
  if (!shop) return;
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of Deno.stdin.readable) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) answer(shop, JSON.parse(line));
  }
}

/** Loads the compiler. */
export function opened(load: () => Api): Shop | undefined {
  try {
    const shop = openShop(load());
    say({ version: shop.ts.version });
    return shop;
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

/** Answers one order. */
export function answer(shop: Shop, order: Order): void {
  try {
    say(judge(shop, order));
  } catch (error) {
    // The compiler failed inside: its programs can not be trusted any more.
    shop.services.clear();
    say({ id: order.id, error: error instanceof Error ? error.message : String(error) });
  }
}

/** Writes one line. */
export function say(value: unknown): void {
  const bytes = new TextEncoder().encode(`${JSON.stringify(value)}\n`);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}
