import assert from "node:assert/strict";
import { isSecretFile, withoutSecrets } from "../../../core/code/secret_forms.ts";

const key = ["sk-", "abcdefghijklmnop1234"].join("");

Deno.test("withoutSecrets() takes out well-known forms, wherever they stand", () => {
  assert.equal(
    withoutSecrets(`fetch(u, { k: "${key}" }); // ${key}`),
    'fetch(u, { k: "[redacted]" }); // [redacted]',
  );
  const pem = ["-----BEGIN EC ", "PRIVATE KEY-----\nabc\ndef\n-----END EC ", "PRIVATE KEY-----"].join("");
  assert.equal(withoutSecrets(`const k = \`${pem}\`;`), "const k = `[redacted]`;");
  assert.equal(withoutSecrets("postgres://me:hunter2x@db/x"), "postgres://me:[redacted]@db/x");
});

Deno.test("withoutSecrets() takes out what is given to a name of a secret and looks drawn by chance", () => {
  const cases = [
    ['const apiKey = "a8f5f167f44f4964e6c998";', 'const apiKey = "[redacted]";'],
    ["{ 'client-secret': 'Zx81-Zx81-Zx81' }", "{ 'client-secret': '[redacted]' }"],
    ['password: "correct horse battery"', 'password: "correct horse battery"'],
    ['const tokenizer = "cl100k_base_encoding1";', 'const tokenizer = "cl100k_base_encoding1";'],
    ['const keyName = "a8f5f167f44f4964e6c998";', 'const keyName = "a8f5f167f44f4964e6c998";'],
    ['token: "identifierName"', 'token: "identifierName"'],
  ] as const;
  for (const [text, plain] of cases) assert.equal(withoutSecrets(text), plain);
});

Deno.test("withoutSecrets() leaves ordinary code alone", async () => {
  const text = await Deno.readTextFile(new URL("../../../core/kernel/kernel.ts", import.meta.url));
  assert.equal(withoutSecrets(text), text);
});

Deno.test("isSecretFile() goes by the name alone", () => {
  for (
    const file of [
      ".env",
      "a/.env.local",
      "b/server.pem",
      "id_rsa",
      "x/credentials.json",
      "secrets.yaml",
      ".npmrc",
    ]
  ) {
    assert.ok(isSecretFile(file), file);
  }
  for (
    const file of ["src/secrets.ts", "environment.ts", "keys.ts", "a.pem.ts", "credentials.service.ts", "env"]
  ) {
    assert.equal(isSecretFile(file), false, file);
  }
});
