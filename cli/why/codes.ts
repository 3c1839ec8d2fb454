/**
 * Every error code of Maze, and what to do about it. A test holds the table equal to the codes in the tree.
 *
 * @module
 */

/** What a code means. */
export const CODES: Readonly<Record<string, string>> = {
  "cheat/*":
    "A candidate hides a fault instead of mending it: a new `any`, cast, `!`, ignore comment, lint suppression or empty catch, where the project has no such habit. The plugin's options allow each by name. `cheat/hole` (what is written is itself a hole) and `cheat/test` (a test is edited that holds no hole) no option allows.",
  "config/edit":
    "The key can not be edited in place, because of how its table or list is written. Edit the file by hand.",
  "config/missing": "A plugin that is listed needs this option. Set it in [options.NAME].",
  "config/no-home": "The environment names no home folder, so there is no place for the user's own files.",
  "config/none": "This command edits a project's config, and this project has none. `maze init` writes one.",
  "config/secret":
    "A secret stands in the config, which is shared and committed. Put it into an environment variable and name that variable.",
  "config/syntax":
    "The text is no TOML. The place is where reading stopped; the cause may stand a little before it.",
  "config/trust-store":
    "The file that remembers your leave is not what Maze wrote. Remove it; Maze will ask again.",
  "config/two-files": "A folder has both maze.toml and .maze.toml. One of them would be dead: keep one.",
  "config/type": "The value is of another kind than its key takes. `maze config schema` shows every key.",
  "config/unknown-key":
    "There is no such key. Nothing is guessed, so that a slip can not be silently without effect.",
  "config/unreadable": "The file is there and can not be read, or is not UTF-8.",
  "config/untrusted":
    "A project's config can load plugins, run programs and send your code to servers. It is used only after you gave leave for exactly this content: `maze trust`, or --trust for one run.",
  "config/unwritable": "The file can not be written; its old text is still there.",
  "constraint/choice": "A choice has no option, or one that no server can be told.",
  "constraint/grammar":
    "The grammar is not well formed in its dialect, or holds what is known to stop a server. The message names line and column.",
  "constraint/regex":
    "The regular expression holds what servers read differently: anchors, lookaround, lazy quantifiers and the like. The message names the place.",
  "constraint/schema": "The schema can not be said in the server's words without another meaning.",
  "deno/config":
    "Deno could not say how it resolves the project's modules. Run `deno check` in the project first.",
  example: "An example in a doc comment is not true: the code gives another value, throws, or does not end.",
  "example/changes":
    "The code changes an argument that it was given. A warning: such an answer is taken only where there is no other.",
  "fill/not-shown":
    "--choose takes a reading by the number that a run has shown, and no run has shown this hole: `maze fill` does. What was shown is kept in .maze/shown.json, and forgotten when its file is written.",
  "fill/outdated":
    "The hole's file, the plugins or their options have changed since its readings were shown, so that their numbers may mean other texts. Run `maze fill` again, then choose.",
  "generate/example":
    "An example of new code is not CALL => VALUE with code on both sides. Texts need quotes of their own.",
  "generate/intent": "New code is asked for without a word of what it is to do.",
  "generate/language":
    "No plugin knows the language that new code is asked for in, or that of the file it is to go into.",
  "generate/no-file":
    "Nobody said where new code goes, and no file's names say a word of what is wanted. Name a file; it is made when it is not there.",
  "generate/no-name": "The file that new code is to go into declares no such name to go beside.",
  "generate/place": "The file is none that new code can go into: it is no code, or holds declarations alone.",
  "generate/unseen":
    "The file is there, and the project's own tools do not see it: what is written into it would be checked by nobody.",
  "head/arity": "What begins the new code takes more or fewer arguments than an example gives.",
  "head/name": "What begins the new code has another name than the examples call.",
  "head/none": "What was written for the beginning of new code begins no declaration.",
  "head/type":
    "What begins the new code does not say of which type its value is, or says `any`: nothing could be checked by it.",
  "hook/deadline":
    "A plugin gave no answer in time. Give it more time (--max-seconds), or take it out of the config.",
  "hook/failed": "A plugin threw something that is no error of Maze. This is a fault of the plugin.",
  "hook/not-data":
    "A plugin answered with something that is not data, so that it can not be recorded or moved.",
  "hook/unanswered":
    "No plugin could answer a question that needs an answer: is one listed that knows this language?",
  "hook/wrong-answer": "A plugin answered with data of another shape than its contract says.",
  internal: "Something was thrown that nobody expected. --log-level debug shows where; please report it.",
  interrupted: "Ctrl-C, or SIGTERM, ended the run. Plugins were closed first; no file is half written.",
  "kernel/closed": "Something was asked after the project was closed. This is a fault of Maze.",
  "model/cut-short":
    "A part of the model file is missing: its tensors, or its header, go on behind its end. Fetch it again, or go on fetching.",
  "model/library":
    "node-llama-cpp, which runs models in Maze's own process, could not be loaded. It is fetched at its first use, some 720 MB, and stands in no lock file: with --frozen or without a network it can not be fetched.",
  "model/load":
    "llama.cpp can not load the model: it is of a kind that is newer than the library, this machine has no build of it, or it took too long.",
  "model/memory":
    "The machine has not enough memory for the model and its context. A smaller contextTokens, or a smaller model, needs less.",
  "model/missing":
    "There is no such model file, or it can not be read. `maze models` lists the models on this machine.",
  "model/not-gguf":
    "The file is no GGUF file of a version that llama.cpp reads. A model in another form has to be converted first.",
  "permission/denied": "An integration did not permit what a plugin wanted to do.",
  "permission/undeclared": "A plugin wanted to do something that its manifest does not declare.",
  "plugin/contract": "The plugin is written for another version of Maze's contract.",
  "plugin/contribution": "The plugin does not contribute what its manifest declares, or contributes more.",
  "plugin/dispose": "A plugin failed or did not end when it was closed. What was written is whole.",
  "plugin/duplicate": "The list holds a plugin twice, or two plugins of one name.",
  "plugin/ended":
    "The process of an isolated plugin ended: by itself, with the exit code and its last words, or because a call did not end when it was given up. The next call starts it afresh.",
  "plugin/given-up":
    "The process of an isolated plugin has ended three times in one run, and is not started again.",
  "plugin/invalid": "Plugins can not be loaded; each reason stands on its own line.",
  "plugin/isolation": "An isolated plugin needs the `deno` program, and Maze does not run in it.",
  "plugin/manifest": "The plugin's manifest.json can not be read, or says something a manifest can not say.",
  "plugin/missing":
    "No plugin of the list can do what the command needs. `maze plugins` shows what each one does.",
  "plugin/module": "The plugin's module can not be loaded, or exports no plugin.",
  "plugin/option": "An option in [options.NAME] is unknown or has a wrong value.",
  "plugin/oracle": "A provider was set up without a way to ask what fits. This is a fault of Maze.",
  "plugin/permission":
    "A permission in the plugin's manifest, or the option it names, can not be told to Deno.",
  "plugin/schema": "The JSON Schema of a plugin's options can not be used.",
  "plugin/setup": "The plugin's setup threw or did not end in time.",
  "plugin/specifier":
    "A plugin is listed by a specifier of no known kind: use a built-in's name, jsr:, npm:, https:, ./ or ../",
  "plugin/too-large": "A message to or from an isolated plugin is larger than 64 MiB.",
  "plugin/unknown": "No built-in plugin has this name, or options are given for a plugin that is not listed.",
  "provider/connection":
    "The connection to a model server broke. It is tried again as long as no answer has begun and the hole has time.",
  "provider/constraint":
    "The server has no word for a constraint that must be obeyed, or refuses it. Another provider may have one.",
  "provider/context":
    "The prompt is longer than the model can read, even after all that may be left out. Use a model with a longer context, or fewer answer tokens (fill.answerTokens).",
  "provider/key":
    "The server wants a key, or another one. The option apiKeyEnv names the variable that holds it; the key itself never stands in a config.",
  "provider/missing": "The server says that it does not have what was asked for.",
  "provider/model":
    "The server has no such model, or several and none is chosen. The message says which it has.",
  "provider/path":
    "The server does not know this path. Is baseUrl right, and is it a server of this kind? `maze doctor` tells what listens on the usual ports.",
  "provider/protocol":
    "What the server sends is no answer of its kind: a page, another type, broken events. A proxy may stand between.",
  "provider/quota": "The account has no credit left.",
  "provider/rate": "The server wants fewer requests. It is asked again after the time that it names.",
  "provider/refused": "The server does not accept the request; its own words say why.",
  "provider/server":
    "The server failed. It is tried again unless its words say that the request is at fault.",
  "provider/template":
    "The model has no template for chats, or was not taught to fill in between two texts. Use an instruct model, or another style.",
  "provider/timeout":
    "The server took longer than the plugin's timeouts allow. They can be raised in its options.",
  "provider/tls":
    "The server's certificate can not be trusted, or it speaks no TLS. DENO_CERT names a certificate of your own, DENO_TLS_CA_STORE=system takes those of the system.",
  "provider/tokenizer": "The tokenizer that the config names is not there, or is none.",
  "provider/unreachable": "Nobody listens at the address, or there is no such host.",
  "provider/url": "The base URL is none, is not http: or https:, or holds a name and password.",
  "range/empty": "No code stands in the lines that are to be written anew.",
  "range/intent": "Lines are named and nothing says what is wanted of them.",
  "range/language": "No plugin can say what code the lines are.",
  "range/type":
    "Lines that are written anew must not change what their file shows to others: each name keeps the type that the compiler sees.",
  "replay/broken": "A line of the recording is not what --record wrote.",
  "replay/changed":
    "A file is not the one that was recorded, so that the recording does not say what fills its holes. Go back to the file that was recorded, or record anew.",
  "replay/file": "The file of a recording can not be read, or not be written.",
  "replay/missing":
    "A call is not in the recording: the project, the config, the options or Maze has changed since. Record anew with `maze fill --record FILE`, or go back to what was recorded.",
  syntax:
    "The file is no code as it stands, so that nobody knows what holes it has. Its first fault is named; mend it.",
  "TS*": "A fault of the TypeScript compiler, as it says it.",
  "typescript/compiler":
    "TypeScript's own compiler could not be started, or did not open the project. Does its tsconfig.json exist?",
  "typescript/deno":
    "A Deno project could not be read, because a `deno` command failed. Run it by hand to see why.",
  "typescript/panic":
    "TypeScript's compiler failed inside on this file. The hole is left as it is; others go on.",
  "typescript/unreadable": "A file of the project is not there, or may not be read.",
  usage: "The command line is wrong. `maze COMMAND --help` shows what it takes.",
  "watch/repetition":
    "What is being written says the same thing again and again at its end. The attempt is given up.",
  "watch/space": "What is being written ends in white space that does not stop. The attempt is given up.",
  "watch/syntax": "What is written so far can not be made a program by anything that follows.",
  "write/changed":
    "Someone else changed the file after Maze read it. Nothing was written; run again to start from what is there now.",
  "write/encoding": "The file is not UTF-8. Maze does not guess encodings.",
  "write/journal":
    "The journal of an earlier run can not be read. Look at the project's files, then remove .maze/journal.",
  "write/no-space": "The disk is full. Every file has its old text.",
  "write/nothing-to-undo": "No run that wrote something is remembered; the last 20 are.",
  "write/outside": "The path leads out of the project, or into .git or .maze.",
  "write/read-only": "The file or its folder can not be written.",
  "write/too-large": "The file is larger than Maze reads.",
  "write/twice": "Two names in one change lead to the same file.",
  "write/unreadable": "There is no such file, or it can not be read.",
  "write/unsettled":
    "Writing failed half way and could not be taken back at once. The next run settles the files before anything else.",
};

/** What a code means; a family's text (`TS2322`, `cheat/any`) where it has no own. `undefined` when there is none. */
export function meaningOf(code: string): string | undefined {
  if (Object.hasOwn(CODES, code)) return CODES[code];
  if (/^TS\d+$/.test(code)) return CODES["TS*"];
  return /^cheat\/[\w-]+$/.test(code) ? CODES["cheat/*"] : undefined;
}
