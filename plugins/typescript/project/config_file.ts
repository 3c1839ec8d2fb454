/**
 * One tsconfig.json or jsconfig.json with everything it extends.
 *
 * @module
 */

import { posix } from "node:path";
import type { Span } from "../../../core/code/text.ts";
import type { Disk } from "./disk.ts";
import { type JsonNode, parseJsonc, plain, property, strings } from "./jsonc.ts";
import { resolveExtended } from "./extended.ts";

/** A fault in a config file. */
export interface ConfigFault {
  /** Absolute path of the file that is at fault. */
  readonly path: string;
  readonly span: Span;
  /** tsc's own code where it has one. */
  readonly code: string;
  readonly message: string;
}

/** What a config says about which files belong to it and how their specifiers resolve. Paths are absolute. */
export interface ConfigFile {
  readonly path: string;
  readonly dir: string;
  readonly files: readonly string[] | undefined;
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[] | undefined;
  /** Config files of other projects that this one refers to. */
  readonly references: readonly string[];
  readonly options: ConfigOptions;
  readonly faults: readonly ConfigFault[];
  /** Where each entry of `files` is written. */
  readonly places: ReadonlyMap<string, { readonly path: string; readonly span: Span }>;
  /** Every config file that was read for this one, itself first. */
  readonly sources: readonly string[];
}

/** The compiler options that decide about files and specifiers. */
export interface ConfigOptions {
  readonly allowJs: boolean;
  readonly outDir: string | undefined;
  readonly declarationDir: string | undefined;
  readonly rootDir: string | undefined;
  readonly baseUrl: string | undefined;
  /** Patterns to absolute targets, in the order written. */
  readonly paths: readonly (readonly [string, readonly string[]])[];
  readonly customConditions: readonly string[];
  readonly jsx: string | undefined;
  /** In small letters; empty where the target decides. */
  readonly lib: readonly string[];
  /** In small letters, as `moduleResolution` too. */
  readonly module: string | undefined;
  readonly moduleResolution: string | undefined;
  readonly allowImportingTsExtensions: boolean;
  readonly rewriteRelativeImportExtensions: boolean;
  readonly verbatimModuleSyntax: boolean;
}

/** A config before its defaults: what one file says, with its parents' values below its own. */
interface Raw {
  readonly lists: Partial<Record<"files" | "include" | "exclude", readonly string[]>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly references: readonly string[];
}

const pathOptions = ["outDir", "declarationDir", "rootDir", "baseUrl"] as const;

/** Reads a config file. Faults are collected, never thrown; what can be read still counts. */
export function readConfigFile(path: string, disk: Disk): ConfigFile {
  const reading: Reading = { disk, faults: [], sources: [], places: new Map(), leaf: posix.dirname(path) };
  const raw = read(path, [], reading);
  const name = posix.basename(path);
  return {
    path,
    dir: reading.leaf,
    files: raw.lists.files,
    include: raw.lists.include,
    exclude: raw.lists.exclude,
    references: raw.references,
    options: options(raw.options, name.startsWith("jsconfig")),
    faults: reading.faults,
    places: reading.places,
    sources: reading.sources,
  };
}

interface Reading {
  readonly disk: Disk;
  readonly faults: ConfigFault[];
  readonly sources: string[];
  readonly places: Map<string, { path: string; span: Span }>;
  /** The folder that `${configDir}` stands for. */
  readonly leaf: string;
}

function read(path: string, below: readonly string[], reading: Reading): Raw {
  const text = reading.disk.readText(path);
  const { value, faults } = parseJsonc(text ?? "");
  reading.sources.push(path);
  reading.faults.push(...faults.map(({ span, message }) => ({ path, span, code: "TS1005", message })));
  const dir = posix.dirname(path);
  const parents = extended(value, path, reading).map(({ path: parent, span }) => {
    if (parent !== path && !below.includes(parent)) return read(parent, [...below, path], reading);
    const message = `Circularity detected while resolving configuration: ${
      [...below, path, parent].join(" -> ")
    }`;
    reading.faults.push({ path, span, code: "TS18000", message });
    return undefined;
  });
  return parents.concat(own(value, path, dir, reading)).reduce<Raw>(
    (base, next) => next ? overlay(base, next) : base,
    { lists: {}, options: {}, references: [] },
  );
}

/** `references` alone is not inherited. */
function overlay(base: Raw, next: Raw): Raw {
  return {
    lists: { ...base.lists, ...next.lists },
    options: { ...base.options, ...next.options },
    references: next.references,
  };
}

function own(value: JsonNode | undefined, path: string, dir: string, reading: Reading): Raw {
  const at = (name: string) => absolute(name, dir, reading.leaf);
  const lists: Record<string, readonly string[]> = {};
  for (const key of ["files", "include", "exclude"] as const) {
    const node = property(value, key);
    if (!node) continue;
    if (node.kind === "array") lists[key] = checkedStrings(node, key, path, reading).map(at);
    else reading.faults.push(wrongKind(path, node, key, "Array"));
  }
  const files = property(value, "files");
  for (const item of files?.kind === "array" ? files.items : []) {
    if (item.kind === "string") reading.places.set(at(item.value), { path, span: item.span });
  }
  const references = property(value, "references");
  const targets = references?.kind === "array" ? references.items.map((item) => property(item, "path")) : [];
  return {
    lists,
    options: ownOptions(property(value, "compilerOptions"), path, at, reading),
    references: targets.flatMap((node) => reference(node, path, at, reading) ?? []),
  };
}

function ownOptions(
  node: JsonNode | undefined,
  path: string,
  at: (name: string) => string,
  reading: Reading,
): Record<string, unknown> {
  if (node && node.kind !== "object") reading.faults.push(wrongKind(path, node, "compilerOptions", "object"));
  if (node?.kind !== "object") return {};
  const options: Record<string, unknown> = Object.fromEntries(
    node.entries.map((e) => [e.key, plain(e.value)]),
  );
  for (const key of pathOptions) {
    const value = options[key];
    if (typeof value === "string") options[key] = at(value);
    else if (value !== undefined) delete options[key];
  }
  const paths = property(node, "paths");
  if (paths && paths.kind !== "object") reading.faults.push(wrongKind(path, paths, "paths", "object"));
  delete options["paths"];
  if (paths?.kind === "object") {
    const base = typeof options["baseUrl"] === "string" ? options["baseUrl"] : at(".");
    options["paths"] = paths.entries.map(({ key, value }) => [
      key,
      strings(value).map((target) => absolute(target, base, reading.leaf)),
    ]);
  }
  return options;
}

function options(raw: Readonly<Record<string, unknown>>, isJsconfig: boolean): ConfigOptions {
  const text = (key: string) => typeof raw[key] === "string" ? raw[key] : undefined;
  const js = raw["allowJs"] ?? raw["checkJs"] ?? isJsconfig;
  return {
    allowJs: js === true,
    outDir: text("outDir"),
    declarationDir: text("declarationDir"),
    rootDir: text("rootDir"),
    baseUrl: text("baseUrl"),
    // `ownOptions` alone writes this key, in this shape.
    paths: (raw["paths"] ?? []) as ConfigOptions["paths"],
    customConditions: words(raw["customConditions"]),
    jsx: text("jsx"),
    lib: words(raw["lib"]).map((name) => name.toLowerCase()),
    module: text("module")?.toLowerCase(),
    moduleResolution: text("moduleResolution")?.toLowerCase(),
    allowImportingTsExtensions: raw["allowImportingTsExtensions"] === true,
    rewriteRelativeImportExtensions: raw["rewriteRelativeImportExtensions"] === true,
    verbatimModuleSyntax: raw["verbatimModuleSyntax"] === true,
  };
}

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function extended(value: JsonNode | undefined, path: string, reading: Reading) {
  const node = property(value, "extends");
  const nodes = node?.kind === "array" ? node.items : node ? [node] : [];
  return nodes.flatMap((item) => {
    if (item.kind !== "string") {
      reading.faults.push(wrongKind(path, item, "extends", "string or Array"));
      return [];
    }
    const target = absoluteOrName(item.value, reading.leaf);
    const found = resolveExtended(target, posix.dirname(path), reading.disk);
    if (found) return [{ path: found, span: item.span }];
    reading.faults.push({
      path,
      span: item.span,
      code: "TS6053",
      message: `File '${item.value}' not found.`,
    });
    return [];
  });
}

function reference(
  node: JsonNode | undefined,
  path: string,
  at: (name: string) => string,
  reading: Reading,
): string | undefined {
  if (node?.kind !== "string") return undefined;
  const target = at(node.value);
  const file = reading.disk.stat(target)?.isDirectory ? `${target}/tsconfig.json` : target;
  if (reading.disk.stat(file)) return file;
  reading.faults.push({ path, span: node.span, code: "TS6053", message: `File '${target}' not found.` });
  return undefined;
}

function checkedStrings(node: JsonNode, key: string, path: string, reading: Reading): readonly string[] {
  if (node.kind !== "array") return [];
  for (const item of node.items) {
    if (item.kind !== "string") reading.faults.push(wrongKind(path, item, key, "string"));
  }
  return strings(node);
}

function wrongKind(path: string, node: JsonNode, key: string, kind: string): ConfigFault {
  return {
    path,
    span: node.span,
    code: "TS5024",
    message: `Compiler option '${key}' requires a value of type ${kind}.`,
  };
}

function absolute(name: string, dir: string, leaf: string): string {
  const target = name.startsWith("${configDir}") ? leaf + name.slice("${configDir}".length) : name;
  return posix.resolve(dir, target.replaceAll("\\", "/"));
}

function absoluteOrName(name: string, leaf: string): string {
  return name.startsWith("${configDir}") ? absolute(name, leaf, leaf) : name;
}
