/**
 * What an isolated plugin's process starts with. It holds no code of the plugin, which is imported by a computed
 * specifier: what an entry imports itself is loaded without asking for permission.
 *
 * @module
 */

import { markedLines } from "../../_process/marked_lines.ts";
import { framed, MAX_LINE_BYTES } from "../wire.ts";
import { watchParent } from "./lifeline.ts";
import { Resident } from "./resident.ts";

const [marker = "", parent = ""] = Deno.args;
watchParent(Number(parent));
const { stdout } = Deno;
const write = stdout.writeSync.bind(stdout);
const resident = new Resident((message) => {
  for (let bytes = framed(marker, message); bytes.length > 0;) bytes = bytes.subarray(write(bytes));
}, () => Deno.exit());
for await (const line of markedLines(Deno.stdin.readable, marker, MAX_LINE_BYTES)) resident.peer.take(line);
Deno.exit(); // Maze is gone
