/**
 * OpenTelemetry, made from the stream of steps: a span for each hole and hook call, how long they took, what failed.
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

function exporter({ trace, metrics, context, SpanStatusCode }: typeof api): Telemetry {
  const tracer = trace.getTracer("maze");
  const meter = metrics.getMeter("maze");
  const latency = meter.createHistogram("maze.step.duration", { unit: "ms" });
  const failures = meter.createCounter("maze.step.failures");
  const open = new Map<number, api.Span>();
  const origin = Date.now() - performance.now();
  const zero = performance.now();
  const at = (ms: number) => origin + zero + ms;
  return {
    hear({ id, parent, kind, name, plugin = "", status, startMs, elapsedMs }) {
      if (kind !== "hole" && kind !== "hook") return;
      if (status === "running") {
        const above = parent === undefined ? undefined : open.get(parent);
        const inside = above ? trace.setSpan(context.active(), above) : context.active();
        open.set(
          id,
          tracer.startSpan(name, { startTime: at(startMs), attributes: { kind, plugin } }, inside),
        );
        return;
      }
      const span = open.get(id);
      open.delete(id);
      const attributes = { kind, plugin, ...(kind === "hook" ? { method: name } : {}) };
      latency.record(elapsedMs, attributes);
      if (status === "failed") {
        failures.add(1, attributes);
        span?.setStatus({ code: SpanStatusCode.ERROR });
      }
      span?.end(at(startMs + elapsedMs));
    },
    [Symbol.dispose]: () => open.forEach((span) => span.end()),
  };
}
