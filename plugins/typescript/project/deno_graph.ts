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
  /** What it imports: as written, and the specifier it leads to, redirects followed. */
  readonly dependencies: readonly { readonly written: string; readonly target: string }[];
}

/** The whole graph. */
export interface DenoGraph {
  readonly modules: readonly DenoModule[];
  /** Installed npm packages: name, and absolute path of the folder. */
  readonly packages: readonly { readonly id: string; readonly name: string; readonly dir: string }[];
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
    modules: list(root["modules"]).map((module) => readModule(record(module), final)),
    packages: Object.entries(record(root["npmPackages"])).flatMap(([id, value]) => {
      const { name, localPath } = record(value);
      return typeof name === "string" && typeof localPath === "string" ? [{ id, name, dir: localPath }] : [];
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
      const target = record(type)["specifier"] ?? record(code)["specifier"];
      if (typeof specifier !== "string" || typeof target !== "string") return [];
      return [{ written: specifier, target: final(target) }];
    }),
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
