import { providerBehaviours } from "../../contract/provider_behaviours.ts";
import { openAiStandIn } from "./stand_in.ts";
import { openAiSubject } from "./subject.ts";

for (
  const [model, api] of [["gpt-5-mini", "responses"], ["gpt-4.1-mini", "responses"], ["gpt-5-mini", "chat"], [
    "gpt-4.1-mini",
    "chat",
  ]] as const
) {
  providerBehaviours(openAiSubject(`openai, ${api} of ${model},`, openAiStandIn(model), { model, api }));
}
