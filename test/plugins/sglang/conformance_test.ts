import { providerBehaviours } from "../../contract/provider_behaviours.ts";
import { providerFills } from "../../contract/provider_fills.ts";
import { sglangStandIn } from "./stand_in.ts";
import { sglangSubject } from "./subject.ts";

const subject = sglangSubject("sglang, at a stand-in,", sglangStandIn());
providerBehaviours(subject);
providerFills(subject);
