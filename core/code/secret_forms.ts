/**
 * What secrets look like.
 *
 * @module
 */

/**
 * The forms of well-known secrets. A form that a service changes fades from this table without an error, so names are
 * looked at too.
 */
const FORMS: readonly RegExp[] = [
  /\bsk-[A-Za-z0-9_-]{16,}/g, // OpenAI, Anthropic, OpenRouter, DeepSeek
  /\b(?:gsk|hf|npm|r8|glpat|xai)[_-][A-Za-z0-9_-]{20,}/g, // Groq, Hugging Face, npm, Replicate, GitLab, xAI
  /\b(?:gh[oprsu]|github_pat)_[A-Za-z0-9_]{20,}/g, // GitHub
  /\bAKIA[0-9A-Z]{16}\b/g, // AWS
  /\bAIza[0-9A-Za-z_-]{30,}/g, // Google
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g, // Slack
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+/g, // JSON Web Token
  /^(?:Bearer|Basic)\s+\S{8,}$/gim, // Authorization header
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^]*?-----END [A-Z ]*PRIVATE KEY-----)?/g, // PEM
  /(?<=:\/\/[^/\s:@"'`]*:)[^/\s@"'`]+(?=@)/g, // password in an address
];

/** A text in quotes that is given to a name as `apiKey` or `"client-secret"`. */
const NAMED =
  /(?<=(?:key|token|secret|password|passphrase|credential)s?["'`]?\s*[:=]\s*)(["'`])([\w+/=.!@#$%^&*-]{12,})\1/gi;

/** Files that hold secrets by their name, whatever their folder. */
const FILES =
  /(?:^|\/)(?:\.env(?:\.[^/]*)?|[^/]*\.(?:pem|key|p12|pfx|keystore|jks|kdbx)|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.npmrc|\.pypirc|(?:credentials?|secrets?)(?:\.(?:json|ya?ml|toml|ini|txt|env|properties))?)$/i;

const REDACTED = "[redacted]";

/** True when a text has the form of a well-known secret. */
export function looksLikeSecret(text: string): boolean {
  return FORMS.some((form) => text.search(form) >= 0);
}

/** True when a file's name says that it holds secrets. */
export function isSecretFile(file: string): boolean {
  return FILES.test(file);
}

/**
 * A text without what looks like a secret: well-known forms, and long texts in quotes, letters and digits mixed, that are
 * given to a name of a secret.
 */
export function withoutSecrets(text: string): string {
  const plain = FORMS.reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
  return plain.replaceAll(
    NAMED,
    (whole, quote, value) =>
      /[0-9].*[A-Za-z]|[A-Za-z].*[0-9]/.test(value) ? `${quote}${REDACTED}${quote}` : whole,
  );
}
