/** An expression that is not written yet; the intent says what belongs there. */
declare function hole<T = any>(intent?: string): T;
