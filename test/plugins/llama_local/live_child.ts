/**
 * Opens the plugin, asks it, closes it, and has nothing more to do.
 *
 * @module
 */

import llamaLocal from "../../../plugins/llama_local/mod.ts";
import { callNow } from "../../contract/calls.ts";
import { contextOf } from "../../core/kernel/context_of.ts";
import { asking } from "./asking.ts";

const [when, options = "{}"] = Deno.args;
const checked = await llamaLocal.options["~standard"].validate(JSON.parse(options));
if (checked.issues) throw new TypeError(JSON.stringify(checked.issues));
const given = await llamaLocal.setup(checked.value, contextOf("/"));
const chunks = given.provider.complete(asking({ sampling: { maxTokens: 60, temperature: 0 } }), callNow());
const reader = chunks[Symbol.asyncIterator]();
if (when === "after an answer") { while (!(await reader.next()).done); }
else if (when === "in the middle of an answer") await reader.next();
else reader.next().catch(() => {}); // nobody waits for what is being loaded
await Reflect.get(given, Symbol.asyncDispose)();
console.log("closed");
Deno.exitCode = 3; // a library could change what the process ends with
