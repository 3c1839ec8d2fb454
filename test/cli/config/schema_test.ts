import assert from "node:assert/strict";
import { checkConfig } from "../../../cli/config/check.ts";
import { settings } from "../../../cli/config/json_schema.ts";
import { keyText, valueAt } from "../../../cli/config/key.ts";
import { assemble } from "../../../cli/config/layers.ts";
import { configRules } from "../../../cli/config/schema.ts";
import { BUILTINS, sourcesOf, testRules } from "./rules_of.ts";

Deno.test("configRules() makes one schema of kernel keys and every plugin's options", () => {
  assert.deepEqual(settings(testRules().schema).map(({ key }) => keyText(key)), [
    "plugins",
    "isolate",
    "fill.maxSeconds",
    "fill.candidates",
    "fill.answerTokens",
    "fill.contextTokens",
    "fill.watch",
    "fill.samples",
    "fill.streams",
    "fill.holes",
    "fill.maxTokens",
    "fill.maxCost",
    "run.maxSeconds",
    "run.maxTokens",
    "run.maxCost",
    "log.level",
    "log.format",
    "trace.keep",
    "trace.maxBytes",
    "options.synth.maxTerms",
    "options.synth.style",
    "options.synth.style.size",
    "options.synth.style.scope",
    "options.openai.model",
    "options.openai.baseUrl",
    "options.openai.apiKeyEnv",
    "options.openai.headers",
    "options.lsp.servers",
  ]);
});

Deno.test("configRules() tells editors the names of built-ins and the forms of specifiers", () => {
  const items = valueAt(testRules().schema, ["properties", "plugins", "items", "anyOf"]);
  assert.deepEqual(items, [
    { type: "string", enum: BUILTINS },
    { type: "string", pattern: "^(jsr:|npm:|https:|\\.{1,2}/)" },
  ]);
});

Deno.test("configRules() keeps definitions of one name in two plugins apart", () => {
  const plugin = (name: string, type: string) => ({
    name,
    options: { type: "object", properties: { a: { $ref: "#/$defs/x" } }, $defs: { x: { type } } },
  });
  const rules = testRules([plugin("synth", "string"), plugin("lsp", "number")]);
  const faults = checkConfig(assemble(sourcesOf('[options]\nsynth.a = 1\nlsp.a = "b"'), rules), rules);
  assert.deepEqual(faults.map(({ message }) => message), [
    "Cannot read options.synth.a: expected a string, found 1",
    'Cannot read options.lsp.a: expected a number, found "b"',
  ]);
});

Deno.test("configRules() takes a schema that holds itself", () => {
  const options = {
    type: "object",
    properties: { left: { $ref: "#" }, size: { type: "number", default: 4 } },
    additionalProperties: false,
  };
  const rules = testRules([{ name: "synth", options }]);
  assert.deepEqual(assemble(sourcesOf('plugins = ["synth"]'), rules).value.options, { synth: { size: 4 } });
  const text = "[options.synth.left.left]\nsize = true";
  const [fault] = checkConfig(assemble(sourcesOf(text), rules), rules);
  assert.equal(fault?.message, "Cannot read options.synth.left.left.size: expected a number, found true");
});

Deno.test("configRules() refuses a plugin's schema that can not be run, by the plugin's name", () => {
  const plugins = [{ name: "odd", options: { not: { type: "string" } } }];
  assert.throws(() => configRules({ plugins, builtins: [] }), { code: "plugin/schema", plugin: "odd" });
});

Deno.test("configRules() lets unknown plugins' options pass while a manifest is not known", () => {
  const text = "[options.other]\na = 1";
  const faults = (isOpen: boolean) => {
    const rules = configRules({ plugins: [], builtins: [], isOpen });
    return checkConfig(assemble(sourcesOf(`plugins = []\n${text}`), rules), rules).length;
  };
  assert.deepEqual([faults(false), faults(true)], [1, 0]);
});
