import assert from "node:assert/strict";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE, type TestProject } from "./maze_process.ts";

/** What one run exports, as the collector gets it. */
interface Exported {
  readonly code: number;
  readonly spans: readonly Span[];
  readonly metrics: readonly Metric[];
}

/** A counter's points: value and attributes. */
interface Metric {
  readonly name: string;
  readonly points: readonly {
    readonly value: number;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
}

/** The part of a span that is read here. */
interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status?: { readonly code?: number; readonly message?: string };
}

/** As OTLP numbers it. */
const ERROR = 2;

/** Runs `maze` with a collector beside it. */
async function exported(project: TestProject, ...args: readonly string[]): Promise<Exported> {
  return await collected(project, async ({ start }) => {
    const { code, stderr } = await start(...args).output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    return code;
  });
}

/** What a project exports while work runs in it; the work returns an exit code. */
async function collected(
  project: TestProject,
  work: (project: TestProject) => Promise<number>,
): Promise<Exported> {
  const bodies = new Map<string, string[]>();
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    bodies.set(pathname, [...bodies.get(pathname) ?? [], await request.text()]);
    return Response.json({});
  });
  const code = await work(project.with({
    OTEL_DENO: "true",
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${server.addr.port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  }));
  const metrics = (bodies.get("/v1/metrics") ?? []).flatMap(metricsIn);
  return { code, spans: (bodies.get("/v1/traces") ?? []).flatMap(spansIn), metrics };
}

function spansIn(body: string): readonly Span[] {
  const { resourceSpans } = JSON.parse(body) as {
    readonly resourceSpans: readonly {
      readonly scopeSpans: readonly {
        readonly scope: { readonly name: string };
        readonly spans: readonly Span[];
      }[];
    }[];
  };
  // Deno has spans of its own.
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans).filter(({ scope }) => scope.name === "maze")
    .flatMap(({ spans }) => spans);
}

function metricsIn(body: string): readonly Metric[] {
  const scopes = JSON.parse(body).resourceMetrics.flatMap(({ scopeMetrics }: { scopeMetrics: unknown[] }) =>
    scopeMetrics
  );
  return scopes.flatMap(({ metrics }: { metrics: readonly OtlpMetric[] }) => metrics).map(
    ({ name, sum, histogram }: OtlpMetric): Metric => ({
      name,
      points: (sum ?? histogram)?.dataPoints.map(({ asInt, asDouble, count, attributes }) => ({
        value: Number(asInt ?? asDouble ?? count),
        attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue])),
      })) ?? [],
    }),
  );
}

/** The part of OTLP's JSON that is read here. */
interface OtlpMetric {
  readonly name: string;
  readonly sum?: { readonly dataPoints: readonly OtlpPoint[] };
  readonly histogram?: { readonly dataPoints: readonly OtlpPoint[] };
}

interface OtlpPoint {
  readonly asInt?: string | number;
  readonly asDouble?: number;
  readonly count?: string | number;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
}

/** The last value of a counter for a cache. */
function countOf({ metrics }: Exported, name: string, cache: string): number | undefined {
  const points = metrics.filter((metric) => metric.name === name).flatMap((metric) => metric.points);
  return points.findLast(({ attributes }) => attributes.cache === cache)?.value;
}

Deno.test("maze claims to export holes and calls as spans, and how long they took, when Deno was started for it", async () => {
  await inProject(ONE_HOLE, async (project) => {
    const { spans, metrics } = await exported(project, "fill", "--write");
    const names = new Set(spans.map(({ name }) => name));
    for (const name of ["src/stock.ts:9:10", "provider.complete", "write"]) assert.ok(names.has(name), name);
    assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1, "one run is one trace");
    const roots = spans.filter(({ parentSpanId = "" }) => parentSpanId === "");
    assert.deepEqual(roots.map(({ name }) => name), ["maze"]);
    const calls = metrics.filter(({ name }) => name === "maze.step.duration").flatMap(({ points }) => points);
    const methods = calls.map(({ attributes }) => attributes.method);
    assert.ok(methods.includes("provider.complete") && methods.includes("validator.validate"));
  });
});

Deno.test("maze claims to count what its caches had and had not", async () => {
  await inProject(ONE_HOLE, async (project) => {
    const first = await exported(project, "index");
    assert.deepEqual([
      countOf(first, "maze.cache.hits", "index"),
      countOf(first, "maze.cache.misses", "index"),
    ], [0, 2]);
    const old = new Date(Date.now() - 60_000);
    for (const file of ["src/stock.ts", "maze-hole.d.ts"]) {
      await Deno.utime(`${project.root}/${file}`, old, old);
    }
    await project.write("src/more.ts", "export const more = 1;\n");
    const second = await exported(project, "index");
    assert.deepEqual([
      countOf(second, "maze.cache.hits", "index"),
      countOf(second, "maze.cache.misses", "index"),
    ], [2, 1]);
    assert.match((await project.maze("why", "last")).out, /^ {2}cache index: 2 of 3 were there$/m);
  });
});

Deno.test("maze claims that a span which failed says why", async () => {
  const { "canned/mod.js": module = "", ...files } = cannedFiles({ text: "" });
  const broken = module.replace("log.warn(", "throw new Error('no model is loaded'); log.warn(");
  await inProject({ ...ONE_HOLE, ...files, "canned/mod.js": broken }, async (project) => {
    const { code, spans } = await collected(
      project,
      async ({ maze }) => (await maze("fill", "--trust")).code,
    );
    assert.equal(code, 3);
    const call = spans.find(({ name }) => name === "provider.complete");
    assert.equal(call?.status?.code, ERROR);
    assert.match(call.status.message ?? "", /no model is loaded/);
  });
});

Deno.test("maze claims that Ctrl-C makes no span an error", async () => {
  const files = { ...ONE_HOLE, ...cannedFiles({ text: "", isSilent: true }) };
  await inProject(files, async (project) => {
    const { code, spans } = await collected(project, async ({ start }) => {
      const child = start("fill", "--trust");
      const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
      let said = "";
      while (!said.includes("canned was asked")) said += (await reader.read()).value ?? assert.fail(said);
      child.kill("SIGINT");
      while (!(await reader.read()).done);
      const [{ code }] = await Promise.all([child.status, child.stdout.cancel()]);
      return code;
    });
    assert.equal(code, 130);
    assert.ok(spans.some(({ name }) => name === "provider.complete"));
    assert.deepEqual(spans.filter(({ status }) => status?.code === ERROR), []);
  });
});
