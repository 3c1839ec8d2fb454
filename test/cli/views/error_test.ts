import { LoadError, MazeError } from "@maze/maze";
import assert from "node:assert/strict";
import { ConfigError } from "../../../cli/config/fault.ts";
import { Interrupted, UsageError } from "../../../cli/exit_codes.ts";
import { exitCodeOf } from "../../../cli/shell.ts";
import { errorJson, errorText } from "../../../cli/views/error.ts";

const { signal } = new AbortController();
const plain = { isDebug: false, hasColor: false, signal };

Deno.test("errorText() claims one line for each fault of a config or of plugins, with place and hint", () => {
  const config = new ConfigError([
    {
      code: "config/type",
      message: "Cannot read a",
      origin: { layer: "project", file: "/m.toml", line: 2, column: 3 },
    },
    {
      code: "config/syntax",
      message: "Cannot read b",
      hint: "Mend it",
      origin: { layer: "flag", name: "--set b" },
    },
  ]);
  assert.equal(
    errorText(config, plain),
    "error[config/type]: /m.toml:2:3: Cannot read a\n  hint: `maze why config/type` says more\nerror[config/syntax]: --set b: Cannot read b\n  hint: Mend it\n",
  );
  const place = { file: "/m.toml", line: 1, column: 5 };
  const load = new LoadError([{ code: "plugin/option", plugin: "p", message: "Cannot load p", place }]);
  assert.equal(
    errorText(load, plain),
    "error[plugin/option]: /m.toml:1:5: Cannot load p\n  hint: `maze why plugin/option` says more\n",
  );
  const strange = new MazeError("Cannot x", { code: "acme/odd" });
  assert.equal(errorText(strange, plain), "error[acme/odd]: Cannot x\n");
});

Deno.test("errorText() claims a stack only for those who debug, and the plugin that was running", () => {
  const error = new MazeError("Cannot think", {
    code: "hook/failed",
    plugin: "p",
    hook: "indexer.scope",
    cause: new Error("deep"),
  });
  assert.equal(
    errorText(error, plain),
    'error[hook/failed]: plugin "p", indexer.scope: Cannot think\n  hint: `maze why hook/failed` says more\n',
  );
  assert.match(errorText(error, { ...plain, isDebug: true }), /caused by Error: deep\n +at /);
  assert.match(
    errorText(new TypeError("odd"), plain),
    /^error\[internal\]: odd\n {2}hint: .*--log-level debug/,
  );
});

Deno.test("errorText() claims to show the cause before what failed while closing", () => {
  const first = new MazeError("Cannot ask", { code: "hook/failed" });
  const later = new MazeError("Cannot dispose", { code: "plugin/dispose" });
  const text = errorText(new SuppressedError(later, first), plain);
  assert.equal(
    text,
    "error[hook/failed]: Cannot ask\n  hint: `maze why hook/failed` says more\n" +
      "error[plugin/dispose]: Cannot dispose\n  hint: `maze why plugin/dispose` says more\n",
  );
});

Deno.test("exitCodeOf() claims 2 for usage, 3 for the machinery, 130 and 143 for signals", () => {
  assert.equal(exitCodeOf(new UsageError("x"), signal), 2);
  assert.equal(exitCodeOf(new Error("x"), signal), 3);
  assert.equal(exitCodeOf(new SuppressedError(new Error("y"), new UsageError("x")), signal), 2);
  for (const [name, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
    const aborted = AbortSignal.abort(new Interrupted(name));
    assert.equal(exitCodeOf(new DOMException("aborted"), aborted), code);
  }
});

Deno.test("errorText() claims that no control character of a project reaches the terminal", () => {
  const text = errorText(
    new MazeError('Cannot read "\u001b[2J\u202e.ts"', { code: "a/b", hint: "x\u0007" }),
    plain,
  );
  assert.equal(text, 'error[a/b]: Cannot read "\\u001b[2J\\u202e.ts"\n  hint: x\\u0007\n');
});

Deno.test("errorJson() claims to name an interruption, whatever failed because of it", () => {
  const aborted = AbortSignal.abort(new Interrupted("SIGINT"));
  assert.deepEqual(errorJson(new DOMException("aborted"), aborted), {
    version: 1,
    errors: [{ code: "interrupted", message: "Stopped by SIGINT; no file is half written" }],
  });
  assert.equal(errorJson(new UsageError("Cannot x", "Do y")).errors[0]?.hint, "Do y");
});
