/**
 * Where a server is, however its user writes it.
 *
 * @module
 */

import { MazeError } from "../../core/kernel/plugin.ts";

/** The two starts of a server's paths. */
export interface BaseUrl {
  /** Without a slash at its end: `http://localhost:8080`. The server's own paths follow. */
  readonly root: string;
  /** `root` with `/v1`: the paths that OpenAI gave names to follow. */
  readonly api: string;
}

/**
 * Reads a base URL: with or without `/v1`, a path before it, slashes at its end.
 *
 * @throws {MazeError} `provider/url` if it is none, is not http: or https:, or holds a name and password.
 */
export function readBaseUrl(text: string): BaseUrl {
  const url = URL.parse(text);
  const wrong = !url
    ? "it is no URL"
    : !/^https?:$/.test(url.protocol)
    ? "it is not http: or https:"
    : url.username + url.password !== ""
    ? "it holds a name or password"
    : url.search + url.hash !== ""
    ? "it has a part behind ? or #"
    : undefined;
  if (!url || wrong !== undefined) {
    throw new MazeError(`Cannot use base URL "${url?.password ? "…" : text}": ${wrong}`, {
      code: "provider/url",
      hint:
        "Write it as http://localhost:8080 or https://api.example.org/v1; a key goes into a variable, see apiKeyEnv",
    });
  }
  const path = url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
  const root = `${url.origin}${path}`;
  return { root, api: `${root}/v1` };
}
