// Writes new code from words with a model behind a server that speaks OpenAI's API, shows it, and writes it.
//
//     deno run -A examples/library/generate.ts FOLDER SERVER INTENT [FILE]

import { createMaze } from "@maze/maze";
import examples from "@maze/maze/examples";
import openai from "@maze/maze/openai";
import typescript from "@maze/maze/typescript";

const [root = ".", baseUrl = "http://127.0.0.1:8080", intent = "", into] = Deno.args;
const plugins = [{ plugin: typescript }, { plugin: examples }, { plugin: openai, options: { baseUrl, samples: 1 } }];
await using maze = await createMaze({ root, plugins });
const wish = { intent, examples: ["slug('A b') => 'a-b'"], ...(into === undefined ? {} : { into }) };
for await (const { placed, filled, candidates, notes } of maze.generate(wish)) {
  console.log(placed?.file, placed?.reason, filled);
  for (const { text } of notes) console.log("-", text);
  console.log(candidates[0]?.text);
}
console.log("written:", ...await maze.write());
