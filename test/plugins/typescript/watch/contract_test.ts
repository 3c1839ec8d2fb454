import type { Hole } from "../../../../core/code/hole.ts";
import { validatorContract } from "../../../contract/validator.ts";
import { Session } from "../../../../plugins/typescript/session.ts";
import { createValidator } from "../../../../plugins/typescript/validator.ts";
import { tree } from "../project/tree.ts";
import { STRICT_CONFIG } from "./watched.ts";

const TEXT = "export function f(names: string[]): number {\n  throw 0;\n}\n";
const OLD = "throw 0;";
const start = TEXT.indexOf(OLD);
const span = { start, end: start + OLD.length };
const hole = {
  ...{ id: "a.ts:2:3", file: "a.ts", span, snapshot: "", language: "typescript" },
  ...{ kind: "statements" as const, intent: "", examples: [] },
};
/** All of the function, written anew. */
const range: Hole = { ...hole, id: "a.ts:1:1", kind: "range", span: { start: 0, end: TEXT.length - 1 } };
/** Behind the function. */
const declaration: Hole = {
  ...{ ...hole, id: "a.ts:3:2", kind: "declaration" },
  span: { start: TEXT.length - 1, end: TEXT.length - 1 },
};
const change = (text: string) => ({
  edits: [{ file: "a.ts", span, text }],
  files: [{ file: "a.ts", text: TEXT.replace(OLD, text) }],
});

validatorContract("typescript", {
  open() {
    const project = tree({ "tsconfig.json": STRICT_CONFIG, "a.ts": TEXT });
    const session = new Session(project.root, undefined);
    return Promise.resolve({
      validator: createValidator(session, []),
      async [Symbol.asyncDispose]() {
        await session[Symbol.asyncDispose]();
        project[Symbol.dispose]();
      },
    });
  },
  hole,
  clean: [change("return names.length;")],
  faulty: [{ change: change('return "a";'), codes: ["TS2322"] }],
  watched: [
    {
      draft: { hole, text: "", edits: [] },
      right: [
        "const n = names.map(size).length;\nreturn n;\nfunction size(name: string) { return name.length; }\n}",
      ],
      wrong: [
        { text: "const n: number = names;\nreturn n;\n}", code: "TS2322" },
        { text: "return size(names);\n}", code: "TS2304" },
        { text: "const = 1; return 1;", code: "watch/syntax" },
      ],
    },
    {
      draft: { hole: range, text: "", edits: [] },
      right: [
        "export function f(names: string[]): number {\n  return size(names);\n}\nconst size = (all: string[]) => all.length;",
      ],
      wrong: [
        { text: "export function f(names: string[]): number {\n  return names;\n}", code: "TS2322" },
        { text: "export const f = (names: string[]): number => names.lenght + 1;", code: "TS2551" },
        { text: "const f = 1;\nfunction = 1;", code: "watch/syntax" },
      ],
    },
    {
      draft: { hole: declaration, text: "", edits: [] },
      right: [
        "export const g = (names: string[]): number => f(names);\n",
        "export function g(names: string[]): number;\nexport function g(): number {\n  return f([]);\n}",
      ],
      wrong: [
        { text: "export function g(): number {\n  return f(1);\n}", code: "TS2345" },
        { text: "export const g: number = missing;\n", code: "TS2304" },
        { text: "export function g(): number {\n  const = 1;\n}", code: "watch/syntax" },
      ],
    },
  ],
});
