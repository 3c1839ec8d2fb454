import { validatorContract } from "../../contract/validator.ts";
import { judged } from "./judged.ts";

const TEXT = "export const a: string = 1 as never;\n";
const change = (text: string) => ({
  edits: [{ file: "a.ts", span: { start: 25, end: 35 }, text }],
  files: [{ file: "a.ts", text: TEXT.replace("1 as never", text) }],
});

validatorContract("own_compiler", {
  async open() {
    const project = await judged({
      "tsconfig.json": '{"compilerOptions":{"strict":true,"target":"esnext","types":[]}}',
      "a.ts": TEXT,
    }, { typescript: "5.9.3" });
    return { validator: project.validator, [Symbol.asyncDispose]: () => project[Symbol.asyncDispose]() };
  },
  clean: [change('"a"'), change("`${1}`")],
  faulty: [
    { change: change('RegExp.escape("a")'), codes: ["TS2339"] },
    { change: change("1"), codes: ["TS2322"] },
  ],
});
