/**
 * What may leave the machine in a prompt: nothing that is a secret, or looks like one.
 *
 * @module
 */

import type { Prompt } from "../code/completion.ts";
import { withoutSecrets } from "../code/secret_forms.ts";
import type { Secrets } from "../kernel/secrets.ts";

/** A prompt without the secrets of the run, and without what looks like one. */
export function outgoing(prompt: Prompt, secrets: Secrets): Prompt {
  const plain = (text: string) => plainText(text, secrets);
  const { instruction, context, before, after } = prompt;
  return {
    instruction: instruction.map(plain),
    context: context.map(({ text, short, ...rest }) => ({
      ...rest,
      text: plain(text),
      ...(short === undefined ? {} : { short: plain(short) }),
    })),
    before: plain(before),
    after: plain(after),
  };
}

/** True for a text that holds no secret of the run, and nothing that looks like one. */
export function mayLeave(text: string, secrets: Secrets): boolean {
  return plainText(text, secrets) === text;
}

function plainText(text: string, secrets: Secrets): string {
  return withoutSecrets(secrets.redactText(text));
}
