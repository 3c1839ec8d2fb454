import assert from "node:assert/strict";
import { readBaseUrl } from "../../../plugins/_openai_wire/base_url.ts";

const SAME: readonly (readonly [string, string])[] = [
  ["http://localhost:8080", "http://localhost:8080"],
  ["http://localhost:8080/", "http://localhost:8080"],
  ["http://localhost:8080/v1", "http://localhost:8080"],
  ["http://localhost:8080/v1//", "http://localhost:8080"],
  ["https://openrouter.example/api/v1", "https://openrouter.example/api"],
  ["https://example.org/models/v1beta", "https://example.org/models/v1beta"],
  ["http://[::1]:8000", "http://[::1]:8000"],
];

for (const [text, root] of SAME) {
  Deno.test(`readBaseUrl() reads ${text}`, () => {
    assert.deepEqual(readBaseUrl(text), { root, api: `${root}/v1` });
  });
}

for (
  const text of ["", "localhost:8080", "ftp://localhost", "http://me:pw@localhost", "http://localhost/?a=1"]
) {
  Deno.test(`readBaseUrl() refuses "${text}"`, () => {
    assert.throws(() => readBaseUrl(text), { code: "provider/url" });
  });
}

Deno.test("readBaseUrl() does not show a password", () => {
  assert.throws(
    () => readBaseUrl("http://me:hunter2@localhost"),
    (error: Error) => !error.message.includes("hunter2"),
  );
});
