import assert from "node:assert/strict";
import { NOTE_CODES } from "../../../core/code/note.ts";
import { openSandbox, type SandboxEnd, type SandboxOptions } from "../../../plugins/_process/sandbox.ts";

interface Told {
  readonly end: SandboxEnd;
  readonly lines: readonly string[];
}

const MARKER = "@7f3a ";

/** Runs `main.ts` in a fresh sandbox. */
async function run(
  files: Readonly<Record<string, string>>,
  limits: { silenceMs?: number; deadlineMs?: number; mayRead?: boolean; options?: SandboxOptions } = {},
): Promise<Told> {
  const { silenceMs = 20_000, deadlineMs = 30_000, mayRead = false, options = {} } = limits;
  await using sandbox = await openSandbox(new Map(Object.entries(files)), options);
  assert.ok(sandbox);
  const lines: string[] = [];
  const end = await sandbox.run({
    entry: "main.ts",
    input: "",
    marker: MARKER,
    mayRead,
    silenceMs,
    deadline: performance.now() + deadlineMs,
    onLine: (line) => (lines.push(line), silenceMs),
  });
  return { end, lines };
}

/** Says what an expression gives, or the name and message of what it throws. */
const attempt = (expression: string) => `
try {
  const value = await (async () => (${expression}))();
  console.log(${JSON.stringify(MARKER)} + "got " + String(value));
} catch (error) {
  console.log(${JSON.stringify(MARKER)} + "refused " + error.name + " " + error.message.split("\\n")[0]);
}`;

/** A folder outside the sandbox with a secret as module and as JSON. */
async function outside(): Promise<AsyncDisposable & { path: string }> {
  const path = await Deno.realPath(await Deno.makeTempDir());
  await Deno.writeTextFile(`${path}/secret.ts`, 'export default "secret";');
  await Deno.writeTextFile(`${path}/secret.json`, '"secret"');
  await Deno.writeTextFile(`${path}/secret.txt`, "secret");
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

Deno.test("sandbox runs TypeScript with enums, namespaces, parameter properties and decorators", async () => {
  const { lines, end } = await run({
    "a.ts": `export enum Unit { Gram = 1, Kilo = 1000 }
      export namespace Deep { export const two = 2; }
      const twice = (method: (this: unknown) => number, _: ClassMethodDecoratorContext) => () => 2 * method.call(undefined);
      export class Point { constructor(readonly x: number) {} @twice seven(): number { return 7; } }`,
    "main.ts": `import { Deep, Point, Unit } from "./a.ts";
      console.log(${
      JSON.stringify(MARKER)
    } + [Unit.Kilo, Unit[1], Deep.two, new Point(5).x, new Point(1).seven()]);`,
  });
  assert.deepEqual(lines, ["1000,Gram,2,5,14"], end.stderr);
});

const refusals: Readonly<Record<string, readonly [expression: string, told: RegExp]>> = {
  "reads outside its directory": [
    'Deno.readTextFileSync("/etc/hostname")',
    /^refused NotCapable Requires read/,
  ],
  "reads outside by node:fs": [
    '(await import("node:fs")).readFileSync("/etc/hostname", "utf8")',
    /^refused NotCapable Requires read/,
  ],
  "reads its own directory": ['Deno.readTextFileSync("main.ts")', /^refused NotCapable Requires read/],
  "reads what the system says of processes": [
    'Deno.readTextFileSync("/proc/self/environ")',
    /^refused NotCapable Requires read/,
  ],
  "opens a folder for WebAssembly": [
    'new (await import("node:wasi")).WASI({ version: "preview1", preopens: { "/": "." } })',
    /^refused Error uvwasi_init: failed to open preopen/,
  ],
  "opens a database in a file": [
    'new (await import("node:sqlite")).DatabaseSync("/tmp/maze.db")',
    /^refused NotCapable Requires read/,
  ],
  "joins a database in a file": [
    `new (await import("node:sqlite")).DatabaseSync(":memory:").exec("attach database '/tmp/maze.db' as m")`,
    /^refused Error too many attached databases - max 0/,
  ],
  "requires a file outside": [
    '(await import("node:module")).createRequire(import.meta.url)("/etc/secret.json")',
    /^refused NotCapable Requires read/,
  ],
  "turns an import elsewhere by a hook": [
    `((await import("node:module")).registerHooks({ resolve: () => ({ url: "file:///etc/secret.mjs", shortCircuit: true }) }), import("any" + "thing"))`,
    /^refused TypeError Requires read/,
  ],
  "fetches a file": ['(await fetch("file:///etc/hostname")).text()', /^refused NotCapable Requires read/],
  "fetches from the net": ['fetch("http://127.0.0.1:4999/")', /^refused NotCapable Requires net/],
  "opens a connection": ["Deno.connect({ port: 9 })", /^refused NotCapable Requires net/],
  "opens a connection by node:net": [
    '(await import("node:events")).once((await import("node:net")).connect(9, "127.0.0.1"), "connect")',
    /^refused (NotCapable|Error) Requires net/,
  ],
  "listens on a port": ["Deno.serve(() => new Response())", /^refused NotCapable Requires net/],
  "looks up a name": ['Deno.resolveDns("example.com", "A")', /^refused NotCapable Requires net/],
  "reads the environment": ['Deno.env.get("HOME")', /^refused NotCapable Requires env/],
  "changes the environment": ['Deno.env.set("A", "b")', /^refused NotCapable Requires env/],
  "runs a program": ['new Deno.Command("true").outputSync()', /^refused NotCapable Requires run/],
  "kills another process": ['Deno.kill(Deno.ppid, "SIGKILL")', /^refused NotCapable Requires run/],
  "loads a native library": ['Deno.dlopen("libc.so.6", {})', /^refused NotCapable Requires ffi/],
  "loads a native addon": [
    'process.dlopen({ exports: {} }, "/lib/a.node")',
    /^refused NotCapable Requires ffi/,
  ],
  "asks for the host's name": ["Deno.hostname()", /^refused NotCapable Requires sys/],
  "asks for the host's addresses": [
    '(await import("node:os")).networkInterfaces()',
    /^refused NotCapable Requires sys/,
  ],
  "loads the drivers of a graphics card": [
    "String(await navigator.gpu.requestAdapter())",
    /^got null/,
  ],
  "lets a debugger in": ['(await import("node:inspector")).open(0)', /^refused NotCapable Requires sys/],
  "asks for a permission": ['(await Deno.permissions.request({ name: "read" })).state', /^got denied/],
  "writes a file": ['Deno.writeTextFileSync("x", "")', /^refused NotCapable Requires write/],
  "makes a link": ['Deno.symlinkSync("/etc", "etc")', /^refused NotCapable .*--allow-write/],
  "keeps data in web storage": ['localStorage.setItem("a", "b")', /^refused NotADirectory/],
  "keeps data in the web cache": ['caches.open("a")', /^refused Error Failed to create cache/],
  "imports from a host that Deno trusts": [
    'import("https://" + ["deno", "land"].join(".") + "/std/version.ts")',
    /^refused TypeError A remote specifier was requested: .* but --no-remote is specified/,
  ],
  "imports from JSR": ['import("jsr:@std/assert")', /^refused TypeError .* but --no-remote is specified/],
  "imports from npm": [
    'import("npm:zod@4.6.7")',
    /^refused TypeError npm specifiers were requested; but --no-npm/,
  ],
};

for (const [deed, [expression, told]] of Object.entries(refusals)) {
  Deno.test(`sandbox refuses code that ${deed}`, async () => {
    const { lines, end } = await run({ "main.ts": attempt(expression) });
    assert.match(lines.join("|"), told, end.stderr);
  });
}

Deno.test("sandbox lets code read its own directory when asked to, and nothing else", async () => {
  const inside = await run({ "main.ts": attempt('Deno.readTextFileSync("main.ts").length > 9') }, {
    mayRead: true,
  });
  const above = await run({ "main.ts": attempt('Deno.readTextFileSync("../map.json")') }, { mayRead: true });
  assert.deepEqual(inside.lines, ["got true"]);
  assert.match(above.lines.join(), /^refused NotCapable/);
});

Deno.test("sandbox lets no config that lies among the modules speak", async () => {
  const { lines } = await run({
    "main.ts": attempt("typeof Deno.openKv"),
    "deno.json": '{ "unstable": ["kv"] }',
  });
  assert.deepEqual(lines, ["got undefined"]);
});

Deno.test("sandbox hands the child nothing of the environment but where to find programs and its own cache", async () => {
  const { spawn } = await import("../../../plugins/_process/spawn.ts");
  const names = new Set<string>();
  const args = new Set<string>();
  await run({ "main.ts": "" }, {
    options: {
      spawn: (command) => {
        for (const name of Object.keys(command.env)) names.add(name);
        for (const arg of command.args) args.add(arg);
        return spawn(command);
      },
    },
  });
  assert.deepEqual([...names].sort(), [
    ...["DENO_DIR", "DENO_NO_UPDATE_CHECK", "DENO_WEBGPU_BACKEND", "NO_COLOR", "PATH"],
  ]);
  assert.ok(args.has("--no-prompt"), "nobody is asked, even where there is a terminal");
  assert.ok(![...args].some((arg) => arg.startsWith("--allow")));
});

const imports: Readonly<Record<string, (path: string) => string>> = {
  "a static import of a module": (path) =>
    `import secret from "${path}/secret.ts"; console.log("${MARKER}" + secret);`,
  "a static import by relative path": (path) =>
    `import secret from "${"../".repeat(20)}${path.slice(1)}/secret.ts"; console.log("${MARKER}" + secret);`,
  "a static import of JSON": (path) =>
    `import secret from "${path}/secret.json" with { type: "json" }; console.log("${MARKER}" + secret);`,
  "a literal import of text": (path) =>
    attempt(`(await import("file://${path}/secret.txt", { with: { type: "text" } })).default`),
  "a static import of text": (path) =>
    `import secret from "${path}/secret.txt" with { type: "text" }; console.log("${MARKER}" + secret);`,
  "a literal dynamic import": (path) => attempt(`(await import("file://${path}/secret.ts")).default`),
  "a foldable dynamic import": (path) => attempt(`(await import("file://${path}/" + "secret.ts")).default`),
  "a computed dynamic import": (path) =>
    attempt(`(await import(["file://", "${path}", "/secret.ts"].join(""))).default`),
  "an import out of a data: module": (path) =>
    attempt(
      `(await import("data:application/javascript,export { default } from 'file://${path}/secret.ts'")).default`,
    ),
  "an import out of evaluated text": (path) =>
    attempt(`(await (0, eval)("import('file://${path}/secret.ts')")).default`),
  "an import out of a data: worker": (path) =>
    `const worker = new Worker("data:application/javascript,import s from 'file://${path}/secret.ts'; postMessage(s)", { type: "module" });
     worker.onmessage = ({ data }) => console.log("${MARKER}" + data);
     worker.onerror = (event) => { event.preventDefault(); console.log("${MARKER}refused " + event.message); worker.terminate(); };`,
};

for (const [way, code] of Object.entries(imports)) {
  Deno.test(`sandbox refuses ${way} that lies outside`, async () => {
    await using folder = await outside();
    const { lines, end } = await run({ "main.ts": code(folder.path) });
    assert.doesNotMatch(lines.join(), /secret$/);
    assert.match(lines.join() + end.stderr, /Module not found|Requires read access|outside-the-sandbox/);
  });
}

Deno.test("sandbox gives a worker no more than its parent has", async () => {
  const inner =
    `try { Deno.readTextFileSync("/etc/hostname"); postMessage("secret") } catch (e) { postMessage(e.name) }`;
  const { lines, end } = await run({
    "main.ts": `const worker = new Worker("data:application/javascript," + ${
      JSON.stringify(encodeURIComponent(inner))
    }, { type: "module" });
      worker.onmessage = ({ data }) => { console.log("${MARKER}" + data); worker.terminate(); };`,
  });
  assert.deepEqual(lines, ["NotCapable"], end.stderr);
});

Deno.test("sandbox.write() refuses a path that leaves the directory", async () => {
  await using sandbox = await openSandbox(new Map());
  for (const path of ["../x.ts", "/x.ts", "a/../../x.ts"]) {
    await assert.rejects(async () => await sandbox?.write(new Map([[path, ""]])), RangeError);
  }
});

Deno.test("sandbox.run() kills an endless loop when it is silent for too long", async () => {
  const { end } = await run({ "main.ts": "for (;;);" }, { silenceMs: 300 });
  assert.equal(end.cause, "silence");
});

Deno.test("sandbox.run() kills a child that talks for ever at the deadline", async () => {
  const { end, lines } = await run({ "main.ts": `for (;;) console.log("${MARKER}x");` }, { deadlineMs: 600 });
  assert.equal(end.cause, "deadline");
  assert.ok(lines.length > 0);
});

Deno.test("sandbox.run() ends the child when the call is aborted", async () => {
  await using sandbox = await openSandbox(new Map([["main.ts", `console.log("${MARKER}up"); for (;;);`]]));
  const control = new AbortController();
  const end = await sandbox?.run({
    entry: "main.ts",
    input: "",
    marker: MARKER,
    mayRead: false,
    silenceMs: 20_000,
    deadline: performance.now() + 20_000,
    signal: control.signal,
    onLine: () => (control.abort(), 20_000),
  });
  assert.equal(end?.cause, "aborted");
});

Deno.test("sandbox.run() ends endless growth of the heap where its own limit is", async () => {
  const code = `const all = [];
    for (let n = 0; n < 400; n++) { all.push(new Array(131072).fill(n)); console.log("${MARKER}" + n); }`;
  const { end, lines } = await run({ "main.ts": code }, { options: { heapMb: 64 } });
  assert.equal(end.cause, "exit");
  assert.match(end.stderr, /out of memory/);
  assert.notEqual(end.code, 0);
  assert.ok(lines.length < 200, `${lines.length} MB`);
});

Deno.test("sandbox.run() lets no code lift the limit of the heap", async () => {
  const code = `(await import("node:v8")).setFlagsFromString("--max-old-space-size=4000"); const all = [];
    for (let n = 0; n < 400; n++) { all.push(new Array(131072).fill(n)); console.log("${MARKER}" + n); }`;
  const { end, lines } = await run({ "main.ts": code }, { options: { heapMb: 64 } });
  assert.match(end.stderr, /out of memory/);
  assert.ok(lines.length < 200, `${lines.length} MB`);
});

/** True where a program can limit what a child of it may use. */
async function limits(program: string): Promise<boolean> {
  const args = program === "prlimit" ? ["--data=2000000000", "true"] : ["-c", "ulimit -d 2000000"];
  const { success } = await new Deno.Command(program, { args }).output().catch(() => ({ success: false }));
  return success;
}

/** The programs that set limits; each alone, where the machine has it. */
for (const limiter of ["prlimit", "/bin/sh"]) {
  Deno.test(`sandbox limits memory and files by ${limiter} where the machine has it`, async (t) => {
    const { spawn } = await import("../../../plugins/_process/spawn.ts");
    const options: SandboxOptions = {
      spawn: (command) => {
        // The probe of a limiter runs the shell inside it.
        if (/prlimit|sh$/.test(command.program) && command.program !== limiter) {
          throw new Deno.errors.NotFound(command.program);
        }
        return spawn(command);
      },
    };
    const ignore = !await limits(limiter);
    await t.step({
      name: "typed arrays",
      ignore,
      fn: async () => {
        const code =
          "let n = 0; const all = []; for (;;) { all.push(new Uint8Array(50e6).fill(1)); n += 50; if (n > 3000) break; }";
        const { lines } = await run({ "main.ts": attempt(`(() => { ${code} return n; })()`) }, { options });
        assert.match(lines.join(), /^refused RangeError Array buffer allocation failed/);
      },
    });
    await t.step({
      name: "temporary tables of a database, which go to the disk without a permission",
      ignore,
      fn: async () => {
        const code = `const { DatabaseSync } = await import("node:sqlite");
          const base = new DatabaseSync(":memory:");
          base.exec("pragma temp_store = 1; pragma cache_size = 10; create temp table t (a)");
          for (let n = 0; n < 100; n++) { base.exec("insert into t select randomblob(1000000)"); console.log("${MARKER}" + n); }`;
        const { lines } = await run({ "main.ts": code }, { options });
        assert.ok(lines.length > 0 && lines.length < 50, `${lines.length} MB`);
      },
    });
  });
}

Deno.test("sandbox says that memory is not limited where no limiting program works", async () => {
  const { spawn } = await import("../../../plugins/_process/spawn.ts");
  await using sandbox = await openSandbox(new Map(), {
    spawn: (command) => {
      if (/prlimit|sh$/.test(command.program)) throw new Deno.errors.NotFound(command.program);
      return spawn(command);
    },
  });
  const open = sandbox?.notes.filter(({ code }) => code === NOTE_CODES.notLimited).map(({ text }) => text);
  assert.deepEqual(open, ["memory outside the heap not limited, nor processor time"]);
});

Deno.test("sandbox.run() takes no harm from megabytes of output on both streams", async () => {
  const { lines, end } = await run({
    "main.ts": `const noise = "x".repeat(1_000_000);
      for (let i = 0; i < 20; i++) { console.log(noise); console.error(noise); }
      console.log("${MARKER}done");`,
  });
  assert.deepEqual(lines, ["done"]);
  assert.ok(end.stderr.length <= 16_384);
});

Deno.test("sandbox.run() reports a quiet exit as such, without a line", async () => {
  const { lines, end } = await run({ "main.ts": "Deno.exit(0)" });
  assert.deepEqual([lines, end.cause, end.code], [[], "exit", 0]);
});

Deno.test("sandbox leaves nothing behind", async () => {
  const { lines } = await run({ "main.ts": attempt("Deno.cwd()") }, { mayRead: true });
  const path = lines.join().replace("got ", "");
  assert.match(path, /maze-[^/]+\/root$/);
  await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
});
