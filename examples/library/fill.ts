// Fills the holes of a project from a program, shows each, and writes what was filled.
//
//     deno run -A examples/library/fill.ts FOLDER

import { createMaze } from "@maze/maze";
import examples from "@maze/maze/examples";
import synth from "@maze/maze/synth";
import typescript from "@maze/maze/typescript";

const plugins = [typescript, examples, synth].map((plugin) => ({ plugin }));
await using maze = await createMaze({ root: Deno.args[0] ?? ".", plugins });
for await (const { hole, filled, candidates } of maze.fill()) console.log(hole.id, filled, candidates[0]?.text);
console.log("written:", ...await maze.write());
