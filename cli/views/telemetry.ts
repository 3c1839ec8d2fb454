/**
 * OpenTelemetry, made from the stream of steps: one trace for a run, with a span for each hole, hook call and write; how
 * long they took, what failed, how often caches helped.
 *
 * Deno exports what `@opentelemetry/api` is told when it is started with `OTEL_DENO=true`; without it nothing is loaded.
 *
 * @module
 */

import type { Step } from "@maze/maze";
import type * as api from "@opentelemetry/api";

/** A listener to steps. */
export interface Telemetry extends Disposable {
  /** Hears a step. */
  hear(step: Step): void;
}

/** Starts to export when the process was started for it. */
export async function openTelemetry(environment: Readonly<Record<string, string>>): Promise<Telemetry> {
  const isOn = ["true", "1"].includes(environment.OTEL_DENO ?? "");
  if (!isOn) return { hear: () => {}, [Symbol.dispose]: () => {} };
  return exporter(await import("@opentelemetry/api"));
}

function exporter(otel: typeof api): Telemetry {
  const [spans, counts] = [spanWriter(otel), counter(otel)];
  return {
    hear(step) {
      spans.hear(step);
      counts(step);
    },
    [Symbol.dispose]: () => spans[Symbol.dispose](),
  };
}

/** A span for each step that takes time, inside that of its parent; one around all of the run. */
function spanWriter({ trace, context, SpanStatusCode }: typeof api): Telemetry {
  const tracer = trace.getTracer("maze");
  const open = new Map<number, api.Span>();
  const origin = Date.now(); // steps count from the moment in which their stream is made: now
  const root = tracer.startSpan("maze", { startTime: origin });
  return {
    hear({ id, parent, kind, name, plugin = "", status, startMs, elapsedMs, fields }) {
      if (!isTimed({ kind })) return;
      if (status === "running") {
        const above = parent === undefined ? root : open.get(parent) ?? root;
        const inside = trace.setSpan(context.active(), above);
        const options = { startTime: origin + startMs, attributes: { kind, plugin } };
        open.set(id, tracer.startSpan(name, options, inside));
        return;
      }
      const span = open.get(id);
      open.delete(id);
      if (status === "failed") {
        span?.setStatus({ code: SpanStatusCode.ERROR, message: String(fields.error ?? "") });
      }
      if (status === "cancelled") span?.setAttribute("cancelled", true);
      span?.end(origin + startMs + elapsedMs);
    },
    [Symbol.dispose]() {
      open.forEach((span) => span.end());
      root.end();
    },
  };
}

/** How long holes and hook calls took, how many failed, how often a cache had what was asked for. */
function counter({ metrics }: typeof api): (step: Step) => void {
  const meter = metrics.getMeter("maze");
  const latency = meter.createHistogram("maze.step.duration", { unit: "ms" });
  const failures = meter.createCounter("maze.step.failures");
  const hits = meter.createCounter("maze.cache.hits");
  const misses = meter.createCounter("maze.cache.misses");
  return (step) => {
    const { kind, name, plugin = "", status, elapsedMs } = step;
    const use = cacheUse(step);
    if (use) {
      hits.add(use.hits, { cache: use.cache, plugin });
      misses.add(use.misses, { cache: use.cache, plugin });
    }
    if (!isTimed(step) || status === "running") return;
    const attributes = { kind, plugin, ...(kind === "hook" ? { method: name } : {}) };
    latency.record(elapsedMs, attributes);
    if (status === "failed") failures.add(1, attributes);
  };
}

function isTimed({ kind }: Pick<Step, "kind">): boolean {
  return kind === "hole" || kind === "hook" || kind === "write";
}

/** How a cache was used, where a step tells of one. */
export interface CacheUse {
  readonly cache: string;
  readonly hits: number;
  readonly misses: number;
}

/** What a log or note tells of a cache; `undefined` when it tells of none. */
export function cacheUse({ kind, fields }: Pick<Step, "kind" | "fields">): CacheUse | undefined {
  const { cache, hits, misses } = fields;
  if ((kind !== "log" && kind !== "note") || typeof cache !== "string") return undefined;
  return typeof hits === "number" && typeof misses === "number" ? { cache, hits, misses } : undefined;
}
