import assert from "node:assert/strict";
import { MazeError } from "../../../core/kernel/errors.ts";
import type { BnfDialect } from "../../../plugins/_constraints/bnf.ts";
import { checkBnf } from "../../../plugins/_constraints/check_bnf.ts";

/** Grammars that a server refuses or dies of, and what is told instead. */
const faulty: readonly (readonly [dialect: BnfDialect, text: string, fault: string])[] = [
  ["gbnf", 'root ::= "a" b', 'rule "b" is not defined at line 1, column 14'],
  ["gbnf", 'root ::= "a"\nb ::=\n  c', 'rule "c" is not defined at line 3, column 3'],
  ["gbnf", 'start ::= "a"', 'no rule is named "root" at line 1, column 1'],
  ["gbnf", 'root ::= "a"\r\nroot ::= "b"', 'rule "root" is defined twice at line 2, column 1'],
  ["gbnf", 'root ::= "a"{3,2}', "a repetition has more at least than at most: {3,2} at line 1, column 13"],
  ["gbnf", 'root ::= "a"{2000}', "a repetition comes too often at line 1, column 13"],
  ["gbnf", 'root ::= "a"{0,2500}', "a repetition comes too often at line 1, column 13"],
  ["gbnf", 'root ::= ("a" "b"?){1000}', "a repetition comes too often at line 1, column 20"],
  ["gbnf", 'root ::= "a"{50}{50}', "a repetition comes too often at line 1, column 17"],
  ["gbnf", 'root ::= "a"{,3}', "a repetition is none of {m}, {m,} and {m,n} at line 1, column 13"],
  ["gbnf", 'root ::= ("a" | "")*', "what may be empty is repeated without end at line 1, column 20"],
  ["gbnf", 'root ::= ""*', "the empty text is repeated at line 1, column 12"],
  ["gbnf", 'root ::= root "a" | "b"', 'rule "root" begins with itself at line 1, column 1'],
  ["gbnf", 'root ::= a\na ::= b? c\nb ::= "x"\nc ::= a', 'rule "a" begins with itself at line 2, column 1'],
  ["gbnf", 'my_rule ::= "a"', '"_" in the name of a rule at line 1, column 3'],
  ["gbnf", "root ::= my_rule", '"_rule" in a rule at line 1, column 12'],
  ["gbnf", ' %llguidance {}\nstart: "a"', "%llguidance at line 1, column 2"],
  ["gbnf", 'root ::= "a" # why\n  | "b"', '"|" where a rule should begin at line 2, column 3'],
  ["gbnf", 'root ::= "\\d"', '"\\d" is no escape at line 1, column 11'],
  ["gbnf", 'root ::= "\\x4"', '"\\x" is no escape at line 1, column 11'],
  ["gbnf", 'root ::= "\\x00"', "a literal holds NUL at line 1, column 11"],
  ["gbnf", 'root ::= "a', "a literal is not closed at line 1, column 10"],
  ["gbnf", "root ::= [a", "a class is not closed at line 1, column 10"],
  ["gbnf", "root ::= [^]", "a class is empty at line 1, column 10"],
  ["gbnf", "root ::= [z-a]", "a range ends before it begins at line 1, column 11"],
  ["gbnf", 'root ::= ("a"', "a parenthesis is not closed at line 1, column 10"],
  ["gbnf", 'root = "a"', '"=" where "::=" should be at line 1, column 6'],
  ["ebnf", 'root ::= "a" |', "an option is empty at line 1, column 15"],
  ["ebnf", 'root ::= "a" b ::= "c"', "a rule begins in the middle of a line at line 1, column 14"],
  ["ebnf", 'root ::= "a"{2}{3}', "a quantifier stands behind another at line 1, column 16"],
  ["ebnf", 'root ::= "a\n"', "a literal is not closed at line 1, column 10"],
  ["ebnf", "root ::= a.b", 'rule "a.b" is not defined at line 1, column 10'],
  ["ebnf", "root ::= Token(1", "the arguments of a macro are not closed at line 1, column 15"],
];

for (const [dialect, text, fault] of faulty) {
  Deno.test(`checkBnf() refuses ${dialect} ${JSON.stringify(text)}`, () => {
    assert.throws(() => checkBnf(text, dialect), (error) => {
      assert.ok(error instanceof MazeError);
      assert.equal(error.code, "constraint/grammar");
      assert.equal(error.message, `Cannot use ${dialect.toUpperCase()} grammar: ${fault}`);
      return true;
    });
  });
}

/** Grammars that servers of the dialect take. */
const sound: readonly (readonly [dialect: BnfDialect, text: string])[] = [
  ["gbnf", 'root ::= "a"{1999} | "b"{0,1999} # many\n\n'],
  ["gbnf", 'root ::= item{1000}\nitem ::= "x"{0,1000} "y"'],
  ["gbnf", 'root ::= ("a"\n  | "b") |\n "c" 3-d\n3-d ::= . |'],
  ["gbnf", 'root ::= ("x"? "y"?)* "z"'],
  ["gbnf", 'root ::= "\\u00e9\\U0001F600\\x41\\"\\[\\]" [\\]\\\\a-] <[12]> !<eos>'],
  ["ebnf", 'root ::= root "a"\n  | "b" _x.1 ()\n_x.1 ::= [^] [\\d-]'.replace("\\d", "\\.")],
  ["ebnf", 'root[max_tokens=5] ::= "\\/\\x41BC" # ::=\n  a (= "b")\na ::= ("" | "c"){2}'],
  ["ebnf", 'root ::= a # b ::= c\na ::= "x"'],
  ["ebnf", 'root ::= TagDispatch(("a", b), loop_after_dispatch=false)\nb ::= "(\\")"'],
];

for (const [dialect, text] of sound) {
  Deno.test(`checkBnf() takes ${dialect} ${JSON.stringify(text)}`, () => {
    checkBnf(text, dialect);
  });
}
