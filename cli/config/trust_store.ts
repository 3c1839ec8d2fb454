/**
 * Remembers, in the user's state folder, for which content of which project leave was given.
 *
 * `trust.json` maps the real path of a project's folder to the hashes that were granted, newest first. Older ones
 * stay granted, so that changing between branches does not ask again.
 *
 * @module
 */

import { MazeError } from "@maze/maze/plugin";
import { dirname, join } from "node:path";
import { z } from "zod";
import { readConfigText } from "./read_file.ts";
import type { TrustRequest } from "./trust.ts";
import { writeWhole } from "./write_whole.ts";

/** How many contents of one project are remembered: more branches than anybody works on at once. */
const KEPT = 16;

const stored = z.strictObject({
  version: z.literal(1),
  projects: z.record(z.string(), z.array(z.strictObject({ hash: z.string(), grantedAt: z.string() }))),
});

interface Stored {
  readonly version: 1;
  readonly projects: Readonly<
    Record<string, readonly { readonly hash: string; readonly grantedAt: string }[]>
  >;
}

/** What is looked up and remembered: which content of which config. */
export type TrustedContent = Pick<TrustRequest, "file" | "hash">;

/**
 * True when leave was given for this content.
 *
 * @param folder The user's state folder; need not exist.
 * @throws {MazeError} `config/trust-store` if the file is there and broken.
 */
export async function isTrusted(folder: string, content: TrustedContent): Promise<boolean> {
  const { projects } = await read(folder);
  return (projects[await projectOf(content)] ?? []).some(({ hash }) => hash === content.hash);
}

/** Remembers leave for this content. */
export async function grantTrust(folder: string, content: TrustedContent): Promise<void> {
  const project = await projectOf(content);
  await update(folder, ({ projects }) => {
    const others = (projects[project] ?? []).filter(({ hash }) => hash !== content.hash);
    const granted = { hash: content.hash, grantedAt: new Date().toISOString() };
    return { version: 1, projects: { ...projects, [project]: [granted, ...others].slice(0, KEPT) } };
  });
}

/**
 * Forgets all leave given to a project.
 *
 * @param root The folder of its config.
 * @returns Whether there was any.
 */
export async function revokeTrust(folder: string, root: string): Promise<boolean> {
  const project = await Deno.realPath(root);
  let wasThere = false;
  await update(folder, ({ projects }) => {
    const { [project]: revoked, ...others } = projects;
    wasThere = revoked !== undefined;
    return { version: 1, projects: others };
  });
  return wasThere;
}

async function projectOf({ file }: Pick<TrustedContent, "file">): Promise<string> {
  return await Deno.realPath(dirname(file));
}

async function read(folder: string): Promise<Stored> {
  const path = join(folder, "trust.json");
  const text = await readConfigText(path);
  if (text === undefined) return { version: 1, projects: {} };
  const found = stored.safeParse(parsed(text));
  if (found.success) return found.data;
  throw new MazeError(`Cannot read "${path}": it is not what Maze wrote`, {
    code: "config/trust-store",
    hint: "Remove it; Maze will ask again",
  });
}

/** Text that is no JSON is as wrong as JSON of another shape. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Two processes that grant at once take turns. */
async function update(folder: string, change: (before: Stored) => Stored): Promise<void> {
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  using lock = await Deno.open(join(folder, "trust.lock"), { create: true, write: true, mode: 0o600 });
  await lock.lock(true);
  const after = change(await read(folder));
  await writeWhole(join(folder, "trust.json"), JSON.stringify(after, null, 2) + "\n", 0o600);
}
