import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { indexerContract } from "../../contract/indexer.ts";
import { BASE } from "./judged.ts";
import { tree } from "./project/tree.ts";

indexerContract("typescript", {
  open() {
    const project = tree({
      ...BASE,
      "a.ts": "export const one: number = 1;\nexport const two: number = hole();\n",
    });
    const session = new Session(project.root, undefined);
    return Promise.resolve({
      indexer: createIndexer(session),
      async [Symbol.asyncDispose]() {
        await session[Symbol.asyncDispose]();
        project[Symbol.dispose]();
      },
    });
  },
  paths: ["a.ts"],
  right: "one + 1",
  wrong: '"two"',
});
