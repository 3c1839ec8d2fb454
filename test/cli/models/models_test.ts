import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { gguf } from "../../plugins/_gguf/written.ts";
import { inProject, ONE_HOLE, type TestProject } from "../maze_process.ts";

const SCHEMA = new URL("../../../docs/schemas/models.schema.json", import.meta.url);
const CODER = gguf({
  values: {
    "general.name": "Coder 1B",
    "general.architecture": "llama",
    "general.file_type": 15,
    "llama.context_length": 4096,
    "tokenizer.chat_template": "{{ messages }}",
  },
  tensors: { a: [1000, 1000] },
});

/** Another home must not mean another cache of Deno's. */
const DENO_DIR = await (async () => {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return String(JSON.parse(new TextDecoder().decode(stdout)).denoDir);
})();
const NO_PLACES = {
  XDG_CACHE_HOME: "",
  MAZE_MODELS: "",
  LLAMA_CACHE: "",
  HF_HOME: "",
  HF_HUB_CACHE: "",
  DENO_DIR,
};

/** Runs a test in a project with a home that has one whole model and one that is cut short. */
async function withModels(
  files: Readonly<Record<string, string>>,
  run: (project: TestProject, models: string) => Promise<void>,
): Promise<void> {
  await inProject({ ...ONE_HOLE, ...files }, async (project) => {
    const home = join(project.root, "..", "home");
    const models = join(home, ".cache", "maze-models");
    await Deno.mkdir(models, { recursive: true });
    await Deno.writeFile(join(models, "coder.gguf"), CODER);
    await Deno.writeFile(join(models, "cut.gguf"), CODER.subarray(0, 1_000_000));
    await run(project.with({ ...NO_PLACES, HOME: home }), models);
  });
}

/** Runs the command with `--json`, and holds what it prints against its schema. */
async function told({ maze }: TestProject, ...args: readonly string[]) {
  const { code, out, err } = await maze("models", ...args, "--json");
  const json = JSON.parse(out);
  const schema = z.fromJSONSchema(JSON.parse(await Deno.readTextFile(SCHEMA)));
  assert.deepEqual(schema.safeParse(json).error?.issues ?? [], [], err);
  return { code, json };
}

Deno.test("maze models claims to list what lies in the usual places, and what is wrong with it", async () => {
  await withModels({}, async (project, models) => {
    const { code, out } = await project.maze("models");
    assert.equal(code, 0);
    assert.equal(
      out.replaceAll(models, "MODELS"),
      [
        "MODELS/coder.gguf  Maze",
        "  Coder 1B, llama, 1 million parameters, Q4_K_M, 4,096 tokens, 4 MB, chats",
        "MODELS/cut.gguf  Maze",
        "  Coder 1B, llama, 1 million parameters, Q4_K_M, 4,096 tokens, 1 MB, chats",
        '  Cannot use model "MODELS/cut.gguf": it is cut short, 1,000,000 of 4,000,288 bytes are there',
        "",
      ].join("\n"),
    );
    const { json } = await told(project);
    assert.deepEqual(json.files.map(({ fault }: { fault: { code: string } | null }) => fault?.code), [
      undefined,
      "model/cut-short",
    ]);
    assert.deepEqual(json.providers, []);
  });
});

Deno.test("maze models claims to say where it looked when it finds nothing", async () => {
  await inProject(ONE_HOLE, async (project) => {
    const { out } = await project.with({ ...NO_PLACES, HOME: project.root, MAZE_MODELS: "/none" }).maze(
      "models",
    );
    assert.match(out, /^No GGUF file lies in \/none, .*\.lmstudio\/models, /);
  });
});

Deno.test("maze models check claims to say what a file holds, and to end with 3 where it can not be used", async () => {
  await withModels({ "page.gguf": "<html>" }, async (project, models) => {
    const whole = await project.maze("models", "check", join(models, "coder.gguf"));
    assert.equal(whole.code, 0);
    assert.match(whole.out, /^name +Coder 1B\narchitecture +llama\n[^]*^tokenizer +not told\n/m);
    const cut = await project.maze("models", "check", join(models, "cut.gguf"));
    assert.equal(cut.code, 3);
    assert.match(cut.out, /^name +Coder 1B\n/);
    assert.match(cut.err, /^error\[model\/cut-short\]: .*\n {2}hint: Fetch the file again/);
    for (const [file, fault] of [["page.gguf", "model/not-gguf"], ["none.gguf", "model/missing"]] as const) {
      const { code, json } = await told(project, "check", file);
      assert.deepEqual([code, json.errors[0].code], [3, fault]);
    }
    const { json } = await told(project, "check", join(models, "coder.gguf"));
    assert.deepEqual([json.file.name, json.file.isConfigured, json.file.fault], ["Coder 1B", false, null]);
  });
});

Deno.test("maze models add claims to name the file in the config, and to list its plugin before synth", async () => {
  const toml = '# mine\nplugins = ["typescript", "synth"] # in order\n';
  await withModels({ "maze.toml": toml }, async (project, models) => {
    const path = join(models, "coder.gguf");
    const { code, out } = await project.maze("models", "add", path);
    assert.deepEqual([code, out.replaceAll(path, "PATH")], [
      0,
      'llama_local runs "PATH"\nplugins = ["typescript","llama_local","synth"]\n' +
      "Its library, node-llama-cpp, is fetched at the first use: some 720 MB\n",
    ]);
    assert.equal(
      (await project.read("maze.toml")).replaceAll(path, "PATH"),
      '# mine\nplugins = ["typescript", "llama_local", "synth"] # in order\n\n' +
        '[options.llama_local]\nmodelPath = "PATH"\n',
    );
    assert.match((await project.maze("trust", "--list")).out, /reads or writes .*\nIt has leave\n/);
    const { json } = await told(project);
    assert.deepEqual(json.files[0].isConfigured, true);
    assert.deepEqual(json.providers, [
      { plugin: "llama_local", models: [{ id: "coder.gguf", contextTokens: 4096 }], fault: null },
    ]);
    const again = await told(project, "add", path);
    assert.deepEqual(again.json.plugins, ["typescript", "llama_local", "synth"]);
  });
});

Deno.test("maze models add claims to write a path in the project as it is seen from there", async () => {
  await withModels({ "maze.toml": "" }, async (project, models) => {
    await Deno.mkdir(join(project.root, "models"));
    await Deno.rename(join(models, "coder.gguf"), join(project.root, "models", "coder.gguf"));
    const { code } = await project.mazeIn("models", "models", "add", "coder.gguf");
    assert.equal(code, 0);
    assert.match(await project.read("maze.toml"), /^modelPath = "models\/coder\.gguf"$/m);
    assert.match(await project.read("maze.toml"), /"own_compiler", "llama_local", "synth"/);
  });
});

Deno.test("maze models add claims to leave the config alone where the file can not be used", async () => {
  await withModels({ "maze.toml": "# mine\n" }, async (project, models) => {
    const { code, json } = await told(project, "add", join(models, "cut.gguf"));
    assert.deepEqual([code, json.errors[0].code], [3, "model/cut-short"]);
    assert.equal(await project.read("maze.toml"), "# mine\n");
  });
});

Deno.test("maze models add --user claims to write the user's own file, and to say whose the list is", async () => {
  await withModels({ "maze.toml": 'plugins = ["typescript", "synth"]\n' }, async (project, models) => {
    const { code, out } = await project.maze("models", "add", join(models, "coder.gguf"), "--user");
    assert.equal(code, 0);
    assert.match(out, /^note: the project's own config lists the plugins: put "llama_local" there/m);
    assert.equal(await project.read("maze.toml"), 'plugins = ["typescript", "synth"]\n');
    assert.match(await project.read("../config/maze/config.toml"), /^modelPath = ".*coder\.gguf"$/m);
  });
});

Deno.test("maze models claims to ask no provider of a config without leave, and to say so", async () => {
  const toml = 'plugins = ["llama_local"]\n[options.llama_local]\nmodelPath = "a.gguf"\n';
  await withModels({ "maze.toml": toml }, async (project) => {
    const { code, out } = await project.maze("models");
    assert.equal(code, 0);
    assert.match(out, /a\.gguf {2}configured\n {2}Cannot read model .*: there is no such file\n/);
    assert.match(out, /are not asked without leave: `maze trust` gives it\n$/);
    assert.equal((await told(project)).json.providers, null);
    const { json } = await told(project, "--trust");
    assert.equal(json.providers[0].fault.code, "model/missing");
  });
});

Deno.test("maze models claims to tell mistakes of the config beside what it lists", async () => {
  await withModels({ "maze.toml": "[fil]\n" }, async (project) => {
    const { code, json } = await told(project);
    assert.deepEqual([code, json.errors[0].code, json.files.length], [3, "config/unknown-key", 2]);
  });
});
