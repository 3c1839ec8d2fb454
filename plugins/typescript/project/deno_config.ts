/**
 * A Deno project as TypeScript 7 can read it: a tsconfig and declarations that exist in memory only.
 *
 * TypeScript knows no `npm:`, `jsr:` and `https:` specifiers, no import map and no `Deno`. `deno info` says where each
 * of them leads, `deno types` gives the globals; both become `paths` and files that the compiler reads through
 * callbacks. What can not be mapped is loose, never wrong: `deno check` has the last word on a Deno project.
 *
 * @module
 */

import { posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { packageEntry } from "../index/package_entry.ts";
import { type DenoGraph, type DenoModule, readDenoGraph } from "../../_deno/graph.ts";
import type { Disk } from "./disk.ts";
import { parseJsonc, plain, property, strings } from "./jsonc.ts";
import type { Project } from "./project.ts";

/** Runs `deno` and gives what it prints. The caller chooses the program, its rights and its deadline. */
export type RunDeno = (args: readonly string[]) => Promise<string>;

/** A config in memory. */
export interface MappedConfig {
  /** Absolute path under which the compiler opens it. There is no such file. */
  readonly configPath: string;
  /** Files in memory, the config among them: absolute path to text. */
  readonly files: ReadonlyMap<string, string>;
  /** What is looser than in Deno itself, and which modules are missing, in words. */
  readonly notes: readonly string[];
}

/** What mapping needs beside the project. */
export interface MapOptions {
  readonly disk: Disk;
  readonly run: RunDeno;
  /** A file outside the project that may be written: `deno info` wants one file that imports all others. */
  readonly entryPath: string;
  /** Writes that file, and a copy of the project's lock beside it, so that the project's own one is not touched. */
  write(path: string, text: string): void;
}

/** Deno's own defaults that decide about faults. */
const defaults = {
  allowJs: true,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  isolatedModules: true,
  jsx: "react-jsx",
  module: "preserve",
  moduleDetection: "force",
  moduleResolution: "bundler",
  noEmit: true,
  noImplicitOverride: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  strict: true,
  target: "esnext",
  types: [],
  useDefineForClassFields: true,
};

/** Makes the config of a Deno project. Call it again after imports or deno.json changed. */
export async function mapDenoConfig(project: Project, options: MapOptions): Promise<MappedConfig> {
  const { deno, files } = project;
  if (!deno) throw new TypeError("Cannot map a Deno config: the project has no deno.json");
  const graph = readDenoGraph(await options.run(infoArgs(deno.dir, deno.path, files, options)));
  const types = await options.run(["types"]);
  const memory = `${deno.dir}/.maze/deno`;
  const remote = remoteFiles(graph, memory, options.disk);
  const globals = `${memory}/lib.deno.d.ts`;
  const loose = hasNodeTypes(graph) ? [] : nodeModules(graph);
  const written = property(parseJsonc(options.disk.readText(deno.path) ?? "").value, "compilerOptions");
  const own = written?.kind === "object" ? Object(plain(written)) : {};
  const config = {
    compilerOptions: {
      ...defaults,
      ...own,
      lib: strings(property(written, "lib")).filter((lib) => !lib.startsWith("deno.")),
      paths: paths(graph, memory, project, options.disk),
    },
    files: [...files, globals, ...loose.length > 0 ? [`${memory}/node.d.ts`] : []],
  };
  const configPath = `${deno.dir}/.maze.tsconfig.json`;
  return {
    configPath,
    files: new Map([
      [configPath, JSON.stringify(config)],
      [globals, types],
      [`${memory}/node.d.ts`, 'declare module "node:*";\n'],
      ...remote,
    ]),
    notes: [
      ...loose.map((name) => `${name} has no declarations here: what comes from it is any`),
      ...graph.modules.flatMap(({ specifier, error }) =>
        error === "" ? [] : [`${specifier} is not loaded: ${error}`]
      ),
    ],
  };
}

/** Callbacks that let TypeScript's API see files in memory; everything else is read from disk. */
export function memoryFileSystem({ files }: Pick<MappedConfig, "files">) {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    for (let dir = posix.dirname(path); !folders.has(dir); dir = posix.dirname(dir)) folders.add(dir);
  }
  return {
    readFile: (path: string): string | undefined => files.get(path),
    fileExists: (path: string): true | undefined => files.has(path) ? true : undefined,
    directoryExists: (path: string): true | undefined => folders.has(path) ? true : undefined,
  };
}

function infoArgs(
  dir: string,
  config: string,
  files: readonly string[],
  { disk, write, entryPath }: MapOptions,
) {
  write(entryPath, files.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`).join(""));
  const lock = disk.stat(`${dir}/deno.lock`) ? disk.readText(`${dir}/deno.lock`) : undefined;
  if (lock === undefined) return ["info", "--json", "--no-lock", "--config", config, entryPath];
  write(`${entryPath}.lock`, lock);
  return ["info", "--json", "--lock", `${entryPath}.lock`, "--config", config, entryPath];
}

/** Remote modules, laid out by address, so that their relative imports lead to one another. */
function remoteFiles(graph: DenoGraph, memory: string, disk: Disk): readonly (readonly [string, string])[] {
  return graph.modules.flatMap((module) => {
    const text = isRemote(module.specifier) && module.local ? disk.readText(module.local) : undefined;
    return text === undefined ? [] : [[memoryPath(module, memory), text] as const];
  });
}

function isRemote(specifier: string): boolean {
  return /^https?:/.test(specifier);
}

const endings: Readonly<Record<string, string>> = {
  TypeScript: ".ts",
  Tsx: ".tsx",
  JavaScript: ".js",
  Jsx: ".jsx",
  Mts: ".mts",
  Mjs: ".mjs",
  Dts: ".d.ts",
  Dmts: ".d.mts",
  Json: ".json",
};

/** An address without a fitting ending gets the one of its media type. */
function memoryPath({ specifier, mediaType }: DenoModule, memory: string): string {
  const { host, pathname, search } = new URL(specifier);
  const path = `${memory}/${host.replace(":", "_")}${pathname}${search.replaceAll(/[^\w.-]/g, "_")}`;
  const ending = endings[mediaType] ?? ".ts";
  return path.endsWith(ending) ? path : path + ending;
}

type Paths = Record<string, readonly string[]>;

function paths(graph: DenoGraph, memory: string, { deno }: Project, disk: Disk): Paths {
  const found: Paths = {};
  const modules = new Map(graph.modules.map((module) => [module.specifier, module]));
  // Packages import each other by bare name.
  for (const { name, dir } of graph.packages) {
    const entry = packageEntry(dir, "", { disk, hasFile: () => false, conditions: [] });
    if (entry !== undefined) found[name] = [entry];
    found[`${name}/*`] = [`${dir}/*`];
  }
  for (const [key, target] of deno?.imports ?? []) {
    if (!/^\.{0,2}\//.test(target) || !key.endsWith("/")) continue;
    found[`${key}*`] = [`${posix.resolve(deno?.dir ?? "/", target)}/*`];
  }
  for (const { dependencies } of graph.modules) {
    for (const { written, target } of dependencies) {
      if (/^\.{0,2}\//.test(written) || written.startsWith("node:")) continue;
      const path = targetPath(target, modules.get(target), { graph, memory, disk });
      if (path !== undefined) found[written] = [path];
    }
  }
  return found;
}

function targetPath(
  target: string,
  module: DenoModule | undefined,
  { graph, memory, disk }: { readonly graph: DenoGraph; readonly memory: string; readonly disk: Disk },
): string | undefined {
  if (target.startsWith("file:")) return fileURLToPath(target);
  if (isRemote(target)) return module && memoryPath(module, memory);
  const [, id, rest = ""] = /^npm:\/?((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(target) ?? [];
  const dir = graph.packages.find((known) => known.id === id)?.dir;
  return dir && packageEntry(dir, rest, { disk, hasFile: () => false, conditions: ["deno", "node"] });
}

function hasNodeTypes({ packages }: DenoGraph): boolean {
  return packages.some(({ name }) => name === "@types/node");
}

function nodeModules({ modules }: DenoGraph): readonly string[] {
  return modules.map(({ specifier }) => specifier).filter((specifier) => specifier.startsWith("node:"));
}
