/**
 * A provider from outside Maze whose answer is known, as files of a project.
 *
 * @module
 */

const MANIFEST = {
  name: "canned",
  version: "1.0.0",
  contract: 1,
  description: "Answers what its options say",
  points: ["provider"],
  languages: [],
  permissions: {},
  options: {
    type: "object",
    additionalProperties: false,
    properties: { text: { type: "string" }, isSilent: { type: "boolean", default: false } },
  },
};

/** It imports nothing, so that it loads from any folder. With `isSilent` it answers nothing until it is stopped. */
const MODULE = `
const manifest = ${JSON.stringify({ ...MANIFEST, options: undefined })};
const validate = (value) => ({ value });
async function* complete(request, { signal }, { text, isSilent }, log) {
  log.warn("canned was asked");
  if (isSilent) await new Promise((_, stop) => signal.addEventListener("abort", () => stop(signal.reason)));
  yield { kind: "text", answer: 0, text };
  yield { kind: "end", answer: 0, reason: "complete", cost: 1, needs: [] };
  yield { kind: "usage", usage: { inputTokens: 12, outputTokens: 3 }, notes: [] };
}
export default {
  manifest,
  options: { "~standard": { version: 1, vendor: "test", validate } },
  setup: (options, { log }) => ({
    provider: {
      complete: (request, call) => complete(request, call, options, log),
    },
  }),
};
`;

/** The plugin's files and a config that lists it instead of `synth`. */
export function cannedFiles(
  options: { readonly text: string; readonly isSilent?: boolean },
): Record<string, string> {
  const { text, isSilent = false } = options;
  return {
    "canned/manifest.json": JSON.stringify(MANIFEST),
    "canned/mod.js": MODULE,
    "maze.toml": [
      'plugins = ["typescript", "./canned/mod.js"]',
      "[options.canned]",
      `text = ${JSON.stringify(text)}`,
      `isSilent = ${isSilent}`,
      "",
    ].join("\n"),
  };
}
