import assert from "node:assert/strict";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE, type TestProject } from "./maze_process.ts";

/** The canned provider beside the project, with something that it does when it is asked. */
function outside(deed: string, isolate?: string): Record<string, string> {
  const { "canned/mod.js": module = "", "canned/manifest.json": manifest = "", "maze.toml": toml = "" } =
    cannedFiles({
      text: "item.count",
    });
  return {
    ...ONE_HOLE,
    "../canned/manifest.json": manifest,
    "../canned/mod.js": module.replace(
      'log.warn("canned was asked");',
      `log.warn("pid " + Deno.pid); ${deed}`,
    ),
    "maze.toml": (isolate === undefined ? "" : `isolate = "${isolate}"\n`) +
      toml.replace("./canned", "../canned"),
  };
}

async function isolatedIn({ maze }: TestProject, ...args: string[]): Promise<readonly string[]> {
  const { plugins } = JSON.parse((await maze("plugins", "--json", ...args)).out);
  return plugins.filter((each: { isIsolated: boolean }) => each.isIsolated).map((
    { specifier }: { specifier: string },
  ) => specifier);
}

Deno.test("maze plugins claims which plugins run in a process of their own", async () => {
  const { "maze.toml": _, ...canned } = cannedFiles({ text: "" });
  const other = canned["canned/manifest.json"]?.replace('"canned"', '"other"') ?? "";
  const files = {
    ...canned,
    "../other/manifest.json": other,
    "../other/mod.js": canned["canned/mod.js"] ?? "",
    "maze.toml": 'plugins = ["synth", "./canned/mod.js", "../other/mod.js"]\n',
  };
  await inProject(files, async (project) => {
    assert.deepEqual(await isolatedIn(project), ["../other/mod.js"]);
    assert.deepEqual(await isolatedIn(project, "--set", "isolate=all"), [
      "./canned/mod.js",
      "../other/mod.js",
    ]);
    assert.deepEqual(await isolatedIn(project, "--set", "isolate=none"), []);
    const { out } = await project.maze("plugins");
    assert.match(out, /^\.\.\/other\/mod\.js .*\n.*1\.0\.0; provider\n +runs in a process of its own$/m);
    assert.equal(out.split("runs in a process of its own").length, 2);
    assert.match(
      (await project.maze("plugins", "--set", "isolate=some")).err,
      /isolate: expected "outside" or "all" or "none"/,
    );
  });
});

Deno.test("a link in the project to a plugin elsewhere claims to be from outside", async () => {
  await inProject(outside(""), async (project) => {
    await Deno.symlink(`${project.root}/../canned`, `${project.root}/linked`);
    await project.write("maze.toml", 'plugins = ["./linked/mod.js"]\n');
    assert.deepEqual(await isolatedIn(project), ["./linked/mod.js"]);
  });
});

Deno.test("maze fill claims the same of an isolated provider as of one in process", async () => {
  const results: unknown[] = [];
  for (const isolate of ["outside", "none"]) {
    await inProject(outside("", isolate), async ({ maze }) => {
      const { code, out, err } = await maze("fill", "--trust", "--json");
      assert.equal(code, 0, err);
      const [{ candidates: [{ text }], filled }] = JSON.parse(out).holes;
      results.push([filled, text, /pid \d+/.test(err)]);
    });
  }
  assert.deepEqual(results, [["yes", "item.count", true], ["yes", "item.count", true]]);
});

Deno.test("a plugin from outside claims to do nothing that its manifest does not declare", async () => {
  const deed = 'Deno.writeTextFileSync("written.txt", "");';
  await inProject(outside(deed), async ({ maze, read }) => {
    const { out, err } = await maze("fill", "--trust");
    assert.match(out + err, /Requires write access to/);
    await assert.rejects(read("written.txt"));
  });
  await inProject(outside(deed, "none"), async ({ maze, read }) => {
    await maze("fill", "--trust");
    assert.equal(await read("written.txt"), "");
  });
});

Deno.test("Ctrl-C during a busy loop in an isolated plugin claims to end with 130 and leave no child behind", async () => {
  await inProject(outside("for (;;);"), async ({ start }) => {
    const child = start("fill", "--trust", "--max-seconds", "600");
    let said = "";
    const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
    while (!/pid \d+\b/.test(said)) said += (await reader.read()).value ?? assert.fail(said);
    child.kill("SIGINT");
    const [{ code }] = await Promise.all([child.status, child.stdout.cancel()]);
    for (let part = await reader.read(); !part.done; part = await reader.read()) said += part.value;
    assert.equal(code, 130, said);
    assert.match(said, /Stopped by SIGINT/);
    const pid = /pid (\d+)/.exec(said)?.[1] ?? "";
    const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", pid] }).output();
    assert.match(new TextDecoder().decode(stdout).trim(), /^Z|^$/);
  });
});
