import { providerBehaviours } from "../../contract/provider_behaviours.ts";
import { providerFills } from "../../contract/provider_fills.ts";
import { openAiStandIn } from "./stand_in.ts";
import { openAiSubject } from "./subject.ts";

for (
  const [model, api] of [["gpt-5-mini", "responses"], ["gpt-4.1-mini", "responses"], ["gpt-5-mini", "chat"], [
    "gpt-4.1-mini",
    "chat",
  ]] as const
) {
  const subject = openAiSubject(`openai, ${api} of ${model},`, openAiStandIn(model), { model, api });
  providerBehaviours(subject);
  providerFills(subject);
}
