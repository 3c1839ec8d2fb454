/**
 * What the configured model can do, and what its server was found to enforce.
 *
 * @module
 */

import type { Maze } from "@maze/maze";
import type { Acceptance, Capabilities } from "@maze/maze/plugin";
import type { Finding } from "./finding.ts";

/** One or two findings for each provider that asks a model; one that can not be asked has its own finding. */
export async function providers(maze: Pick<Maze, "providers">): Promise<readonly Finding[]> {
  const known = await maze.providers();
  return known.flatMap(({ name, capabilities }) => capabilities ? findingsOf(name, capabilities) : []);
}

function findingsOf(name: string, capabilities: Capabilities): readonly Finding[] {
  const ignored = capabilities.accepts.filter(({ state }) => state === "ignored");
  return [
    { state: "good", what: `model: ${name} asks ${modelText(capabilities)}` },
    ...(capabilities.accepts.length === 0 ? [] : [{
      state: "good" as const,
      what: `constraints: ${name}: ${capabilities.accepts.map(acceptanceText).join(", ")}`,
    }]),
    ...ignored.map((one): Finding => ({
      state: "note",
      what: `constraints: ${name}: the server takes ${
        formText(one)
      } and does not obey it; Maze checks each answer`,
      mend: "Another version of the server, or another backend for constraints, may obey",
    })),
  ];
}

const GOES_ON = {
  ids: "goes on by token ids",
  text: "goes on by text",
  prefill: "goes on in a chat",
  none: "can not go on from written text",
} as const;
const COUNTED = {
  server: "counted by the server",
  tokenizer: "counted here",
  estimate: "estimated",
} as const;

function modelText(capabilities: Capabilities): string {
  const { model, server, contextTokens, continuation, counting, logprobs } = capabilities;
  const { infill, rewindCost, slots, begins = false } = capabilities;
  return [
    `"${model}"${server && ` at ${server}`}`,
    ...(contextTokens === undefined ? [] : [`${contextTokens} tokens`]),
    `tokens are ${COUNTED[counting]}`,
    GOES_ON[continuation],
    ...(rewindCost === undefined ? [] : [`backing up reads ${rewindCost} tokens again`]),
    ...(slots === undefined ? [] : [`works on ${slots} at a time`]),
    ...(logprobs > 0 ? ["tells likelihoods"] : []),
    ...(begins ? ["can be bound to names"] : []),
    ...(infill ? ["fills in between two texts"] : []),
  ].join(", ");
}

function acceptanceText(one: Acceptance): string {
  const date = one.at?.slice(0, 10);
  return `${formText(one)} ${one.state}${date === undefined ? "" : ` ${date}`}`;
}

function formText({ kind, dialect }: Acceptance): string {
  return dialect ?? kind;
}
