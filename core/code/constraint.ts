/**
 * What decoding must obey, in forms that no server speaks as they are: each provider encodes what its own server has.
 *
 * @module
 */

/** A JSON Schema, as data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The dialects that grammar text comes in. Their rules differ; see `docs/providers.md`. */
export type GrammarDialect = "lark" | "gbnf" | "ebnf";

/** One form of constraint. All are about the whole answer, not a part of it. */
export type ConstraintForm =
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | {
    readonly kind: "regex";
    /**
     * Portable: no anchors, flags, lookaround, backreferences or lazy quantifiers; classes spelled out (`[0-9]`). Matches
     * whole. `.` is any character but a line break.
     */
    readonly pattern: string;
  }
  | { readonly kind: "schema"; readonly schema: JsonSchema }
  | {
    readonly kind: "grammar";
    readonly dialect: GrammarDialect;
    /** Passed through to a server that speaks the dialect. */
    readonly text: string;
  };

/** The name of a form. */
export type ConstraintKind = ConstraintForm["kind"];

/** What decoding must obey, and how much is lost where it can not. */
export type Constraint = ConstraintForm & {
  /** `must`: an answer that breaks it is worthless. `prefer`: better with it than without. */
  readonly strength: "must" | "prefer";
  /** Why, for people. */
  readonly reason: string;
};

/**
 * Who saw to it that an answer obeys: the server while decoding, Maze afterwards, or nobody. Of `none` nothing is known:
 * an answer that was found to break a constraint is no answer.
 */
export type Enforcement = "server" | "maze" | "none";
