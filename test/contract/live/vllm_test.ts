import { vllmSubject } from "../../plugins/vllm/subject.ts";
import { found, liveBehaviours, liveSource } from "./live_source.ts";

const url = Deno.env.get("MAZE_TEST_VLLM");
const server = url === undefined
  ? { missing: "no server: MAZE_TEST_VLLM names none" }
  : await found(liveSource(url, async (ask) => {
    const figures = await (await ask("/metrics")).text();
    return /^vllm:num_requests_running\{[^}]*\} 0(\.0)?$/m.test(figures);
  }));

liveBehaviours(server, (source) => vllmSubject("vllm, live,", source));
