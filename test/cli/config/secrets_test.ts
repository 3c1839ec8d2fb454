import assert from "node:assert/strict";
import { looksLikeSecret } from "../../../core/code/secret_forms.ts";
import { secretFault } from "../../../cli/config/secrets.ts";

// Joined from parts, so that scanners of repositories do not take them for leaked ones.
const SECRETS = [
  ["sk-", "proj-abcdefghijklmnop"],
  ["sk-", "ant-api03-abcdefghijklmnop"],
  ["ghp", "_abcdefghijklmnopqrstuvwxyz0123456789"],
  ["hf", "_abcdefghijklmnopqrstuvwxyz"],
  ["AKIA", "ABCDEFGHIJKLMNOP"],
  ["AIza", "SyA1234567890abcdefghijklmnopqrstuv"],
  ["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIx.abc-_123"],
  ["Bearer ", "abcdefghijk"],
  ["https://user:", "word@example.com/v1"],
  ["-----BEGIN RSA ", "PRIVATE KEY-----"],
].map((parts) => parts.join(""));

Deno.test("looksLikeSecret() knows the forms of well-known secrets", () => {
  for (const secret of SECRETS) assert.ok(looksLikeSecret(secret), secret);
});

Deno.test("looksLikeSecret() lets names, models, addresses and hashes pass", () => {
  const harmless = [
    "OPENAI_API_KEY",
    "gpt-5.2-codex",
    "qwen2.5-coder:1.5b-instruct-q4_K_M",
    "Qwen/Qwen2.5-Coder-1.5B",
    "http://localhost:8080/v1",
    "https://user@example.com/",
    "task-abcdefghijklmnopqrst",
    "a".repeat(64),
    "3f786850e387550fdab836ed7e6dc881de23001b",
  ];
  for (const text of harmless) assert.equal(looksLikeSecret(text), false, text);
});

Deno.test("secretFault() wants a variable's name in options that end in Env", () => {
  assert.equal(secretFault(["options", "a", "apiKeyEnv"], "OPENAI_API_KEY"), undefined);
  assert.equal(secretFault(["options", "a", "apiKeyEnv"], "has space"), "variable");
  assert.equal(secretFault(["options", "a", "apiKeyEnv"], "3f786850e387550fdab836ed"), "secret");
  assert.equal(secretFault(["options", "a", "apiKeyEnv"], "A_LONG_VARIABLE_OF_TEAM_7"), undefined);
  assert.equal(secretFault(["options", "a", "apiKeyEnv"], "team7Key"), undefined);
  assert.equal(secretFault(["options", "a", "apiKeyEnv"], ""), undefined);
  assert.equal(secretFault(["options", "a", "maxTerms"], 3), undefined);
});

Deno.test("secretFault() looks harder at options with a secret's name", () => {
  assert.equal(secretFault(["options", "a", "token"], "3f786850e387550fdab836ed"), "secret");
  assert.equal(secretFault(["options", "a", "revision"], "3f786850e387550fdab836ed"), undefined);
  assert.equal(secretFault(["options", "a", "stopToken"], "<|endoftext|>"), undefined);
});
