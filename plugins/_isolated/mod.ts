/**
 * Plugins behind a wall: in a child process that may do what the manifest declares, and nothing else.
 *
 * @module
 */

import { z } from "zod";
import type { HookPoint } from "../../core/kernel/hooks.ts";
import { readManifests } from "../../core/kernel/load.ts";
import type { Contributed, Manifest, Plugin, PluginContext } from "../../core/kernel/plugin.ts";
import { Secrets } from "../../core/kernel/secrets.ts";
import { Cells } from "./cells.ts";
import { contextCalls } from "./context_calls.ts";
import { environmentOf, permissionFlags, secretsOf } from "./flags.ts";
import { forwarded } from "./forward.ts";

/** What is known of a plugin whose code this process never loads. */
export interface IsolatedSource {
  /** Its module: `file:`, `jsr:`, `npm:` or `https:`. */
  readonly specifier: string;
  /** What lies in its `manifest.json`. */
  readonly manifest: unknown;
  /** Limit of the JavaScript heap, megabytes. Default: 512. */
  readonly heapMb?: number;
}

/** Options as a config gives them. */
export type IsolatedOptions = Readonly<Record<string, unknown>>;

const HEAP_MB = 512;

/**
 * A plugin whose code runs in a child process with the manifest's permissions. A call that does not end in time ends
 * the child, and the next call starts a fresh one; after three ends in one run the plugin is given up.
 *
 * Options are checked by the manifest's schema here, before a line of the plugin runs; what only its own schema can
 * refuse is told by its setup.
 *
 * @example
 * ```ts
 * import { isolated } from "@maze/maze/isolated";
 * import assert from "node:assert/strict";
 *
 * const plugin = isolated({
 *   specifier: "jsr:@acme/maze-vlm@1",
 *   manifest: {
 *     name: "vlm",
 *     version: "1.0.0",
 *     contract: 1,
 *     description: "Asks a model of acme's",
 *     points: ["provider"],
 *     languages: [],
 *     permissions: { net: ["$option:baseUrl"] },
 *     options: { type: "object", properties: { baseUrl: { type: "string" } }, additionalProperties: false },
 *   },
 * });
 * assert.equal(plugin.manifest.name, "vlm"); // nothing has been loaded
 * ```
 *
 * @throws {TypeError} If the specifier is relative.
 * @throws {LoadError} With what is wrong with the manifest.
 */
export function isolated(source: IsolatedSource): Plugin<IsolatedOptions, HookPoint> {
  const { specifier, manifest: said } = source;
  if (!/^(file|jsr|npm|https):/.test(specifier)) {
    throw new TypeError(`Cannot isolate plugin "${specifier}": its specifier is not absolute`);
  }
  const load = () => Promise.reject(new TypeError("Cannot load an isolated plugin"));
  const [manifest] = readManifests([{ name: specifier, manifest: said, load, options: {} }]);
  if (!manifest) throw new TypeError(`Cannot isolate plugin "${specifier}": it has no manifest`);
  const schema: z.ZodType = z.fromJSONSchema(manifest.options);
  return {
    manifest,
    options: {
      "~standard": {
        version: 1,
        vendor: "maze",
        validate(value) {
          const { data, error } = schema.safeParse(value);
          return error ? { issues: error.issues } : { value: { ...Object(data) } };
        },
      },
    },
    setup: (options, context) => setUp({ ...source, manifest }, options, context),
  };
}

async function setUp(
  { specifier, manifest, heapMb = HEAP_MB }: IsolatedSource & { readonly manifest: Manifest },
  options: IsolatedOptions,
  context: PluginContext,
): Promise<Contributed<HookPoint>> {
  const { root } = context.project;
  const permissions = { manifest, options, root };
  const secrets = new Secrets();
  for (const secret of secretsOf(permissions)) secrets.add(secret);
  const setting = {
    plugin: manifest.name,
    flags: [`--v8-flags=--max-old-space-size=${heapMb}`, ...permissionFlags(permissions, specifier)],
    env: environmentOf(permissions),
    cwd: root,
    start: { specifier, manifest, options, root },
    serve: contextCalls(context, (secret) => secrets.add(secret)),
    redact: (text: string) => secrets.redactText(text),
  };
  await using opening = new AsyncDisposableStack();
  const cells = opening.use(new Cells(setting, context.signal));
  const { shape } = await cells.get();
  opening.move();
  return Object.assign(forwarded(shape, cells), {
    [Symbol.asyncDispose]: () => cells[Symbol.asyncDispose](),
  });
}
