import assert from "node:assert/strict";
import { environmentLayer, variableName } from "../../../cli/config/environment.ts";
import { settings } from "../../../cli/config/json_schema.ts";
import { configRules } from "../../../cli/config/schema.ts";
import { PLUGINS, testRules } from "./rules_of.ts";

const { schema } = testRules();

function faultsOf(environment: Record<string, string>): [string, string | undefined][] {
  return environmentLayer(environment, schema).faults.map((fault) => [fault.message, fault.hint]);
}

Deno.test("variableName() joins parts by two underscores and words by one", () => {
  assert.equal(variableName(["fill", "maxSeconds"]), "MAZE_FILL__MAX_SECONDS");
  assert.equal(variableName(["options", "llama_cpp", "baseUrl"]), "MAZE_OPTIONS__LLAMA_CPP__BASE_URL");
  assert.equal(variableName(["options", "my-plugin", "n"]), "MAZE_OPTIONS__MY_PLUGIN__N");
});

Deno.test("environmentLayer() reads every key of the schema by its variable", () => {
  for (const { key } of settings(schema)) {
    const { layer, faults } = environmentLayer({ [variableName(key)]: '"x"' }, schema);
    assert.deepEqual(faults, []);
    const expected = key.reduceRight<unknown>((value, part) => ({ [part]: value }), "x");
    assert.deepEqual(layer.value, expected);
  }
});

Deno.test("environmentLayer() takes a table of free names as one value", () => {
  const { layer } = environmentLayer({ MAZE_OPTIONS__OPENAI__HEADERS: '{ "X-A" = "1" }' }, schema);
  assert.equal(JSON.stringify(layer.value), '{"options":{"openai":{"headers":{"X-A":"1"}}}}');
});

Deno.test("environmentLayer() refuses a variable that names no key, with the nearest one", () => {
  const state = (name: string) => `Cannot use variable "${name}": no key of the config has this name`;
  assert.deepEqual(faultsOf({ MAZE_FILL__MAX_SECNODS: "1" }), [
    [state("MAZE_FILL__MAX_SECNODS"), 'Did you mean "MAZE_FILL__MAX_SECONDS"?'],
  ]);
  assert.deepEqual(faultsOf({ MAZE_FILL_MAX_SECONDS: "1" }), [
    [state("MAZE_FILL_MAX_SECONDS"), 'Did you mean "MAZE_FILL__MAX_SECONDS"?'],
  ]);
});

Deno.test("environmentLayer() refuses a variable that names a table of keys", () => {
  assert.deepEqual(faultsOf({ MAZE_FILL: "{ maxSeconds = 3 }" }), [
    [
      'Cannot use variable "MAZE_FILL": no key of the config has this name',
      'Did you mean "MAZE_FILL__MAX_SECONDS"?',
    ],
  ]);
});

Deno.test("environmentLayer() leaves other variables alone", () => {
  assert.deepEqual(
    environmentLayer({ MAZE_API_KEY: "k", HOME: "/h", XMAZE_LOG__LEVEL: "a" }, schema).layer.value,
    {},
  );
  assert.deepEqual(faultsOf({ MAZE_API_KEY: "k", HOME: "/h" }), []);
});

Deno.test("environmentLayer() leaves options of other plugins alone where not every plugin is known", () => {
  const environment = { MAZE_OPTIONS__VLM__MODEL: "m", MAZE_OPTIONS__SYNTH__MAXTERMS: "3" };
  const told = (isOpen: boolean) => {
    const { schema } = configRules({ plugins: PLUGINS, builtins: [], isOpen });
    return environmentLayer(environment, schema).faults.map(({ origin }) => origin.name);
  };
  assert.deepEqual(told(false), ["MAZE_OPTIONS__SYNTH__MAXTERMS", "MAZE_OPTIONS__VLM__MODEL"]);
  assert.deepEqual(told(true), ["MAZE_OPTIONS__SYNTH__MAXTERMS"]);
});

Deno.test("environmentLayer() refuses a variable that names two keys", () => {
  const options = { type: "object", properties: { maxTerms: {}, max_terms: {} } };
  const two = testRules([{ name: "synth", options }]).schema;
  const { layer, faults } = environmentLayer({ MAZE_OPTIONS__SYNTH__MAX_TERMS: "1" }, two);
  assert.deepEqual(layer.value, {});
  assert.equal(
    faults[0]?.message,
    'Cannot use variable "MAZE_OPTIONS__SYNTH__MAX_TERMS": it names options.synth.maxTerms and options.synth.max_terms',
  );
});

Deno.test("environmentLayer() reports a broken value by its variable", () => {
  const { faults } = environmentLayer({ MAZE_PLUGINS: '["a"' }, schema);
  assert.equal(faults[0]?.origin.name, "MAZE_PLUGINS");
  assert.equal(faults[0]?.code, "config/syntax");
});
