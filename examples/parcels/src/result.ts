/** A value that was computed. */
export type Ok<T> = { readonly ok: true; readonly value: T };

/** The reason why a value could not be computed. */
export type Err<E> = { readonly ok: false; readonly error: E };

/** The outcome of something that can fail in a way the caller should handle. */
export type Result<T, E> = Ok<T> | Err<E>;

/** Wraps a value as a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps a reason as a failure. */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}

/**
 * Changes the value of a success and leaves a failure as it is.
 * @example
 * mapResult(ok(2), (n) => n + 1) // => ok(3)
 * mapResult(err("no"), (n: number) => n + 1) // => err("no")
 */
export function mapResult<T, U, E>(result: Result<T, E>, change: (value: T) => U): Result<U, E> {
  return result.ok ? ok(change(result.value)) : result;
}

/**
 * Separates the successes from the failures.
 * @example partition([ok(1), err("x"), ok(2)]) // => { values: [1, 2], errors: ["x"] }
 */
export function partition<T, E>(results: readonly Result<T, E>[]): { values: T[]; errors: E[] } {
  const values: T[] = [];
  const errors: E[] = [];
  for (const result of results) {
    if (result.ok) values.push(result.value);
    else errors.push(result.error);
  }
  return { values, errors };
}

/**
 * All the values when everything succeeded, otherwise all the failures.
 * @example
 * collect([ok(1), ok(2)]) // => ok([1, 2])
 * collect([ok(1), err("x"), err("y")]) // => err(["x", "y"])
 */
export function collect<T, E>(results: readonly Result<T, E>[]): Result<readonly T[], readonly E[]> {
  const { values, errors } = partition(results);
  return errors.length === 0 ? ok(values) : err(errors);
}
