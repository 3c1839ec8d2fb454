import assert from "node:assert/strict";
import { cannedFiles } from "./canned_plugin.ts";
import { type Ended, inProject, ONE_HOLE, type TestProject } from "./maze_process.ts";

/** The part of a line that is read here. */
interface Line {
  readonly level: string;
  readonly message: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Every line of stderr; one that is no JSON fails the test. */
function linesOf({ err }: Ended): readonly Line[] {
  return err.split("\n").filter((line) => line !== "").map((line) => {
    const read = JSON.parse(line);
    assert.deepEqual(Object.keys(read), ["@timestamp", "level", "message", "logger", "properties"], line);
    return read;
  });
}

Deno.test("--log-format json claims that log and error are lines of JSON alike", async () => {
  const { "canned/mod.js": module = "", ...files } = cannedFiles({ text: "" });
  const broken = module.replace("if (isSilent)", "throw new Error('no model'); if (isSilent)");
  await inProject({ ...ONE_HOLE, ...files, "canned/mod.js": broken }, async ({ maze, write, read }) => {
    const expected = [["WARN", undefined], ["ERROR", "hook/failed"]];
    const told = (ended: Ended) => linesOf(ended).map(({ level, properties }) => [level, properties.code]);
    assert.deepEqual(told(await maze("fill", "--trust", "--log-format", "json")), expected);
    await write("maze.toml", `${await read("maze.toml")}\n[log]\nformat = "json"\n`);
    assert.deepEqual(told(await maze("fill", "--trust")), expected);
  });
});

Deno.test("--log-format json claims lines of JSON for what is wrong with a config or a command line", async () => {
  await inProject({ ...ONE_HOLE, "maze.toml": '[log]\nformat = "json"\n[fil]\n' }, async ({ maze }) => {
    const [config, usage] = [await maze("fill"), await maze("fill", "--log-format=json", "--no-such")];
    const [{ level, message, properties } = assert.fail(), ...others] = linesOf(config);
    assert.deepEqual([level, message, properties.code, others], [
      ...["ERROR", "Cannot read fil: no such key", "config/unknown-key"],
      [],
    ]);
    assert.match(String(properties.place), /maze\.toml:3:2$/);
    assert.deepEqual(linesOf(usage).map(({ properties }) => properties.code), ["usage"]);
  });
});

Deno.test("--log-format json claims a line of JSON for what git does not hold, and for Ctrl-C", async () => {
  const silent = { ...ONE_HOLE, ...cannedFiles({ text: "", isSilent: true }) };
  await inProject(silent, async ({ start, root, maze, write }) => {
    const child = start("fill", "--trust", "--log-format", "json");
    const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
    let err = "";
    const more = async () => {
      const { done, value = "" } = await reader.read();
      err += value;
      return !done;
    };
    while (!err.includes("canned was asked")) assert.ok(await more(), err);
    child.kill("SIGINT");
    while (await more());
    await Promise.all([child.status, child.stdout.cancel()]);
    assert.match(linesOf({ code: 130, out: "", err }).at(-1)?.message ?? "", /^Stopped by SIGINT/);
    await uncommitted(root);
    await write("maze.toml", cannedFiles({ text: "item.count" })["maze.toml"] ?? "");
    const written = linesOf(await maze("fill", "--trust", "--write", "--log-format", "json"));
    assert.match(written.map(({ message }) => message).join("\n"), /text that git does not hold/);
  });
});

Deno.test("undo, init and doctor claim to take the log's options", async () => {
  await inProject(ONE_HOLE, async ({ maze }: TestProject) => {
    const options = ["--log-level", "debug", "--log-format", "json"];
    const undo = linesOf(await maze("undo", ...options));
    assert.match(undo.at(-1)?.message ?? "", /^Nothing is left to undo/);
    for (const command of ["init", "doctor"]) {
      const ended = await maze(command, ...options);
      assert.equal(ended.code, 0, ended.out);
      assert.ok(linesOf(ended).length > 0, command);
    }
  });
});

/** Makes a repository that holds none of the files. */
async function uncommitted(root: string): Promise<void> {
  const { success } = await new Deno.Command("git", { args: ["init", "-q"], cwd: root }).output();
  assert.ok(success);
}
