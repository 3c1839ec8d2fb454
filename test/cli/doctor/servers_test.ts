import assert from "node:assert/strict";
import { ROUTES } from "../../plugins/_servers/fakes.ts";
import { inProject, ONE_HOLE } from "../maze_process.ts";
import { networkScript } from "../servers/network.ts";

const MANIFEST = {
  ...{ name: "vlm", version: "1.0.0", contract: 1, description: "Asks a model", points: ["provider"] },
  ...{ languages: [], permissions: { net: ["$option:baseUrl"] } },
  options: {
    type: "object",
    properties: { baseUrl: { type: "string", "x-maze": "server" }, model: { type: "string" } },
    additionalProperties: false,
  },
};

/** A project whose own provider asks a server on port 9999. */
const FILES = {
  ...ONE_HOLE,
  "maze.toml": [
    'plugins = ["typescript", "./vlm/mod.js", "synth"]',
    '[options.vlm]\nbaseUrl = "http://localhost:9999/v1"\nmodel = "qwen"\n',
  ].join("\n"),
  "vlm/manifest.json": JSON.stringify(MANIFEST),
  "vlm/mod.js": `export default {
    manifest: ${JSON.stringify({ ...MANIFEST, options: undefined })},
    options: { "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) } },
    setup: () => ({ provider: { async *complete() {} } }),
  };`,
};

Deno.test("maze doctor claims to hold the config against the servers that answer, each plugin's own among them", async () => {
  await inProject(FILES, async (project) => {
    const looking = project.with({ MAZE_NO_PROBE: "" });
    const both = networkScript({ "localhost:9999": ROUTES.sglang, "127.0.0.1:8000": ROUTES.vllm });
    assert.doesNotMatch((await looking.mazeAfter(both, "doctor")).out, /server: /, "nothing without leave");
    await project.maze("trust");
    const well = await looking.mazeAfter(both, "doctor");
    assert.equal(well.code, 0, well.out);
    assert.match(
      well.out,
      /^✓ server: SGLang 0\.5\.15 at http:\/\/localhost:9999 has "qwen" \(16384 tokens\); vlm uses it$/m,
    );
    assert.match(well.out, /^✓ server: vLLM 0\.32\.0 at http:\/\/127\.0\.0\.1:8000 has 2 models: .*$/m);
    const gone = await looking.mazeAfter(networkScript({}), "doctor");
    assert.equal(gone.code, 3);
    assert.match(
      gone.out,
      /^✗ server: vlm: no model server answers at http:\/\/localhost:9999\/v1\n {2}mend: Start it, or maze config set options\.vlm\.baseUrl ADDRESS$/m,
    );
    const forbidden = await project.mazeAfter(both, "doctor");
    assert.match(forbidden.out, /^! server: vlm: .* was not asked: MAZE_NO_PROBE is set$/m);
    assert.doesNotMatch(forbidden.out, /SGLang|vLLM/);
  });
});

Deno.test("maze doctor claims to name the models that exist where the config wants another", async () => {
  const files = { ...FILES, "maze.toml": FILES["maze.toml"].replace('"qwen"', '"qwen3"') };
  await inProject(files, async (project) => {
    await project.maze("trust");
    const script = networkScript({ "localhost:9999": ROUTES.sglang });
    const { code, out } = await project.with({ MAZE_NO_PROBE: "" }).mazeAfter(script, "doctor");
    assert.equal(code, 3);
    assert.match(
      out,
      /^✗ server: .* has "qwen" .*; vlm uses it, for a model "qwen3" that it does not have\n {2}mend: maze config set options\.vlm\.model '"qwen"'$/m,
    );
  });
});

Deno.test("maze doctor claims to name servers that no plugin of this version uses", async () => {
  await inProject(ONE_HOLE, async (project) => {
    const script = networkScript({ "127.0.0.1:11434": ROUTES.ollama });
    const { code, out } = await project.with({ MAZE_NO_PROBE: "" }).mazeAfter(script, "doctor");
    assert.equal(code, 0, out);
    assert.match(out, /server: Ollama 0\.12\.3 at http:\/\/127\.0\.0\.1:11434 has 2 models/);
  });
});
