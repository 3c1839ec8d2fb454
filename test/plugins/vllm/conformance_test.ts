import { providerBehaviours } from "../../contract/provider_behaviours.ts";
import { recorded } from "../../contract/provider_fixtures.ts";
import { vllmSubject } from "./subject.ts";

providerBehaviours(vllmSubject("vllm, recorded,", recorded("vllm")));
