/**
 * What is said on stderr beside the result, as programs read it.
 *
 * @module
 */

/** One thing that is said. */
export interface Said {
  readonly level: "warning" | "error";
  readonly message: string;
  /** What is known of it: `code`, `hint`, `place`. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

const LEVELS = { warning: "WARN", error: "ERROR" } as const;

/** One line in the form of the log's JSON lines. */
export function saidLine({ level, message, properties = {} }: Said): string {
  const line = {
    "@timestamp": new Date().toISOString(),
    level: LEVELS[level],
    message,
    logger: "maze",
    properties,
  };
  return `${JSON.stringify(line)}\n`;
}
