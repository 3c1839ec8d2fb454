/**
 * So many at a time; the others wait in line.
 *
 * @module
 */

/** Hands out turns. */
export class Turns {
  #free: number;
  readonly #line: (() => void)[] = [];

  /** @param count From 1. */
  constructor(count: number) {
    this.#free = count;
  }

  /** Waits for a turn; disposing it gives it to the next. Rejects with the signal's reason when that is aborted. */
  take(signal: AbortSignal): Promise<Disposable> {
    const { promise, resolve, reject } = Promise.withResolvers<Disposable>();
    const begin = () => {
      signal.removeEventListener("abort", leave);
      let isGiven = false;
      resolve({
        [Symbol.dispose]: () => {
          if (!isGiven) this.#give();
          isGiven = true;
        },
      });
    };
    const leave = () => {
      const at = this.#line.indexOf(begin);
      if (at >= 0) this.#line.splice(at, 1);
      reject(signal.reason);
    };
    if (signal.aborted) reject(signal.reason);
    else if (this.#free > 0) {
      this.#free--;
      begin();
    } else {
      this.#line.push(begin);
      signal.addEventListener("abort", leave, { once: true });
    }
    return promise;
  }

  #give(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#free++;
  }
}
