/**
 * The compilers that a project has chosen for itself.
 *
 * @module
 */

import { resolve } from "node:path";
import type { OwnCompiler } from "./compiler.ts";
import { denoCheck } from "./deno_check.ts";
import { denoProject } from "./deno_project.ts";
import { findTypescript, type OwnTypescript } from "./find_typescript.ts";
import { nativeTsc } from "./native_tsc.ts";
import type { OwnCompilerConfig } from "./options.ts";
import { TypescriptApi } from "./typescript_api.ts";

/** Where to look, and what may be asked. */
export interface CompilersOptions extends OwnCompilerConfig {
  /** The project's root: absolute, links resolved. */
  readonly root: string;
  /** The Deno program. */
  readonly program: string;
}

/** Every compiler that may have a say in a project. None of them is started before it is asked. */
export function compilersOf({ deno, typescript, ...options }: CompilersOptions): readonly OwnCompiler[] {
  const project = denoProject(options.root);
  if (project) return deno ? [denoCheck(project, options)] : [];
  return typescript ? findTypescript(options.root).map((own) => typescriptOf(own, options)) : [];
}

/** From 7 on `typescript` is a native program and has no API of its own kind. */
function typescriptOf(
  own: OwnTypescript,
  { tsc, ...options }: Omit<CompilersOptions, "deno" | "typescript">,
): OwnCompiler {
  if (Number.parseInt(own.version) < 7 || own.folder === undefined) return new TypescriptApi(own, options);
  const isPath = tsc !== undefined && /[\\/]/.test(tsc);
  return nativeTsc(own, { ...options, tsc: isPath ? resolve(options.root, tsc) : tsc });
}
