/**
 * `maze`: fills holes in a project with code that its own compiler accepts.
 *
 * @module
 */

import { COMMANDS, overview } from "./commands.ts";
import type { Command } from "./command.ts";
import config from "./deno.json" with { type: "json" };
import { EXIT, UsageError } from "./exit_codes.ts";
import { ClosedPipe, exitCodeOf, openShell, type Shell } from "./shell.ts";

/** Time for what is still under way when all is done: an export of telemetry, a child that says goodbye. */
const LEAVING_MS = 5_000;

if (import.meta.main) {
  using shell = openShell();
  Deno.exitCode = await main(Deno.args, shell);
  // A plugin may have left a timer or a socket behind; nobody waits for it. `Deno.exit` at once would leave children.
  Deno.unrefTimer(setTimeout(() => Deno.exit(), LEAVING_MS));
}

/** Runs one command line; returns the exit code. */
async function main(args: readonly string[], shell: Shell): Promise<number> {
  let hasSpoken = false;
  if (/--log-format[= ]json/.test(args.join(" "))) shell.log.format = "json";
  const out = (text: string) => {
    hasSpoken = true;
    shell.out(text);
  };
  try {
    return await dispatch(args, { ...shell, out });
  } catch (error) {
    const isJson = isAsked("--json", args) && !hasSpoken;
    if (!(error instanceof ClosedPipe)) await tell(error, { args, shell, isJson });
    return exitCodeOf(error, shell.signal);
  }
}

async function dispatch([name = "--help", ...args]: readonly string[], shell: Shell): Promise<number> {
  if (name === "--version" || name === "-V") return say(shell, `maze ${config.version}\n`);
  const isHelp = ["--help", "-h", "help"].includes(name);
  if (isHelp && args.length === 0) return say(shell, overview());
  const asked = isHelp ? args[0] ?? "" : name;
  if (!COMMANDS.some((command) => command.name === asked)) throw await unknownCommand(asked);
  const [{ runCommand }, { default: command }] = await Promise.all([
    load<typeof import("./command.ts")>("./command.ts"),
    load<{ default: Command<unknown> }>(`./commands/${asked}.ts`),
  ]);
  return await runCommand(asked, command, isHelp ? [...args.slice(1), "--help"] : args, shell);
}

function say(shell: Shell, text: string): number {
  shell.out(text);
  return EXIT.done;
}

async function unknownCommand(asked: string): Promise<UsageError> {
  const { didYouMean } = await load<typeof import("./config/nearest.ts")>("./config/nearest.ts");
  const near = didYouMean(asked, COMMANDS.map(({ name }) => name));
  return new UsageError(
    `Cannot run "${asked}": no such command`,
    near ?? "`maze --help` lists all commands",
  );
}

/** What went wrong: for people on stderr, and for programs that wait for JSON on stdout. */
async function tell(
  error: unknown,
  { args, shell, isJson }: {
    readonly args: readonly string[];
    readonly shell: Shell;
    readonly isJson: boolean;
  },
): Promise<void> {
  const view = await load<typeof import("./views/error.ts")>("./views/error.ts");
  const { hasColor, signal } = shell;
  const isDebug = /--log-level[= ]debug/.test(args.join(" "));
  const text = view.errorText(error, { isDebug, hasColor: hasColor.err, signal });
  shell.say(text, view.errorLines(error, { isDebug, signal }));
  if (!isJson) return;
  try {
    shell.out(`${JSON.stringify(view.errorJson(error, signal), null, 2)}\n`);
  } catch (closed) {
    if (!(closed instanceof ClosedPipe)) throw closed; // nobody waits for it any more
  }
}

function isAsked(option: string, args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).includes(option);
}

// Deno reads the whole module graph of a literal `import()` at start, taken or not. A computed one costs nothing.
function load<Module>(path: string): Promise<Module> {
  return import(new URL(path, import.meta.url).href);
}
