import { providerBehaviours } from "../../contract/provider_behaviours.ts";
import { recorded } from "../../contract/provider_fixtures.ts";
import { vllmStandIn } from "./stand_in.ts";
import { vllmSubject } from "./subject.ts";

providerBehaviours(vllmSubject("vllm, recorded,", recorded("vllm"), { begins: false }));
for (const version of ["0.10.2", "0.32.0"]) {
  providerBehaviours(vllmSubject(`vllm ${version}, at a stand-in,`, vllmStandIn(version)), {
    only: "begins",
  });
}
