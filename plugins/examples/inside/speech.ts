/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing but its arguments and what it takes from the
 * runtime before any other code has run.
 *
 * @module
 */

/** What one job did. */
export interface Told {
  readonly id: number;
  readonly state: string;
  readonly elapsedMs: number;
  readonly isSame: boolean;
  /** JSON: what it gave, what was expected, what it changed. */
  readonly texts: string;
}

/** The only voice of the child that is listened to. */
export interface Speech {
  /** Says a line at once. */
  say(line: string): void;
  /** Says what a job did, with what the built-ins have become; ends the child when one is replaced. */
  tell(told: Told): void;
  /** Keeps what a job did until `flush`. */
  hold(told: Told): void;
  /** Says what is kept, unless a built-in is replaced: then nothing of it is to be trusted, and the child ends. */
  flush(): void;
  /** Says why no other job may run here, and ends the child. */
  end(why: string): never;
  /** True when something has been kept for so long that it should be said. */
  isDue(): boolean;
}

/**
 * Marks lines so that nobody else can say them.
 *
 * @param changed Names a built-in that has been replaced.
 */
export function speech(marker: string, changed: () => string | undefined): Speech {
  const { stringify } = JSON;
  const { apply } = Reflect;
  const now = performance.now.bind(performance);
  const exit: (code: number) => never = Deno.exit;
  const write = Deno.stdout.writeSync.bind(Deno.stdout);
  const encode = TextEncoder.prototype.encode;
  const encoder = new TextEncoder();
  const patienceMs = 5;
  let held = "";
  let heldSince = 0;

  /** The line break in front ends whatever the code has printed. */
  function print(lines: string): void {
    const bytes = apply(encode, encoder, [`\n${lines}`]);
    for (let at = 0; at < bytes.length;) at += write(at === 0 ? bytes : bytes.subarray(at));
  }

  function say(line: string): void {
    print(`${marker}${line}\n`);
  }

  function lineOf({ id, state, elapsedMs, isSame, texts }: Told): string {
    return `R ${id} ${state} ${elapsedMs} ${isSame} [${texts}]`;
  }

  function end(why: string): never {
    say(`E ${why}`);
    exit(3);
  }

  return {
    say,
    end,
    tell(told) {
      const broken = changed();
      if (broken === undefined) return say(lineOf(told));
      say(lineOf({ ...told, state: "tampered", isSame: false, texts: `${stringify(broken)},"",""` }));
      exit(3);
    },
    hold(told) {
      if (held === "") heldSince = now();
      held += `${marker}${lineOf(told)}\n`;
    },
    flush() {
      if (held === "") return;
      if (changed() !== undefined) end("tampered");
      print(held);
      held = "";
    },
    isDue: () => held !== "" && now() - heldSince > patienceMs,
  };
}
