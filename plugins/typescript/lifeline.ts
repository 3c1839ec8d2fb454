/**
 * What keeps a dead compiler process from hanging or ending its parent, and one panic from failing a whole question.
 *
 * @module
 */

/** The parts of a client of `typescript/unstable` that the package keeps private; read at 7.0.2. */
interface Client {
  readonly process?: {
    once(event: "exit", told: () => void): void;
    kill(signal: "SIGKILL"): boolean;
    readonly stdin?: { write: Write } | null;
  };
  readonly connection?: { dispose(): void };
  connect?(): Promise<void>;
}

/** As `Writable.write`: after the data an encoding or not, then a function to call when it is written, or not. */
type Write = (data: unknown, ...rest: readonly (string | undefined | ((error?: Error) => void))[]) => boolean;

/** Tells whether a process still lives. */
export interface Lifeline {
  readonly isDead: boolean;
  /** Settles when the process has ended; at once when there is none. */
  readonly ended: Promise<void>;
  /** Ends the process where it stands. One whose pipe is closed while it reads files writes a page about it to the terminal. */
  kill(): void;
}

/**
 * Watches a client's process. When it ends, every open question is rejected: without this they stay open for ever, and
 * a question that is written to the dead process ends Deno by a rejection that nobody can catch.
 */
export function watchProcess(owner: object): Lifeline {
  const client = clientOf(owner);
  let isDead = false;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  if (!client.process) resolve();
  client.process?.once("exit", () => {
    isDead = true;
    client.connection?.dispose();
    resolve();
  });
  const stdin = client.process?.stdin;
  if (stdin) stdin.write = patient(stdin.write.bind(stdin));
  return {
    ended,
    kill: () => void client.process?.kill("SIGKILL"),
    get isDead() {
      return isDead;
    },
  };
}

/**
 * Ends a client for good. Without this a question that comes after `close` starts a new process, which nobody ends and
 * which keeps Maze from ending.
 */
export function forbidRestart(owner: object): void {
  clientOf(owner).connect = () => Promise.reject(new Error("the compiler is closed"));
}

/** A write that reports no fault: the end of the process tells. */
function patient(write: Write): Write {
  return (data, ...rest) => {
    const done = rest.findLast((one) => typeof one === "function");
    const others = rest.map((one) => typeof one === "function" ? () => one() : one);
    try {
      return write(data, ...others);
    } catch {
      // The pipe broke before the end of the process was told; its questions are rejected when it is.
      if (typeof done === "function") done();
      return false;
    }
  };
}

function clientOf(owner: object): Client {
  return "client" in owner && typeof owner.client === "object" && owner.client ? owner.client : {};
}

/** True for an answer that the compiler could not give because it failed inside; the process lives on. */
export function isPanic(error: unknown): boolean {
  return error instanceof Error && /^panic\b/.test(error.message);
}

/** What is said where the compiler failed: nothing known, nothing fits. Everything else is `undefined`. */
const NOTHING: Readonly<Record<string, unknown>> = {
  isTypeAssignableTo: false,
  isArrayLikeType: false,
  isArrayType: false,
  isTupleType: false,
  typeToString: "…",
  getPropertiesOfType: [],
  getSignaturesOfType: [],
  getIndexInfosOfType: [],
  getTypeArguments: [],
};

/**
 * The same object, whose answers survive panics: a list is asked again one by one, and what fails alone is answered
 * by nothing. The compiler is known to panic on single nodes of sound code, such as a file's own node.
 */
export function surviving<Asked extends object>(asked: Asked): Asked {
  return new Proxy(asked, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      const call = (args: readonly unknown[]): unknown => Reflect.apply(method, target, args);
      return (...args: unknown[]) => {
        const answer = call(args);
        return answer instanceof Promise
          ? answer.catch((error) => {
            if (!isPanic(error)) throw error;
            return oneByOne(String(name), args, call);
          })
          : answer;
      };
    },
  });
}

function oneByOne(
  name: string,
  args: readonly unknown[],
  call: (args: readonly unknown[]) => unknown,
): unknown {
  const at = args.findIndex(Array.isArray);
  const list: unknown = args[at];
  if (!Array.isArray(list)) return NOTHING[name];
  return Promise.all(list.map(async (one) => {
    try {
      return await call(args.with(at, one));
    } catch (error) {
      if (isPanic(error)) return NOTHING[name];
      throw error;
    }
  }));
}
