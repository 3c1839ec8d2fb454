/**
 * Constraints: obeyed, refused, or checked.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { Acceptance } from "../../core/code/capabilities.ts";
import type { Constraint, ConstraintForm } from "../../core/code/constraint.ts";
import type { Behaviour } from "./provider_behaviour.ts";
import { refusal } from "./provider_refusals.ts";
import { answered, answerOf, INTENT, requestFor } from "./provider_requests.ts";
import { capabilitiesOf } from "./provider_telling.ts";
import type { Sent } from "./provider_subject.ts";

const SCHEMA = {
  type: "object",
  properties: { isSpring: { type: "boolean" } },
  required: ["isSpring"],
  additionalProperties: false,
};
const BNF = 'root ::= "month " digit{2}\ndigit ::= [0-9]';

/** A form, and which answers obey it. */
interface Form {
  readonly form: ConstraintForm;
  readonly obeyed: RegExp;
}

/** All forms that there are. */
const FORMS: readonly Form[] = [
  { form: { kind: "choice", options: ["in spring", 'in "autumn"'] }, obeyed: /^in (spring|"autumn")$/ },
  { form: { kind: "regex", pattern: "[a-f]{3}-[0-9]{2}" }, obeyed: /^[a-f]{3}-[0-9]{2}$/ },
  { form: { kind: "schema", schema: SCHEMA }, obeyed: /^\s*\{\s*"isSpring"\s*:\s*(true|false)\s*\}\s*$/ },
  { form: { kind: "grammar", dialect: "gbnf", text: BNF }, obeyed: /^month [0-9]{2}$/ },
  { form: { kind: "grammar", dialect: "ebnf", text: BNF }, obeyed: /^month [0-9]{2}$/ },
  {
    form: { kind: "grammar", dialect: "lark", text: 'start: "month " /[0-9]{2}/' },
    obeyed: /^month [0-9]{2}$/,
  },
];

/** Behaviours. */
export const constraintBehaviours: readonly Behaviour[] = [
  ...FORMS.map(({ form, obeyed }): Behaviour => ({
    claim: `obeys a ${nameOf(form)}, or refuses it by name`,
    async run({ provider, sent }) {
      const constraint = must(form);
      const accepted = (await capabilitiesOf(provider)).accepts.find((each) => isOf(each, form));
      if (!accepted) {
        const fault = await refusal(provider, { constraint });
        assert.equal(fault.code, "provider/constraint");
        assert.ok(fault.message.includes(form.kind), fault.message);
        assert.equal(indexOf(sent, INTENT), -1, "something of the request was sent");
        return;
      }
      assert.equal(accepted.state, "untried");
      const { text, end } = await answerOf(provider, requestFor({ constraint, maxTokens: 40 }));
      assert.match(text, obeyed);
      assert.deepEqual([end.reason, end.enforced], ["complete", "server"]);
      const proof = indexOf(sent, "zq");
      assert.ok(proof >= 0 && proof < indexOf(sent, INTENT), "it is not proven first");
      const known = (await capabilitiesOf(provider)).accepts.find((each) => isOf(each, form));
      assert.equal(known?.state, "proven");
    },
  })),
  {
    claim: "finds out a server that ignores constraints, and lets no answer through that breaks one",
    async run({ provider, subject, change }) {
      change(subject.unconstrained);
      const constraint = must({ kind: "schema", schema: SCHEMA });
      const { answers: [answer], notes } = await answered(provider, requestFor({ constraint, stop: ["\n"] }));
      assert.ok(notes.includes("ignored"), `it notes ${notes}`);
      assert.deepEqual([answer?.end.reason, answer?.end.enforced], ["refused", "none"]);
      const prefer = { ...constraint, strength: "prefer" as const };
      const other = await answerOf(provider, requestFor({ constraint: prefer, stop: ["\n"] }));
      assert.deepEqual([other.end.reason, other.end.enforced], ["complete", "none"]);
    },
  },
  {
    claim: "checks itself what a server that ignores constraints answers",
    async run({ provider, subject, change }) {
      const { accepts } = await capabilitiesOf(provider);
      if (!accepts.some(({ kind }) => kind === "choice")) return;
      change(subject.unconstrained);
      const ask = async (options: readonly string[]) => {
        const constraint = { ...must({ kind: "choice", options }), strength: "prefer" as const };
        return await answerOf(provider, requestFor({ constraint, stop: ["\n"], maxTokens: 60 }));
      };
      const { text } = await ask(["neither", "nor"]);
      const { end } = await ask(["neither", text]);
      assert.deepEqual([end.reason, end.enforced], ["complete", "maze"]);
    },
  },
];

function must(form: ConstraintForm): Constraint {
  return { ...form, strength: "must", reason: "the test says so" };
}

function nameOf(form: ConstraintForm): string {
  return form.kind === "grammar" ? `grammar in ${form.dialect}` : form.kind;
}

function isOf({ kind, dialect }: Acceptance, form: ConstraintForm): boolean {
  return kind === form.kind && (form.kind !== "grammar" || dialect === form.dialect);
}

/** Where a text is first sent. */
function indexOf(sent: readonly Sent[], text: string): number {
  return sent.findIndex(({ body }) => body.includes(text));
}
