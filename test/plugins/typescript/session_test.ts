import assert from "node:assert/strict";
import { Session } from "../../../plugins/typescript/session.ts";
import { tree } from "./project/tree.ts";

Deno.test("Session starts no compiler for a question that was on its way when it was closed", async () => {
  using project = tree({ "tsconfig.json": "{}", "a.ts": "export const a = 1;\n" });
  const session = new Session(project.root, undefined);
  const asked = session.compiler("a.ts");
  await session[Symbol.asyncDispose]();
  await assert.rejects(asked, { code: "kernel/closed" });
});
