/**
 * Published packages as projects to measure on. They are installed by exact version into a cache folder of the user,
 * once, and never into this tree.
 *
 * @module
 */

/** A package and the version that figures are published for. */
export interface PackageName {
  readonly name: string;
  readonly version: string;
}

/** The packages that the benches use. */
export const packages: readonly PackageName[] = [
  { name: "immer", version: "11.2.10" },
  { name: "rxjs", version: "7.8.2" },
  { name: "openai", version: "6.49.0" },
  { name: "effect", version: "4.1.0" },
];

const config = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: "esnext",
    module: "preserve",
    lib: ["esnext", "dom", "dom.iterable"],
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: [],
  },
  include: ["src"],
};

/**
 * A project folder with a package's own source in `src/`, its dependencies in `node_modules/` and a tsconfig.json.
 *
 * @returns Absolute path of the folder.
 * @throws {Error} If npm can not install the package.
 */
export function obtain(wanted: PackageName): Promise<string> {
  return installed(wanted, async (root) => {
    await copy(`${root}/node_modules/${wanted.name}/src`, `${root}/src`);
    await Deno.writeTextFile(`${root}/tsconfig.json`, JSON.stringify(config, null, 2));
  });
}

/** Absolute path of a package's own folder, as npm installs it. */
export async function obtainFolder(wanted: PackageName): Promise<string> {
  const root = await installed(wanted, () => Promise.resolve());
  return `${root}/node_modules/${wanted.name}`;
}

/** Absolute path of TypeScript's native compiler, the version that Maze itself uses. */
export async function obtainCompiler(): Promise<string> {
  const root = await installed({ name: "typescript", version: "7.0.2" }, () => Promise.resolve());
  const { os, arch } = Deno.build;
  const name = `typescript-${os === "windows" ? "win32" : os}-${arch === "x86_64" ? "x64" : "arm64"}`;
  return `${root}/node_modules/@typescript/${name}/lib/${os === "windows" ? "tsc.exe" : "tsc"}`;
}

/** What else an installed package has. */
export interface InstallOptions {
  /** Behind the folder's name, so that one package may be installed in several ways. */
  readonly suffix?: string;
  /** Packages beside it, as npm is told them. */
  readonly also?: readonly string[];
}

/**
 * A folder of the cache in which npm has installed a package; what is there already is left as it is.
 *
 * @param finish Is given the folder's absolute path before it counts as complete.
 * @throws {Error} If npm can not install the package.
 */
export async function installed(
  { name, version }: PackageName,
  finish: (root: string) => Promise<void>,
  { suffix = "", also = [] }: InstallOptions = {},
): Promise<string> {
  const root = `${cacheDir()}/${name}-${version}${suffix}`;
  if (exists(`${root}/complete`)) return root;
  await Deno.mkdir(root, { recursive: true });
  const named = `bench-${name.replace(/^@/, "").replace("/", "-")}`;
  await Deno.writeTextFile(`${root}/package.json`, JSON.stringify({ name: named, private: true }));
  await npm(root, [`${name}@${version}`, ...also]);
  await finish(root);
  await Deno.writeTextFile(`${root}/complete`, "");
  return root;
}

/** The project folder, when it was obtained before; nothing is downloaded. */
export function obtained({ name, version }: PackageName): string | undefined {
  const root = `${cacheDir()}/${name}-${version}`;
  return exists(`${root}/complete`) ? root : undefined;
}

/** Folder for what the benches download; `MAZE_BENCH_CACHE` names another one. */
function cacheDir(): string {
  const home = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? "/tmp";
  const base = Deno.env.get("XDG_CACHE_HOME") ?? `${home}/.cache`;
  return Deno.env.get("MAZE_BENCH_CACHE") ?? `${base}/maze-bench`;
}

async function npm(cwd: string, specifiers: readonly string[]): Promise<void> {
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev", ...specifiers];
  const { success, stderr } = await new Deno.Command("npm", { args, cwd, stdout: "null", stderr: "piped" })
    .output();
  if (!success) {
    throw new Error(`Cannot install ${specifiers.join(" and ")}: ${new TextDecoder().decode(stderr)}`);
  }
}

/** Copies a folder's files, as far as they are wanted; links are copied as what they lead to. */
export async function copy(
  from: string,
  to: string,
  isWanted: (path: string) => boolean = () => true,
): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const entry of Deno.readDir(from)) {
    const [source, target] = [`${from}/${entry.name}`, `${to}/${entry.name}`];
    if (!isWanted(source)) continue;
    if (entry.isDirectory) await copy(source, target, isWanted);
    // A package's own config under src/ is for its users' editors, not for building it.
    else if (!entry.name.startsWith("tsconfig")) await Deno.copyFile(source, target);
  }
}

/** True for what is on the disk. */
export function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
