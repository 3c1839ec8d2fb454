/**
 * node-llama-cpp has 720 MB. In the lock file it would be fetched by everyone who runs anything of Maze, and a literal
 * import would fetch it for everyone who lists a plugin.
 *
 * @module
 */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const LOCK = new URL("../../../deno.lock", import.meta.url);

async function deno(...args: readonly string[]): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), { args: [...args], cwd: ROOT, env: { NO_COLOR: "1" } });
  return new TextDecoder().decode((await command.output()).stdout);
}

Deno.test("deno.lock does not name node-llama-cpp", async () => {
  assert.doesNotMatch(await Deno.readTextFile(LOCK), /llama-cpp/);
});

Deno.test("importing llama_local fetches nothing of node-llama-cpp", async () => {
  const graph = await deno("info", "--json", "--frozen", "plugins/llama_local/mod.ts");
  assert.match(graph, /plugins\/llama_local\/library\.ts/);
  assert.doesNotMatch(graph, /npm:\/?node-llama-cpp|node-llama-cpp@/);
});

Deno.test("llama_local says what to do where its library can not be loaded, and writes it into no lock file", async () => {
  const before = await Deno.readTextFile(LOCK);
  const script = fileURLToPath(new URL("./without_library.ts", import.meta.url));
  const { code, message, hint } = JSON.parse(await deno("run", "-A", "--frozen", "--no-check", script));
  assert.equal(code, "model/library");
  assert.match(message, /^Cannot load node-llama-cpp 3\.20\.0: .+$/);
  assert.match(hint, /--no-lock/);
  assert.equal(await Deno.readTextFile(LOCK), before);
});
