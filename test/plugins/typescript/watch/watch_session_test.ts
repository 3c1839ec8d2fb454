import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { Draft } from "../../../../core/code/hole.ts";
import { call } from "../call.ts";
import { watched } from "./watched.ts";

const TEXT = `declare const names: string[];
export function f(): number {/*<*//*>*/}
`;

/** The compilers on a folder that this process has started and that still run. */
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

Deno.test("check() judges one text at a time, and the newest next", async () => {
  await using project = await watched({ "a.ts": TEXT }, "a.ts", "body");
  await using session = await project.open();
  const text = "const a = 1;\nconst b: string = names;\nreturn a;";
  const lengths = [12, 14, 16, 18, 37];
  const all = await Promise.all(lengths.map((at) => session.check(at, text.slice(0, at), call)));
  // The first was on its way when the others came; of those only the newest was asked about.
  assert.deepEqual(all.map(({ revision }) => revision), [12, 37, 37, 37, 37]);
  assert.deepEqual(all.map(({ checkedTo }) => checkedTo), [12, 37, 37, 37, 37]);
  assert.deepEqual(all.map(({ faults }) => faults.length), [0, 1, 1, 1, 1]);
});

Deno.test("check() answers an older revision with the newest one", async () => {
  await using project = await watched({ "a.ts": TEXT }, "a.ts", "body");
  await using session = await project.open();
  const newest = await session.check(5, "const a = 1;", call);
  assert.equal(await session.check(4, "const a = names.nothing;", call), newest);
});

Deno.test("check() forgets what it knew of a text that was taken back", async () => {
  await using project = await watched({ "a.ts": TEXT }, "a.ts", "body");
  await using session = await project.open();
  assert.equal((await session.check(1, "const a: string = names;", call)).faults.length, 1);
  const again = await session.check(2, "const a: string[] = names;", call);
  assert.deepEqual([again.faults, again.checkedTo], [[], 26]);
  const ended = await session.check(3, "const a: string[] = names;\nreturn a.length;\n}", call);
  assert.equal(ended.isComplete, true);
  assert.equal((await session.check(4, "const a: string[] = names;\nreturn a.len", call)).isComplete, false);
});

Deno.test("whole() tells the imports that a text needs, where only one would do", async () => {
  const files = {
    "a.ts": TEXT,
    "b.ts": "export const tally = (names: string[]) => names.length;\nexport const twice = 2;\n",
    "c.ts": "export const twice = 3;\n",
  };
  await using project = await watched(files, "a.ts", "body");
  await using session = await project.open();
  const { faults, needs } = await session.whole(1, "return tally(names);", call);
  assert.deepEqual([faults, needs], [[], [{ name: "tally", from: "./b", kind: "named" }]]);
  assert.equal((await session.whole(2, "return twice;", call)).needs, undefined);
  assert.equal((await session.whole(3, "return names.length;", call)).needs, undefined);
});

Deno.test("whole() tells what a continuation could have mended", async () => {
  await using project = await watched({ "a.ts": TEXT }, "a.ts", "body");
  await using session = await project.open();
  const text = "return helper(names);";
  assert.deepEqual((await session.check(1, text, call)).faults, []);
  assert.deepEqual((await session.whole(2, text, call)).faults.map(({ code }) => code), ["TS2304"]);
  assert.deepEqual((await session.whole(3, "const a = 1;", call)).faults.length, 1);
  assert.equal((await session.whole(4, "if (names.length > 0) {", call)).faults[0]?.code, "watch/syntax");
});

Deno.test("check() tells where writing can be taken up again before a fault", async () => {
  await using project = await watched({ "a.ts": TEXT }, "a.ts", "body");
  const startsIn = async (written: string) => {
    await using session = await project.open();
    const { starts } = await session.check(1, written, call);
    return starts.map((at) =>
      written.slice(at, written.indexOf("|", at) < 0 ? at + 5 : written.indexOf("|", at))
    );
  };
  assert.deepEqual(await startsIn("const a = 1;\nlet b = 2;"), []);
  assert.deepEqual(await startsIn("const a = 1;\nif (a) {\n  b();\n  let c = names.nothing;\n  e();"), [
    ..."const,if (a,b();\n,let c".split(","),
  ]);
  assert.deepEqual(await startsIn("let a = 1; names.nothing; let b = 1;"), ["let a", "names"]);
  assert.deepEqual(await startsIn("let a = 1;\nlet b = ;\nlet c"), ["let a", "let b"]);
  assert.deepEqual(await startsIn("let a = names.nothing;\nreturn a.length;\n}"), ["let a"]);
});

Deno.test("check() places faults where the text stands in the hole as it is", async () => {
  const files = { "a.ts": "export const a = /*<*/hole()/*>*/ + 1;\nexport const b: string = a;\n" };
  await using project = await watched(files, "a.ts", "expression");
  await using session = await project.open();
  const { faults, checkedTo, isComplete } = await session.check(1, "[1].lenght + 2; export", call);
  assert.deepEqual([checkedTo, isComplete], [14, true]);
  const [fault, after] = faults;
  const text = "export const a = [1].lenght + 2 + 1;\nexport const b: string = a;\n";
  assert.equal(text.slice(fault?.span.start, fault?.span.end), "lenght");
  assert.equal(after, undefined);
  await using other = await project.open();
  const [behind] = (await other.check(1, "[1].length + 2;", call)).faults;
  assert.equal(text.slice(behind?.span.start, behind?.span.end), "b");
});

Deno.test("check() sees the edits that a draft leans on, in its own file and in others", async () => {
  const files = { "a.ts": TEXT, "b.ts": "export const two = 2;\n" };
  await using project = await watched(files, "a.ts", "body");
  const at = (file: string, text: string) => ({ file, span: { start: 0, end: 0 }, text });
  const edits = [at("a.ts", 'import { one } from "./b";\n'), at("b.ts", "export const one: string = '';\n")];
  const draft: Draft = { ...project.draft, edits };
  await using session = await project.open(draft);
  const [fault] = (await session.check(1, "const n: number = one;", call)).faults;
  assert.equal(fault?.message, "Type 'string' is not assignable to type 'number'.");
  assert.equal(fault?.span.start, 27 + project.draft.hole.span.start + "const ".length);
});

Deno.test("watch() shows what is written to nobody else", async () => {
  const files = { "a.ts": TEXT, "b.ts": 'import { f } from "./a";\nexport const n: number = f();\n' };
  await using project = await watched(files, "a.ts", "body");
  await using session = await project.open();
  await session.check(1, "return 1;\n}\nexport type Seen = 1;", call);
  const compiler = await project.session.compiler("a.ts");
  const path = `${project.root}/a.ts`;
  const faults = await compiler.ask(new Map(), (moment) => moment.diagnostics(path));
  assert.deepEqual(faults.map(({ code }) => code), [2355]); // the body is empty again
});

Deno.test("check() tells nothing of a file that can not be parsed around the hole", async () => {
  await using project = await watched({ "a.ts": `${TEXT}const = ;\n` }, "a.ts", "body");
  await using session = await project.open();
  const answer = await session.check(1, "const n: number = names;", call);
  assert.deepEqual([answer.checkedTo, answer.faults], [24, []]);
});

Deno.test("watch() tells nothing of holes that hold no code", async () => {
  await using project = await watched({ "a.ts": "export type A = /*<*/1/*>*/;\n" }, "a.ts", "type");
  await using session = await project.open();
  const answer = await session.check(3, "Missing;", call);
  assert.deepEqual(answer, { revision: 3, checkedTo: 0, isComplete: false, faults: [], starts: [] });
});

Deno.test("watch() refuses a draft whose edits touch the hole", async () => {
  await using project = await watched(
    { "a.ts": "export const a = /*<*/hole()/*>*/;\n" },
    "a.ts",
    "expression",
  );
  const edits = [{ file: "a.ts", span: { start: 15, end: 19 }, text: "" }];
  await assert.rejects(project.open({ ...project.draft, edits }), RangeError);
});

Deno.test("many sessions are alive at once, each with its own text", async () => {
  await using project = await watched({ "a.ts": TEXT }, "a.ts", "body");
  const texts = Array.from({ length: 8 }, (_, at) => at % 2 ? `return ${at};\n}` : `return names.a${at};\n}`);
  const sessions = await Promise.all(texts.map(() => project.open()));
  const found = await Promise.all(sessions.map((session, at) => session.check(1, texts[at] ?? "", call)));
  const told = found.map(({ faults }) => faults.map(({ message }) => message.slice(0, 13)).join());
  assert.deepEqual(told, texts.map((_, at) => at % 2 ? "" : `Property 'a${at}'`));
  for (const session of sessions) await session[Symbol.asyncDispose]();
  await assert.rejects(async () => await sessions[0]?.check(2, "", call), { code: "kernel/closed" });
});

Deno.test("check() rejects with the signal's reason when it is aborted, and goes on for the others", async () => {
  await using project = await watched({ "a.ts": TEXT }, "a.ts", "body");
  await using session = await project.open();
  const control = new AbortController();
  const asked = session.check(1, "return names.lenght;", { signal: control.signal, deadline: Infinity });
  const other = session.check(1, "return names.lenght;", call);
  control.abort(new RangeError("enough"));
  await assert.rejects(asked, RangeError);
  assert.equal((await other).faults.length, 1);
});

Deno.test({
  name: "check() survives the end of the compiler's process",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using project = await watched({ "a.ts": TEXT }, "a.ts", "body");
    await using session = await project.open();
    assert.deepEqual((await session.check(1, "const a = 1;", call)).faults, []);
    const [own] = compilers(project.root);
    assert.ok(own);
    Deno.kill(own, "SIGKILL");
    const { faults, checkedTo } = await session.check(2, "const a = 1;\nreturn names;", call);
    assert.deepEqual([faults.map(({ code }) => code), checkedTo], [["TS2322"], 26]);
  },
});

Deno.test("check() says by a code that there is no compiler any more", async () => {
  await using project = await watched({ "a.ts": TEXT }, "a.ts", "body");
  await using session = await project.open();
  await session.check(1, "const a = 1;", call);
  await (await project.session.compiler("a.ts"))[Symbol.asyncDispose]();
  await assert.rejects(session.check(2, "const a = 1;\nconst b = 2;", call), { code: "typescript/compiler" });
});
