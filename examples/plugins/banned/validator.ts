import type { Contributions, Project } from "@maze/maze/plugin";
import { type BannedCall, bannedCalls } from "./calls.ts";

type Validator = NonNullable<Contributions["validator"]>;

/** Judges by the calls that a change brings in; without edits, by all that stand in its files. */
export function validator(calls: Readonly<Record<string, string>>, project: Project): Validator {
  const names = Object.keys(calls);
  return {
    stage: "static",
    async validate({ edits, files }) {
      const found = await Promise.all(files.map(async ({ file, text }) => {
        const old = edits.length === 0 ? [] : bannedCalls(await project.read(file), names);
        return without(bannedCalls(text, names), old).map(({ name, span }) => ({
          ...{ file, span, severity: "error" as const, code: "banned", source: "banned" },
          message: `${name} is not called in this project: ${calls[name]}`,
        }));
      }));
      const diagnostics = found.flat();
      const state = diagnostics.length === 0 ? "valid" : "invalid";
      return { validator: "banned", state, diagnostics, notes: [] };
    },
  };
}

/** The calls that are not there before: one for one, by name and line. */
function without(found: readonly BannedCall[], old: readonly BannedCall[]): readonly BannedCall[] {
  const left = old.map(({ name, line }) => `${name} ${line}`);
  return found.filter(({ name, line }) => {
    const at = left.indexOf(`${name} ${line}`);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
