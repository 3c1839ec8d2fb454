/**
 * Runs beside Maze, in a child that may only read: one warm program for each config, over texts in memory. The text of
 * these functions is carried there, so they lean on nothing but one another.
 *
 * @module
 */

import type { Api, LanguageService, ParsedConfig, System } from "./api.ts";

/** All that the child holds. */
export interface Shop {
  readonly ts: Api;
  /** Texts over the disk, by absolute path; laid anew for each look. */
  texts: ReadonlyMap<string, string>;
  readonly services: Map<string, Service | undefined>;
  readonly registry: unknown;
}

/** The program of one config. */
export interface Service {
  readonly parsed: ParsedConfig;
  readonly language: LanguageService;
  /** What files showed to others in the last state before a change, by that state and file. */
  readonly shown: Map<string, string>;
}

/** Opens what one `typescript` package can do. */
export function openShop(ts: Api): Shop {
  const { useCaseSensitiveFileNames, getCurrentDirectory } = ts.sys;
  const registry = ts.createDocumentRegistry(useCaseSensitiveFileNames, getCurrentDirectory());
  return { ts, texts: new Map(), services: new Map(), registry };
}

/** The program of a config, opened once; `undefined` for a config that can not be read. */
export function serviceOf(shop: Shop, config: string): Service | undefined {
  if (shop.services.has(config)) return shop.services.get(config);
  const { ts } = shop;
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const parsed = ts.getParsedCommandLineOfConfigFile(config, {}, host);
  const service = parsed && {
    parsed,
    language: ts.createLanguageService(hostOf(shop, parsed, config), shop.registry),
    shown: new Map<string, string>(),
  };
  shop.services.set(config, service);
  return service;
}

/** What TypeScript asks of the world. Nothing is ever written: there is no way to. */
export function hostOf(shop: Shop, parsed: ParsedConfig, config: string): unknown {
  const { sys, ScriptSnapshot, getDefaultLibFilePath } = shop.ts;
  const readFile = (path: string, encoding?: string) => shop.texts.get(path) ?? sys.readFile(path, encoding);
  return {
    getCompilationSettings: () => parsed.options,
    getScriptFileNames: () => namesOf(shop, parsed, config),
    getProjectReferences: () => parsed.projectReferences,
    // The sources of a referenced project count, not what was last built of them.
    useSourceOfProjectReferenceRedirect: () => true,
    getScriptVersion: (path: string) => versionOf(shop, path),
    getScriptSnapshot: (path: string) => {
      const text = readFile(path);
      return text === undefined ? undefined : ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => config.slice(0, Math.max(1, config.lastIndexOf("/"))),
    getDefaultLibFileName: getDefaultLibFilePath,
    useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
    fileExists: (path: string) => shop.texts.has(path) || sys.fileExists(path),
    readFile,
    directoryExists: sys.directoryExists,
    getDirectories: sys.getDirectories,
    readDirectory: sys.readDirectory,
    realpath: (path: string) => reachable(sys, path),
  };
}

/** The files of a config, and those below it that are yet to be made: nothing may import them. */
export function namesOf({ ts, texts }: Shop, { fileNames }: ParsedConfig, config: string): readonly string[] {
  const folder = config.slice(0, config.lastIndexOf("/") + 1);
  const made = [...texts.keys()].filter((path) =>
    path.startsWith(folder) && /\.[cm]?tsx?$/.test(path) && !fileNames.includes(path) &&
    !ts.sys.fileExists(path)
  );
  return [...fileNames, ...made];
}

/** Where a link leads, or the link itself where what lies there can only be read through it. */
export function reachable(sys: System, path: string): string {
  const real = sys.realpath?.(path) ?? path;
  return real === path || sys.fileExists(real) || sys.directoryExists(real) ? real : path;
}

/** Changes with the text. What is installed does not change while Maze runs. */
export function versionOf({ ts, texts }: Shop, path: string): string {
  const text = texts.get(path);
  if (text !== undefined) return `text ${text}`;
  if (path.includes("/node_modules/")) return "installed";
  return `disk ${ts.sys.getModifiedTime?.(path)?.getTime() ?? 0}`;
}
