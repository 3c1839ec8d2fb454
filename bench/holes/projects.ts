/**
 * Packages whose functions are cut out: each a project of its own in the user's cache, type-checked as it is.
 *
 * @module
 */

import { copy, installed, type PackageName } from "../packages.ts";

/** A package, and what of it was published before 2026. */
export interface HolePackage extends PackageName {
  /** Its last version of 2025; absent where none has the same source. */
  readonly before?: string;
  /** Where its TypeScript is in the published folder; `src` when absent. */
  readonly source?: string;
  /** The same of its last version of 2025. */
  readonly sourceBefore?: string;
}

/** The packages, by name. What others yield, and why they are not here: docs/evaluation.md. */
export const holePackages: readonly HolePackage[] = [
  { name: "@ai-sdk/provider-utils", version: "4.0.66" },
  { name: "@internationalized/date", version: "3.12.4", before: "3.10.1" },
  { name: "@math.gl/core", version: "4.1.0" },
  { name: "@msgpack/msgpack", version: "3.1.3" },
  { name: "@mysten/bcs", version: "2.1.2", before: "1.8.0" },
  { name: "@noble/ciphers", version: "2.4.0", before: "2.1.1" },
  { name: "@noble/curves", version: "2.4.0", before: "2.0.1" },
  { name: "@noble/hashes", version: "2.4.0", before: "2.0.1" },
  { name: "@tanstack/form-core", version: "1.33.5", before: "1.27.7" },
  { name: "@tanstack/router-core", version: "1.171.39", before: "1.144.0" },
  { name: "effect", version: "4.1.0", before: "3.19.13" },
  { name: "micro-packed", version: "0.11.1", before: "0.7.3" },
  { name: "ox", version: "1.8.3", before: "0.11.1", sourceBefore: "." },
  { name: "vega-lite", version: "6.4.3", before: "6.4.1" },
  { name: "viem", version: "2.57.20", source: ".", before: "2.43.4", sourceBefore: "." },
  { name: "zod", version: "4.6.7", before: "4.3.3" },
];

/** A project that holes are cut out of; nothing is written into it. */
export interface Project {
  /** As figures name it. */
  readonly name: string;
  /** Absolute path; `src/` has its code, `node_modules/` what that needs, without the package itself. */
  readonly root: string;
}

/** Names and types of Node, which most packages read. */
const NODE_TYPES = "@types/node@24.10.1";
const TESTS =
  /(?:^|\/)(?:_?tests?|__tests__|_test|benchmarks?)$|[._](?:test|spec|bench|test-d|bench-d)\.tsx?$/;
/** What is built from the source, and what it needs. */
const BUILT = /\/(?:node_modules|_cjs|_esm|_types)$/;
const CONFIG = {
  compilerOptions: {
    ...{ strict: true, noEmit: true, target: "esnext", module: "preserve", skipLibCheck: true },
    ...{ lib: ["esnext", "dom", "dom.iterable"], types: ["node"], allowImportingTsExtensions: true },
  },
  include: ["src"],
};

/**
 * Installs a package as a project, unless it is there.
 *
 * @throws {Error} If npm can not install it.
 */
export async function projectFor(
  { name, version, source = "src" }: HolePackage,
): Promise<Project> {
  const finish = async (root: string) => {
    const own = `${root}/node_modules/${name}`;
    await copy(`${own}/${source}`, `${root}/src`, (path) => !TESTS.test(path) && !BUILT.test(path));
    // Nobody may look up what was cut out.
    await Deno.remove(own, { recursive: true });
    await writeConfig(root);
  };
  return { name, root: await installed({ name, version }, finish, { suffix: "-holes", also: [NODE_TYPES] }) };
}

/** Writes the options under which every project is checked. */
export async function writeConfig(root: string): Promise<void> {
  await Deno.writeTextFile(`${root}/tsconfig.json`, JSON.stringify(CONFIG, null, 2));
}

/** The source files of a project with their texts, by path relative to its root, sorted; files of declarations on demand. */
export async function sourcesOf(
  root: string,
  { hasDeclarations = false }: { readonly hasDeclarations?: boolean } = {},
): Promise<ReadonlyMap<string, string>> {
  const wanted = hasDeclarations ? /\.ts$/ : /(?<!\.d)\.ts$/;
  const found: [string, string][] = [];
  const visit = async (folder: string) => {
    for await (const { name, isDirectory } of Deno.readDir(`${root}/${folder}`)) {
      const path = `${folder}/${name}`;
      if (isDirectory) await visit(path);
      else if (wanted.test(name)) found.push([path, await Deno.readTextFile(`${root}/${path}`)]);
    }
  };
  await visit("src");
  return new Map(found.sort(([a], [b]) => a < b ? -1 : 1));
}
