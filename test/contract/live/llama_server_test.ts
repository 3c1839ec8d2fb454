import { llamaCppSubject } from "../../plugins/llama_cpp/subject.ts";
import { openAiAtLlamaSubject } from "../../plugins/openai/subject.ts";
import { found, liveBehaviours } from "./live_source.ts";
import { openLlamaServer } from "./llama_server.ts";

const opened = await openLlamaServer();
const server = "source" in opened ? await found(opened.source) : opened;

liveBehaviours(server, (source) => llamaCppSubject("llama_cpp, live,", source));
liveBehaviours(server, (source) => openAiAtLlamaSubject("openai, live at llama.cpp,", source));

Deno.test.afterAll(async () => {
  if ("end" in opened) await opened.end();
});
