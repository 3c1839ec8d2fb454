import { providerBehaviours } from "../../contract/provider_behaviours.ts";
import { sglangStandIn } from "./stand_in.ts";
import { sglangSubject } from "./subject.ts";

providerBehaviours(sglangSubject("sglang, at a stand-in,", sglangStandIn()));
