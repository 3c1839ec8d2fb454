/**
 * What `deno info --json` says of a project's modules.
 *
 * @see denoland/deno_graph:src/lib.rs, read at Deno 2.9.6
 * @module
 */

/** One module of the graph. */
export interface DenoModule {
  /** `file:`, `https:`, `npm:/name@version/rest` or `node:`. */
  readonly specifier: string;
  /** Absolute path of its text; for a remote module, in Deno's cache. */
  readonly local: string | undefined;
  readonly mediaType: string;
  /** Why it could not be loaded; empty when it was. */
  readonly error: string;
  readonly dependencies: readonly DenoDependency[];
}

/** What a module imports. */
export interface DenoDependency {
  readonly written: string;
  /** Where its declarations are, redirects followed. */
  readonly target: string;
  /** Where its code is, redirects followed; `undefined` for types alone. */
  readonly code: string | undefined;
}

/** The whole graph. */
export interface DenoGraph {
  /** What was asked for, redirects followed. */
  readonly roots: readonly string[];
  readonly modules: readonly DenoModule[];
  readonly packages: readonly DenoPackage[];
}

/** An npm package in Deno's cache. */
export interface DenoPackage {
  /** `name@version`, and more where peers differ. */
  readonly id: string;
  readonly name: string;
  /** Absolute path of its folder. */
  readonly dir: string;
  /** Ids of the packages that it may import. */
  readonly dependencies: readonly string[];
}

/**
 * Reads the answer of `deno info --json`.
 *
 * @throws {SyntaxError} If it is no JSON.
 */
export function readDenoGraph(json: string): DenoGraph {
  const root = record(JSON.parse(json));
  const redirects = record(root["redirects"]);
  const final = (specifier: string): string => {
    const next = redirects[specifier];
    return typeof next === "string" ? final(next) : specifier;
  };
  return {
    roots: list(root["roots"]).flatMap((specifier) =>
      typeof specifier === "string" ? [final(specifier)] : []
    ),
    modules: list(root["modules"]).map((module) => readModule(record(module), final)),
    packages: Object.entries(record(root["npmPackages"])).flatMap(([id, value]) => {
      const { name, localPath, dependencies } = record(value);
      if (typeof name !== "string" || typeof localPath !== "string") return [];
      const ids = list(dependencies).filter((one) => typeof one === "string");
      return [{ id, name, dir: localPath, dependencies: ids }];
    }),
  };
}

function readModule(module: Record<string, unknown>, final: (specifier: string) => string): DenoModule {
  const { specifier, local, mediaType, dependencies, error } = module;
  return {
    specifier: String(specifier),
    local: typeof local === "string" ? local : undefined,
    mediaType: String(mediaType ?? ""),
    error: typeof error === "string" ? error : "",
    dependencies: list(dependencies).flatMap((dependency) => {
      const { specifier, code, type } = record(dependency);
      // `@deno-types` and `x-typescript-types` give the declarations another place than the code.
      const place = record(code)["specifier"];
      const target = record(type)["specifier"] ?? place;
      if (typeof specifier !== "string" || typeof target !== "string") return [];
      const run = typeof place === "string" ? final(place) : undefined;
      return [{ written: specifier, target: final(target), code: run }];
    }),
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
