import assert from "node:assert/strict";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";

/** Runs `maze fill` under a config; every fault ends with 3, before anything is filled. */
async function refused(
  config: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<string> {
  let said = "";
  await inProject({ ...ONE_HOLE, ...config }, async ({ maze, root }) => {
    const { code, out, err } = await maze("fill", ...args);
    assert.deepEqual([code, out], [3, ""], err);
    said = err.replaceAll(root, "ROOT");
  });
  return said;
}

Deno.test("maze claims to name file, line and column of broken TOML", async () => {
  const err = await refused({ "maze.toml": "[fill]\nmaxSeconds = = 3\n" });
  assert.match(err, /^error\[config\/syntax\]: ROOT\/maze\.toml:2:14: Cannot read TOML: /);
});

Deno.test("maze claims to tell all mistakes of a config at once: key, plugin, option", async () => {
  const toml =
    'plugins = ["typescript", "sinth"]\n[fill]\nmaxSecnds = 3\n[options.typescript]\ncahce = true\n';
  const err = await refused({ "maze.toml": toml });
  assert.match(
    err,
    /^error\[plugin\/unknown\]: ROOT\/maze\.toml:1:26: .*"sinth".*\n {2}hint: Did you mean "synth"\?$/m,
  );
  assert.match(
    err,
    /^error\[config\/unknown-key\]: ROOT\/maze\.toml:3:1: .*\n {2}hint: Did you mean "maxSeconds"\?$/m,
  );
  assert.match(
    err,
    /^error\[config\/unknown-key\]: ROOT\/maze\.toml:5:1: .*\n {2}hint: Did you mean "cache"\?$/m,
  );
});

Deno.test("maze claims to refuse two configs in one folder, beside all other mistakes", async () => {
  const err = await refused({ "maze.toml": "", ".maze.toml": "" }, "--set", "log.level=loud");
  assert.match(
    err,
    /^error\[config\/two-files\]: ROOT\/\.maze\.toml:1:1: .*\n {2}hint: Keep one of them$/m,
  );
  assert.match(err, /^error\[config\/type\]: --set log\.level: /m);
});

/** Mistakes of four layers, the first of which is no TOML. */
const FOUR = { "../config/maze/config.toml": "[log\n", "maze.toml": "[fil]\nmaxSeconds = 3\n" };
const FOUR_FLAGS = ["--set", "log.level=loud", "--set", "nonsense"];

Deno.test("maze claims to tell the mistakes of all layers beside a file that is no TOML", async () => {
  const err = await refused(FOUR, ...FOUR_FLAGS);
  const places = [...err.matchAll(/^error\[(\S+)\]: (?:.*\/)?(.*?): /gm)].map(([, ...parts]) =>
    parts.join(" ")
  );
  assert.deepEqual(places, [
    "config/syntax config.toml:1:5",
    "config/unknown-key maze.toml:1:2",
    "config/syntax --set",
    "config/type --set log.level",
  ]);
});

Deno.test("maze config, plugins and doctor claim to show what they can read beside a file that is no TOML", async () => {
  await inProject(FOUR, async ({ maze, root }) => {
    for (const args of [["list"], ["get", "fill.candidates"], ["schema"]]) {
      const { code, out, err } = await maze("config", ...args);
      assert.equal(code, 3);
      assert.match(out, /candidates|12/);
      assert.match(err, /config\/syntax.*config\.toml:1:5/);
      assert.match(err, /config\/unknown-key.*maze\.toml:1:2/);
    }
    const { code, err } = await maze("config", "get", "fill.nothing");
    assert.deepEqual([code, err.includes("config/syntax")], [3, true], "the broken file may hold it");
    const { out } = await maze("doctor");
    assert.equal(out.split("✗").length, 3, out);
    assert.equal((await maze("trust")).out, `"${root}/maze.toml" needs no leave\n`);
    await Deno.writeTextFile(`${root}/maze.toml`, "[");
    assert.match(
      (await maze("trust")).err,
      /^error\[config\/syntax\]: .*maze\.toml:1:2: [^\n]*\n {2}hint: .*\n$/,
    );
    assert.equal((await maze("trust", "--revoke")).code, 0);
  });
});

Deno.test("maze undo claims to work under two configs", async () => {
  await inProject({ ...ONE_HOLE, "maze.toml": "" }, async ({ maze, read, write }) => {
    assert.equal((await maze("fill", "src", "--write")).code, 0);
    await write(".maze.toml", "");
    const { code, out } = await maze("undo");
    assert.equal(code, 0);
    assert.match(out, /src\/stock\.ts/);
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
  });
});

Deno.test("maze claims to name the flag of a --set that is wrong", async () => {
  const err = await refused({}, "--set", "fill.candidates=many");
  assert.match(err, /^error\[config\/type\]: --set fill\.candidates: .*whole number/);
});

Deno.test("maze claims to say that no listed plugin can do the work, and which one could", async () => {
  const none = await refused({ "maze.toml": "\nplugins = []\n" });
  assert.match(
    none,
    /^error\[plugin\/missing\]: ROOT\/maze\.toml:2:1: Cannot read the project: .*\n {2}hint: Add "typescript" to plugins$/m,
  );
  assert.match(
    none,
    /^error\[plugin\/missing\]: .* Cannot fill holes: .*\n {2}hint: Add "synth" to plugins$/m,
  );
  await inProject({ ...ONE_HOLE, "maze.toml": 'plugins = ["typescript"]\n' }, async ({ maze }) => {
    assert.equal((await maze("fill", "--check")).code, 1);
    assert.match((await maze("fill")).err, /no listed plugin is a provider/);
    assert.match(
      (await maze("index", "--set", 'plugins=["synth"]')).err,
      /^error\[plugin\/missing\]: --set plugins: /,
    );
  });
});

Deno.test("maze claims to use a project's plugin only with leave for its content, given once", async () => {
  const files = { ...ONE_HOLE, ...cannedFiles({ text: "item.count" }) };
  await inProject(files, async ({ maze, write, read }) => {
    const refused = await maze("fill");
    assert.deepEqual([refused.code, refused.out], [3, ""]);
    assert.match(refused.err, /error\[config\/untrusted\][\s\S]*loads plugin ".\/canned\/mod.js"/);
    const given = await maze("trust");
    assert.match(given.out, /It has leave now/);
    assert.equal((await maze("fill")).code, 0);
    await write("canned/mod.js", `${await read("canned/mod.js")}// changed\n`);
    assert.equal((await maze("fill")).code, 3);
    assert.equal((await maze("fill", "--trust")).code, 0);
    assert.match((await maze("trust", "--revoke")).out, /All leave is forgotten/);
  });
});

Deno.test("maze claims no fault of its own where plugins are tables, lists or dates", async () => {
  const toml = 'plugins = [{ a = 1 }, ["x"], 2020-01-01, ""]\n';
  await inProject({ ...ONE_HOLE, "maze.toml": toml }, async ({ maze, write }) => {
    for (
      const args of [["config", "check"], ["config", "list"], ["plugins"], ["fill"], ["trust"], ["init"]]
    ) {
      assert.doesNotMatch((await maze(...args)).err, /internal/, args.join(" "));
    }
    await write("maze.toml", '[[plugins]]\nname = "a"\n');
    const { code, err } = await maze("config", "check");
    assert.equal(code, 3);
    assert.match(err, /^error\[config\/type\]: .*maze\.toml:1:3: .*expected a string, found a table$/m);
  });
});

Deno.test("maze init and config set claim to keep a config that can not be read, and to tell its place", async () => {
  await inProject({ ...ONE_HOLE, "maze.toml/mine": "" }, async ({ maze, root }) => {
    const { code, out } = await maze("init");
    assert.equal(code, 0);
    assert.match(out, /^kept +maze\.toml\n[^]*^note: the config has a mistake/m);
    const { err } = await maze("config", "set", "fill.maxSeconds", "3");
    assert.ok(err.startsWith(`error[config/unreadable]: ${root}/maze.toml:1:1: `), err);
  });
});

Deno.test("maze claims to tell what is wrong with a plugin from outside, at its place", async () => {
  const files = cannedFiles({ text: "item.count" });
  const broken = await refused({ ...files, "canned/mod.js": "throw new Error('broken inside');" }, "--trust");
  assert.match(broken, /^error\[plugin\/module\]: ROOT\/maze\.toml:1:26: .*broken inside/);
  const { "canned/manifest.json": _, ...bare } = files;
  assert.match(
    await refused(bare, "--trust"),
    /^error\[plugin\/manifest\]: ROOT\/maze\.toml:1:26: Cannot read the manifest of plugin/,
  );
});

const UNTRUSTED = { ...ONE_HOLE, ...cannedFiles({ text: "item.count" }) };

Deno.test("maze config check claims to tell what a manifest can not say, at the plugin's place", async () => {
  const files = cannedFiles({ text: "item.count" });
  const manifest = JSON.parse(files["canned/manifest.json"] ?? "");
  const cases: readonly (readonly [manifest: unknown, code: string, said: RegExp])[] = [
    [null, "plugin/manifest", /manifest is null, not object/],
    [{ ...manifest, points: ["oracle"] }, "plugin/manifest", /unknown hook point "oracle"/],
    [{ ...manifest, contract: 9 }, "plugin/contract", /written for contract 9/],
    [
      { ...manifest, name: "typescript", options: {} },
      "plugin/duplicate",
      /another plugin "typescript" before it/,
    ],
  ];
  for (const [wrong, code, said] of cases) {
    const config = 'plugins = ["typescript", "./canned/mod.js"]\n';
    const all = { ...files, "maze.toml": config, "canned/manifest.json": JSON.stringify(wrong) };
    await inProject(all, async ({ maze }) => {
      const { code: exit, err } = await maze("config", "check");
      assert.equal(exit, 3);
      assert.match(err, new RegExp(`^error\\[${code}\\]: .*maze\\.toml:1:26: Cannot load plugin`, "m"));
      assert.match(err, said);
    });
  }
});

Deno.test("maze claims to tell the mistakes of a config before it asks for leave", async () => {
  const toml = `${UNTRUSTED["maze.toml"]}txet = "x"\n[fill]\nmaxSecnds = 3\n`;
  await inProject({ ...UNTRUSTED, "maze.toml": toml }, async ({ maze }) => {
    for (const args of [["fill"], ["index"], ["config", "check"], ["config", "list"], ["plugins"]]) {
      const { code, err } = await maze(...args);
      assert.equal(code, 3, args.join(" "));
      assert.match(err, /^error\[config\/unknown-key\]: .*maze\.toml:5:1: .*options\.canned\.txet/m);
      assert.match(err, /^error\[config\/unknown-key\]: .*maze\.toml:7:1: .*fill\.maxSecnds/m);
      assert.doesNotMatch(err, /untrusted/);
    }
    const { out } = await maze("doctor");
    assert.match(out, /^✗ .*maze\.toml:5:1: .*\n {2}mend: Did you mean "text"\?$/m);
    assert.doesNotMatch(out, /leave/);
  });
});

Deno.test("maze claims to read a config without leave, and to run nothing of it", async () => {
  const files = { ...UNTRUSTED, "canned/mod.js": 'Deno.writeTextFileSync("ran", "");' };
  await inProject(files, async ({ maze, read }) => {
    const listed = await maze("config", "list", "--origin");
    assert.equal(listed.code, 0, listed.err);
    assert.match(listed.out, /^options\.canned\.isSilent = false +.*maze\.toml:4:1$/m);
    const checked = await maze("config", "check");
    assert.equal(checked.code, 0, checked.err);
    assert.match(checked.out, /^The config is sound: .*\nIt needs your leave to be used: `maze trust`$/m);
    assert.match((await maze("plugins")).out, /^\.\/canned\/mod\.js +Answers what its options say$/m);
    const schema = JSON.parse((await maze("config", "schema")).out);
    assert.ok("canned" in schema.properties.options.properties);
    assert.equal((await maze("config", "set", "log.level", "info")).code, 0);
    const sick = await maze("doctor");
    assert.equal(sick.code, 3);
    assert.match(sick.out, /^✗ .*needs your leave[\s\S]*mend: .*`maze trust`/m);
    await assert.rejects(read("ran"), Deno.errors.NotFound);
  });
});

Deno.test("maze claims to fetch nothing for a plugin from elsewhere without leave, and to say what it left out", async () => {
  const server = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  let connections = 0;
  const serving = (async () => {
    for await (const connection of server) {
      connections++;
      connection.close();
    }
  })();
  const specifier = `https://127.0.0.1:${server.addr.port}/mod.ts`;
  const toml = `plugins = ["typescript", "${specifier}"]\n[options.other]\na = 1\n`;
  await inProject({ ...ONE_HOLE, "maze.toml": toml }, async ({ maze }) => {
    const { code, out } = await maze("config", "check");
    assert.equal(code, 0);
    assert.match(out, /^not checked: the options of https:.*, which is not fetched without leave$/m);
    assert.match((await maze("plugins")).out, /^https:.* +not known: it is not fetched without leave$/m);
    assert.match((await maze("fill")).err, /^error\[config\/untrusted\]/);
    assert.equal(connections, 0);
    assert.match((await maze("config", "check", "--trust")).err, /^error\[plugin\/manifest\]/m);
    assert.ok(connections > 0);
  });
  server.close();
  await serving;
});

/** The options that the schema of a project's editors knows, by plugin; `open`: any other plugin may have some. */
async function schemaIn(root: string): Promise<{ names: string[]; open: unknown }> {
  const schema = JSON.parse(await Deno.readTextFile(`${root}/.maze/schema.json`));
  const { properties, additionalProperties } = schema.properties.options;
  return { names: Object.keys(properties), open: additionalProperties };
}

Deno.test("maze init claims a schema for editors that knows the plugins of a config that is there", async () => {
  await inProject(UNTRUSTED, async ({ maze, root, write }) => {
    assert.equal((await maze("init")).code, 0);
    assert.equal((await maze("config", "schema")).out, await Deno.readTextFile(`${root}/.maze/schema.json`));
    assert.ok((await schemaIn(root)).names.includes("canned"));
    await write("maze.toml", "plugins = [\n");
    const { code, out } = await maze("init");
    assert.equal(code, 0);
    assert.match(out, /^note: the config has a mistake: `maze config check` tells more$/m);
    assert.equal((await schemaIn(root)).open, true, "what the config lists is not known");
  });
});

Deno.test("maze config set, unset and trust claim to bring the schema for editors up to date where there is one", async () => {
  const { "maze.toml": _, ...files } = UNTRUSTED;
  await inProject(files, async ({ maze, root, read, write }) => {
    assert.equal((await maze("init")).code, 0);
    const knows = async () => (await schemaIn(root)).names.includes("canned");
    const listed = '["typescript", "./canned/mod.js"]';
    assert.equal((await maze("config", "set", "plugins", listed)).code, 0);
    assert.equal(await knows(), true);
    assert.equal((await maze("config", "unset", "plugins")).code, 0);
    assert.equal(await knows(), false);
    await write("maze.toml", `plugins = ${listed}\n`);
    assert.match((await maze("trust")).out, /has leave/);
    assert.equal(await knows(), true);

    await Deno.rename(`${root}/.maze/schema.json`, `${root}/mine`);
    await maze("config", "set", "plugins", '["typescript", "synth"]');
    await assert.rejects(read(".maze/schema.json"), Deno.errors.NotFound);
    await Deno.symlink(`${root}/mine`, `${root}/.maze/schema.json`);
    const { code, err } = await maze("config", "set", "fill.maxSeconds", "3");
    assert.equal(code, 0);
    assert.match(err, /^note: the schema for editors is not up to date: .*is a link$/m);
    assert.match(await read("mine"), /canned/);
  });
});
