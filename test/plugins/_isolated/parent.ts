// Maze as a process of its own, with an isolated plugin that does what the argument says and tells its process id.

import { openWild } from "./opened.ts";

const wild = await openWild();
console.log(await wild.say("pid"));
await wild.say(Deno.args[0] ?? "deaf");
