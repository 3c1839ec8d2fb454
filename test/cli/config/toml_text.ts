/**
 * Arbitrary TOML texts: every kind of key, value, table, comment and white space.
 *
 * @module
 */

import fc from "fast-check";

const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,5}$/);
const blank = fc.constantFrom("", " ", "  ", "\t");
const comment = fc.constantFrom("", "", " # note", '# "x" = [1', "   # ünï ]] '");
const gap = fc.constantFrom("", "\n", "\n\n# alone = 1\n", "   \n\t# [x]\n");

const keyPart = fc.oneof(
  { weight: 4, arbitrary: word },
  word.map((name) => `"${name}.x"`),
  word.map((name) => `'${name} #'`),
  word.map((name) => `"\\u00e9${name}"`),
);

const scalar = fc.oneof(
  fc.integer({ min: -9999, max: 9999 }).map(String),
  fc.constantFrom("0x1F", "1_000", "6.5e-3", "-inf", "true", "false", "1979-05-27", "07:32:00.5"),
  fc.constantFrom("1979-05-27 07:32:00Z", "1979-05-27T07:32:00-07:00", "1979-05-27T07:32:00"),
  fc.string({ maxLength: 8 }).filter((text) => !/[\u007f]/.test(text)).map((text) => JSON.stringify(text)),
  fc.stringMatching(/^[a-z "#=,\]}\\]{0,8}$/).map((text) => `'${text}'`),
  fc.stringMatching(/^[a-z #=,\]}\n]{0,8}"{0,2}$/).map((text) => `"""${text}"""`),
  fc.stringMatching(/^[a-z #=,\]}\n\\]{0,8}'{0,2}$/).map((text) => `'''${text}'''`),
  fc.constantFrom('"""a \\""" b"""', '"""x\\\n   y"""', '"\\\\"', '""', "''"),
);

const { value } = fc.letrec<{ value: string; list: string; inline: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, { weight: 5, arbitrary: scalar }, tie("list"), tie("inline")),
  list: fc.tuple(fc.array(tie("value"), { maxLength: 3 }), gap, fc.boolean())
    .map(([items, space, trailing]) => listText(items, space, trailing)),
  inline: fc.uniqueArray(fc.tuple(keyPart, tie("value")), { maxLength: 3, selector: ([key]) => bare(key) })
    .map((entries) => `{ ${entries.map(([key, item]) => `${key} = ${item}`).join(", ")} }`),
}));

const entry = fc.record({
  key: keyPart,
  sub: fc.option(word),
  value,
  before: gap,
  pad: blank,
  after: comment,
});
const section = fc.record({
  name: word,
  sub: fc.option(keyPart),
  isList: fc.boolean(),
  pad: blank,
  entries: fc.uniqueArray(entry, { maxLength: 4, selector: ({ key }) => bare(key) }),
});

/** Valid TOML with `\n` or `\r\n` at the ends of its lines, with or without a byte order mark. */
export const tomlText: fc.Arbitrary<string> = fc.record({
  top: fc.uniqueArray(entry, { maxLength: 4, selector: ({ key }) => bare(key) }),
  sections: fc.uniqueArray(section, { maxLength: 4, selector: ({ name }) => name }),
  repeats: fc.integer({ min: 1, max: 2 }),
  end: fc.constantFrom("\n", "\r\n"),
  mark: fc.constantFrom("", "", "\ufeff"),
}).map(({ top, sections, repeats, end, mark }) => {
  const lines = top.map(entryText);
  for (const [index, part] of sections.entries()) {
    // Numbered, so that no header names a key of the top.
    const name = `${part.name}${part.sub ? ` . ${part.sub}` : ""}`.replace(/^/, `t${index}_`);
    for (let turn = 0; turn < (part.isList ? repeats : 1); turn++) {
      lines.push(part.isList ? `[[${part.pad}${name}]]` : `${part.pad}[ ${name} ]${part.pad}# head`);
      lines.push(...part.entries.map(entryText));
    }
  }
  return mark + lines.join("\n").replaceAll("\n", end);
});

function entryText(
  parts: { key: string; sub: string | null; value: string; [space: string]: unknown },
): string {
  const key = parts.sub === null ? parts.key : `${parts.key}${parts.pad}.${parts.sub}`;
  return `${parts.before}${parts.pad}${key}${parts.pad}=${parts.pad}${parts.value}${parts.after}`;
}

function listText(items: readonly string[], space: string, trailing: boolean): string {
  return `[${space}${items.join(`,${space}`)}${trailing && items.length > 0 ? "," : ""}${space}]`;
}

/** Keys that are quoted differently are one key; a dotted one counts by its first part. */
function bare(key: string): string {
  return key.replaceAll(/["']/g, "");
}
