/**
 * TypeScript's codes by what a continuation can do to them. What stands in no list is final once its statement has
 * ended.
 *
 * @see microsoft/TypeScript:src/compiler/diagnosticMessages.json, read at 7.0.2
 * @module
 */

/** Unused, unreachable: never a fault of code that is not finished. */
export const NEVER_FATAL: ReadonlySet<number> = new Set([
  ...[6133, 6138, 6192, 6196, 6198, 6199, 6205], // unused
  ...[7027, 7028, 7029], // unreachable, unused label, fall-through
]);

/** A later assignment, declaration or overload takes them away, or shows how to. */
export const FADING: ReadonlySet<number> = new Set([
  ...[7005, 7034], // a variable's type comes from later assignments
  ...[7006, 7031], // a parameter's is seen in later calls: then it can be written
  ...[7022, 7023, 7024], // a type that is inferred from itself: a written one may come
  ...[2389, 2390, 2391, 2394], // an overload's implementation follows
  2702, // a type read as a namespace: that of its name may follow
  7030, // whether a function must return a value is known at its end
]);

/** "This is always true; did you mean to call it?": not said where the code that is guarded calls it. */
export const UNCALLED: ReadonlySet<number> = new Set([2774, 2801]);

/** A name that is not there. */
export const UNKNOWN_NAME: ReadonlySet<number> = new Set([
  ...[2304, 2552, 2503, 2833], // with and without a similar one; of a namespace
  ...[2662, 2663, 18004], // did you mean a member; in a shorthand property
  ...[2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593], // types of a runtime, a test runner or a library are missing
  ...[2693, 2749], // a type read as a value, a value as a type: the other of that name may come
]);

/** What is wrong with an object whose member is read: all that matters stands before the member. */
export const MEMBER: ReadonlySet<number> = new Set([
  ...[2339, 2551, 2550, 2576], // no such member
  ...[2531, 2532, 2533, 18046, 18047, 18048, 18049, 2571], // possibly null, undefined, unknown
  ...[2341, 2445, 18013], // not accessible
]);

/** No such member. Functions of the same scope and JavaScript's objects get members by assignment. */
export const NO_MEMBER: ReadonlySet<number> = new Set([2339, 2551]);

/** What lacks members. Functions of the same scope get them by assignment. */
export const LACKS_MEMBER: ReadonlySet<number> = new Set([2739, 2740, 2741]);
