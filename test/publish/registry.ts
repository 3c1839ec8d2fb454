// A registry that takes what `deno publish` sends and gives what `jsr:` specifiers ask for: the few requests of the
// JSR protocol that both make, on a port of this machine.

interface Version {
  readonly manifest: Record<string, { readonly size: number; readonly checksum: string }>;
  readonly exports: unknown;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** A running registry. */
export interface Registry extends AsyncDisposable {
  readonly url: string;
  /** `@scope/name@version` of all that was published, in order. */
  readonly published: readonly string[];
}

/** Starts an empty registry. */
export function openRegistry(): Registry {
  const packages = new Map<string, Map<string, Version>>();
  const published: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const [, scope, name, version] =
      /^\/api\/scopes\/([^/]+)\/packages\/([^/]+)(?:\/versions\/([^/]+))?$/.exec(pathname) ?? [];
    if (!scope || !name) {
      return pathname.startsWith("/api/") ? Response.json({ status: "success" }) : read(packages, pathname);
    }
    const full = `@${scope}/${name}`;
    if (!version) {
      return Response.json({ scope, name, description: "", createdAt: CREATED, updatedAt: CREATED });
    }
    if (request.method === "GET") {
      return packages.get(full)?.has(version)
        ? Response.json({ version })
        : missing("packageVersionNotFound");
    }
    const config = searchParams.get("config")?.slice(1) ?? "deno.json";
    const versions = packages.get(full) ?? new Map<string, Version>();
    packages.set(full, versions.set(version, await versionOf(request, config)));
    published.push(`${full}@${version}`);
    return Response.json({ id: crypto.randomUUID(), status: "success", error: null });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    published,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const CREATED = "2026-01-01T00:00:00Z";

function missing(code: string): Response {
  return Response.json({ code, message: code }, { status: 404 });
}

function read(packages: ReadonlyMap<string, ReadonlyMap<string, Version>>, pathname: string): Response {
  const [, scope = "", name = "", ...rest] = pathname.split("/");
  const versions = packages.get(`${scope}/${name}`);
  if (!versions) return missing("packageNotFound");
  const [head = "", ...path] = rest;
  if (head === "meta.json") {
    const all = Object.fromEntries([...versions.keys()].map((version) => [version, { createdAt: CREATED }]));
    return Response.json({ scope: scope.slice(1), name, latest: [...versions.keys()].at(-1), versions: all });
  }
  const version = versions.get(head.replace(/_meta\.json$/, ""));
  if (!version) return missing("versionNotFound");
  if (head.endsWith("_meta.json")) {
    return Response.json({ manifest: version.manifest, exports: version.exports });
  }
  const bytes = version.files.get(path.join("/"));
  if (!bytes) return missing("fileNotFound");
  const type = path.at(-1)?.endsWith(".json") ? "application/json" : "text/typescript";
  return new Response(bytes, { headers: { "content-type": type } });
}

async function versionOf(request: Request, config: string): Promise<Version> {
  const plain = request.body?.pipeThrough(new DecompressionStream("gzip"));
  const files = new Map(untar(new Uint8Array(await new Response(plain).arrayBuffer())));
  const manifest: Version["manifest"] = {};
  for (const [path, bytes] of files) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    manifest[`/${path}`] = { size: bytes.length, checksum: `sha256-${hash.toHex()}` };
  }
  return { files, manifest, exports: JSON.parse(new TextDecoder().decode(files.get(config))).exports };
}

const BLOCK = 512;

/** The files of a tar archive in the ustar format, with long names as GNU tar writes them. */
function* untar(tar: Uint8Array<ArrayBuffer>): Generator<[string, Uint8Array<ArrayBuffer>]> {
  const text = (from: number, length: number) =>
    new TextDecoder().decode(tar.subarray(from, from + length)).replace(/\0[\s\S]*$/, "");
  let longName = "";
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8) || 0;
    const body = tar.slice(at + BLOCK, at + BLOCK + size);
    const folder = text(at + 345, 155);
    if (text(at + 156, 1) === "L") longName = new TextDecoder().decode(body).replace(/\0[\s\S]*$/, "");
    else {
      yield [longName || (folder ? `${folder}/` : "") + text(at, 100), body];
      longName = "";
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
