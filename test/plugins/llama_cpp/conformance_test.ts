import { providerBehaviours } from "../../contract/provider_behaviours.ts";
import { recorded } from "../../contract/provider_fixtures.ts";
import { llamaCppSubject } from "./subject.ts";

providerBehaviours(llamaCppSubject("llama_cpp, recorded,", recorded("llama_cpp")));
const coder = recorded("llama_cpp-infill");
providerBehaviours(llamaCppSubject("llama_cpp of Qwen2.5-Coder, recorded,", coder, { infill: true }), {
  only: "infill",
});
