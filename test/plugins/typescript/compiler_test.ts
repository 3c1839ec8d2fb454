import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { openCompiler } from "../../../plugins/typescript/compiler.ts";
import { surviving, watchProcess } from "../../../plugins/typescript/lifeline.ts";
import { tree } from "./project/tree.ts";

const CONFIG = '{"compilerOptions":{"strict":true}}';

/** The compilers on a folder that this process has started and that still run. Tests beside this one have theirs. */
function compilers(folder: string): number[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).filter((name) => {
    try {
      const [, rest = ""] = readFileSync(`/proc/${name}/stat`, "utf8").split(") ");
      const [state, parent] = rest.split(" ");
      return state !== "Z" && Number(parent) === Deno.pid &&
        readFileSync(`/proc/${name}/cmdline`, "utf8").includes(`--cwd\0${folder}\0`);
    } catch {
      return false; // it ended while it was looked at
    }
  }).map(Number);
}

const isLinux = Deno.build.os === "linux";

Deno.test("openCompiler() sees texts in memory, and the disk again without them", async () => {
  using project = tree({ "tsconfig.json": CONFIG, "a.ts": "export const a: number = 1;\n" });
  const path = `${project.root}/a.ts`;
  await using compiler = await openCompiler(project.root, `${project.root}/tsconfig.json`);
  const codes = (text?: string) =>
    compiler.ask(
      text === undefined ? new Map() : new Map([[path, text]]),
      async (moment) => (await moment.diagnostics(path)).map(({ code }) => code),
    );
  assert.deepEqual(await codes('export const a: number = "";\n'), [2322]);
  assert.deepEqual(await codes(), []);
  assert.deepEqual(await codes("export const a: number = ;\n"), [1109]);
});

Deno.test("a moment stays as it was while later ones are made", async () => {
  using project = tree({ "tsconfig.json": CONFIG, "a.ts": "export const a = 1;\n" });
  const path = `${project.root}/a.ts`;
  await using compiler = await openCompiler(project.root, `${project.root}/tsconfig.json`);
  await using first = await compiler.moment(new Map([[path, "export const a: number = '';\n"]]));
  await using later = await compiler.moment(new Map());
  assert.equal((await later.diagnostics(path)).length, 0);
  assert.equal((await first.diagnostics(path)).length, 1);
});

Deno.test("openCompiler() says that it can not open a config that is not there", async () => {
  using project = tree({ "a.ts": "" });
  await assert.rejects(
    openCompiler(project.root, `${project.root}/none.json`).then((compiler) => compiler.moment(new Map())),
    /Cannot (use TypeScript's compiler|read the project)/,
  );
});

Deno.test("a panic of the compiler is answered by nothing, and the process lives on", async () => {
  using project = tree({ "tsconfig.json": CONFIG, "a.ts": "export const a = 1;\n" });
  const path = `${project.root}/a.ts`;
  await using compiler = await openCompiler(project.root, `${project.root}/tsconfig.json`);
  await compiler.ask(new Map(), async ({ project: { program }, checker }) => {
    const source: unknown = await program.getSourceFile(path);
    // TypeScript 7.0.2 panics when asked for the contextual type of a whole file.
    assert.equal(await Reflect.apply(checker.getContextualType, checker, [source]), undefined);
    assert.ok(await checker.getTypeAtPosition(path, 13));
  });
});

Deno.test("surviving() asks a list again one by one, and lets other faults through", async () => {
  const checker = {
    lengths: (words: readonly string[]) => {
      if (words.includes("")) return Promise.reject(new Error("panic: runtime error: index out of range"));
      return Promise.resolve(words.map((word) => word.length));
    },
    typeToString: () => Promise.reject(new Error("panic: nil")),
    broken: () => Promise.reject(new Error("Connection is disposed.")),
  };
  const one = surviving({
    lengths: (words: readonly string[] | string) =>
      typeof words === "string" ? checker.lengths([words]).then(([first]) => first) : checker.lengths(words),
    typeToString: checker.typeToString,
    broken: checker.broken,
  });
  assert.deepEqual(await one.lengths(["a", "", "abc"]), [1, undefined, 3]);
  assert.equal(await one.typeToString(), "…");
  await assert.rejects(one.broken(), /disposed/);
});

Deno.test({
  name: "a compiler whose process is killed answers the next question by a new one",
  ignore: !isLinux,
  fn: async () => {
    using project = tree({ "tsconfig.json": CONFIG, "a.ts": "export const a: number = '';\n" });
    const path = `${project.root}/a.ts`;
    await using compiler = await openCompiler(project.root, `${project.root}/tsconfig.json`);
    const [own] = compilers(project.root);
    assert.ok(own);
    let isKilled = false;
    const faults = await compiler.ask(new Map(), (moment) => {
      if (!isKilled) Deno.kill(own, "SIGKILL");
      isKilled = true;
      return moment.diagnostics(path);
    });
    assert.deepEqual(faults.map(({ code }) => code), [2322]);
    assert.notDeepEqual(compilers(project.root), [own]);
  },
});

Deno.test({
  name: "a compiler that is killed on every try is given up with a hint",
  ignore: !isLinux,
  fn: async () => {
    using project = tree({ "tsconfig.json": CONFIG, "a.ts": "export const a = 1;\n" });
    await using compiler = await openCompiler(project.root, `${project.root}/tsconfig.json`);
    const ask = compiler.ask(new Map(), (moment) => {
      for (const pid of compilers(project.root)) Deno.kill(pid, "SIGKILL");
      return moment.diagnostics(`${project.root}/a.ts`);
    });
    await assert.rejects(ask, { code: "typescript/compiler", hint: /tsc/ });
  },
});

Deno.test({
  name: "a compiler that is closed while it is asked starts no other process",
  ignore: !isLinux,
  fn: async () => {
    using project = tree({ "tsconfig.json": CONFIG, "a.ts": "export const a = 1;\n" });
    const compiler = await openCompiler(project.root, `${project.root}/tsconfig.json`);
    const ask = compiler.ask(new Map(), async (moment) => {
      await compiler[Symbol.asyncDispose]();
      return await moment.diagnostics(`${project.root}/a.ts`);
    });
    await assert.rejects(ask);
    await assert.rejects(compiler.moment(new Map()), { code: "typescript/compiler" });
    assert.deepEqual(compilers(project.root), []);
  },
});

Deno.test({
  name: "a compiler that is closed while it reads files is gone at once",
  ignore: !isLinux,
  fn: async () => {
    const names = Array.from({ length: 500 }, (_, at) => `f${at}.ts`);
    const texts = names.map((name, at) => [name, `export const a${at} = ${at};\n`] as const);
    using project = tree({ "tsconfig.json": CONFIG, ...Object.fromEntries(texts) });
    const compiler = await openCompiler(project.root, `${project.root}/tsconfig.json`);
    const others = new Map(names.map((name) => [`${project.root}/${name}`, "export const b = 1;\n"]));
    const reading = assert.rejects(compiler.moment(others));
    await delay(5);
    await compiler[Symbol.asyncDispose]();
    await reading;
    assert.deepEqual(compilers(project.root), []);
  },
});

Deno.test("watchProcess() hides a broken pipe from the client, with and without an encoding", () => {
  const fails = (_data: unknown, ...rest: readonly unknown[]) => {
    for (const one of rest) if (typeof one === "function") one(new Error("write after destroy"));
    return false;
  };
  const stdin = { write: fails };
  watchProcess({ client: { process: { once: () => {}, stdin } } });
  const told: unknown[] = [];
  stdin.write("x", "utf8", (error?: Error) => told.push(error));
  stdin.write(new Uint8Array(1), (error?: Error) => told.push(error));
  assert.deepEqual(told, [undefined, undefined]);
});
