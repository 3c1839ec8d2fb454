/**
 * What `--json` prints, command by command: the source of the schemas in docs/schemas/. docs/fill.schema.json has the
 * shape of `maze fill`.
 *
 * @module
 */

import { z } from "zod";

const version = z.literal(1);
const root = z.string().describe("The project's root, absolute");
const line = z.int().min(1);
const column = z.int().min(1).describe("In UTF-16 units");
const elapsedMs = z.number().min(0);
const file = z.string().describe("Relative to the root");

const error = z.strictObject({
  code: z.string().describe("Stable; `maze why CODE` says more"),
  message: z.string(),
  hint: z.string().optional().describe("The next step"),
  place: z.string().optional().describe("FILE:LINE:COLUMN, a variable, a flag or a plugin"),
});
const errors = z.array(error);

const failure = z.strictObject({ version, errors }).describe("Instead of a result, when there is none");

const note = z.strictObject({
  code: z.string().describe("Stable; docs/cli.md lists those with a meaning"),
  text: z.string().describe("For people"),
});

const fault = z.strictObject({
  ...{ file, line, column },
  severity: z.enum(["error", "warning"]),
  code: z.string().describe("As its source writes it"),
  message: z.string(),
  source: z.string().describe("The plugin that found it"),
});

const report = z.strictObject({
  validator: z.string(),
  state: z.enum(["valid", "invalid", "unchecked"]),
  passed: z.int().min(0).optional().describe("Examples and tests that are true"),
  total: z.int().min(0).optional(),
  isOwed: z.boolean().optional().describe("True where it should have judged and could not"),
  notes: z.array(note),
});

const validate = z.strictObject({
  ...{ version, root },
  files: z.int().min(0).describe("How many were judged"),
  faults: z.array(fault),
  reports: z.array(report),
});

const declared = z.strictObject({
  ...{ name: z.string(), kind: z.string().describe("As the language calls it"), file, line, column },
  isExported: z.boolean(),
  container: z.string().describe("What it lies in; empty at the top of its file"),
  signature: z.string().optional(),
  doc: z.string().optional(),
  members: z.array(z.strictObject({ name: z.string(), kind: z.string(), signature: z.string() })).optional(),
});

const index = z.union([
  z.strictObject({
    ...{ version, root },
    files: z.array(file),
    leftOut: z.array(z.strictObject({ file, reason: z.string() })).describe(
      "Files of code that are not read",
    ),
    declarations: z.strictObject({
      total: z.int().min(0),
      exported: z.int().min(0),
      kinds: z.record(z.string(), z.int().min(0)),
    }),
    elapsedMs,
  }).describe("Without a name"),
  z.strictObject({
    ...{ version, root },
    symbols: z.array(declared),
    isCut: z.boolean().describe("True when there are more"),
    elapsedMs,
  }).describe("With a name or file"),
]);

const plugins = z.strictObject({
  version,
  plugins: z.array(z.strictObject({
    specifier: z.string().describe("As the config lists it"),
    isListed: z.boolean(),
    isIsolated: z.boolean().describe("True for one that runs in a child process"),
    version: z.string().describe("Empty where the plugin is not known"),
    description: z.string(),
    points: z.array(z.string()).describe("Hook points"),
    permissions: z.record(z.string(), z.array(z.string())),
  })),
  errors: errors.optional().describe("Mistakes of the config"),
});

const modelFile = z.strictObject({
  path: z.string().describe("Absolute"),
  owner: z.string().describe("Whose folder it lies in; empty where nobody's"),
  isConfigured: z.boolean().describe("True for the file that llama_local runs here"),
  name: z.string().nullable().describe(
    "As its maker calls the model; null, as all that follows, where it is not told",
  ),
  architecture: z.string().nullable(),
  parameters: z.int().min(0).nullable(),
  fileType: z.string().nullable().describe("In which form most of its numbers are kept"),
  contextTokens: z.int().min(0).nullable(),
  tokenizer: z.string().nullable(),
  hasChatTemplate: z.boolean().nullable(),
  canFillIn: z.boolean().nullable().describe(
    "True where its vocabulary has tokens to fill in between two texts",
  ),
  sizeBytes: z.int().min(0).nullable(),
  fault: error.nullable().describe("null where all of the model is there"),
});

const toldModels = z.strictObject({
  plugin: z.string(),
  models: z.array(z.strictObject({ id: z.string(), contextTokens: z.int().min(0).optional() })),
  fault: error.nullable().describe("Why it does not tell"),
});

const models = z.union([
  z.strictObject({
    version,
    files: z.array(modelFile).describe("In the usual places, and the configured one"),
    providers: z.array(toldModels).nullable().describe("null where the config may not be used without leave"),
    errors: errors.optional().describe("Mistakes of the config"),
  }).describe("Without a word"),
  z.strictObject({ version, file: modelFile }).describe("`check`"),
  z.strictObject({
    ...{ version, file: modelFile },
    plugins: z.array(z.string()).describe("In order of calls, as the config now lists them"),
    isListOwed: z.boolean().describe(
      "True where the project's own file lists the plugins, and not llama_local",
    ),
  }).describe("`add`"),
]);

const origin = z.strictObject({
  layer: z.enum(["default", "user", "project", "environment", "flag"]),
  file: z.string().optional().describe("Absolute"),
  line: line.optional(),
  column: column.optional(),
  name: z.string().optional().describe("Of the variable or flag"),
});

const config = z.strictObject({
  version,
  values: z.array(z.strictObject({
    key: z.string(),
    value: z.unknown(),
    origin,
  })),
  errors: errors.optional().describe("Mistakes of the config"),
});

const doctor = z.strictObject({
  version,
  isSound: z.boolean().describe("False when something keeps Maze from working"),
  findings: z.array(z.strictObject({
    state: z.enum(["good", "note", "bad"]),
    what: z.string(),
    mend: z.string().nullable().describe("The command that mends it"),
  })),
});

const undo = z.strictObject({
  ...{ version, root },
  files: z.array(file).describe("Those that have their old text again; empty when nothing was left to undo"),
});

const candidate = z.strictObject({
  text: z.string(),
  state: z.enum(["valid", "invalid", "unchecked"]),
  fault: z.string().nullable().describe("The first one, with its code"),
});

const context = z.array(z.strictObject({
  head: z.string().describe("Its first line"),
  reason: z.string().describe("Why it helps"),
  form: z.enum(["whole", "short", "left out"]).describe("short: its signature alone"),
  tokens: z.int().min(0),
})).describe("What a model was told beside the file, most useful first");

const seen = z.strictObject({
  id: z.string().describe("FILE:LINE:COLUMN"),
  filled: z.enum(["yes", "ambiguous", "no"]),
  type: z.string().nullable().describe("What the place asks for"),
  visible: z.array(z.strictObject({ name: z.string(), type: z.string(), kind: z.string() })),
  context,
  candidates: z.array(candidate).describe("Best first"),
  notes: z.array(note),
  elapsedMs,
});

const ran = z.strictObject({
  id: z.string(),
  filled: z.enum(["yes", "ambiguous", "no"]).nullable().describe("null where the attempt did not end"),
  context,
  candidates: z.array(candidate).describe("In order of judgement"),
  notes: z.array(z.string()),
  elapsedMs,
});

const why = z.union([
  z.strictObject({ version, code: z.string(), meaning: z.string() }),
  z.strictObject({ version, root, holes: z.array(seen) }),
  z.strictObject({ version, trace: z.string(), holes: z.array(ran) }),
]);

const generate = z.strictObject({
  ...{ version, root },
  placed: z.strictObject({
    ...{ file, line, column },
    isNew: z.boolean().describe("True for a file that is made for it"),
    reason: z.string().describe("Why there, for people"),
    head: z.string().describe("What begins it; empty where none was found right"),
  }),
  filled: z.enum(["yes", "ambiguous", "no"]),
  text: z.string().nullable().describe("All of the new code; null where none goes in"),
  diff: z.string().describe("What it does to files, as `patch` reads it; empty when nothing goes in"),
  candidates: z.array(z.strictObject({
    text: z.string(),
    state: z.enum(["valid", "invalid", "unchecked"]),
    cost: z.number().describe("Negative log-likelihood under its provider, natural logarithm"),
    reports: z.array(report.extend({
      diagnostics: z.array(z.looseObject({ code: z.string(), message: z.string() })),
      reachesHole: z.boolean().optional(),
    })),
  })).describe("Best first"),
  telling: z.strictObject({ input: z.string(), results: z.array(z.string()) }).nullable()
    .describe("The input that tells two readings apart, and what each makes of it"),
  notes: z.array(note),
  refusal: z.strictObject({ file, code: z.string(), message: z.string(), hint: z.string().optional() })
    .nullable().describe("Why its file can not be worked on"),
  cost: z.strictObject({
    elapsedMs,
    candidates: z.int().min(0),
    inputTokens: z.int().min(0),
    outputTokens: z.int().min(0),
    money: z.number().optional(),
  }),
  faults: z.array(fault).describe("Of the project's configuration"),
  written: z.array(file),
  elapsedMs,
  trace: z.string().nullable().describe("null when none is kept"),
});

/** What each command prints with `--json`, or a failure. */
export const SHAPES = {
  generate: z.union([generate, failure]),
  validate: z.union([validate, failure]),
  index: z.union([index, failure]),
  why: z.union([why, failure]),
  doctor: z.union([doctor, failure]),
  plugins: z.union([plugins, failure]),
  models: z.union([models, failure]),
  config: z.union([config, failure]),
  undo: z.union([undo, failure]),
} as const;

/** What `maze models --json` tells of one file. */
export type ModelFileJson = z.infer<typeof modelFile>;

/** What it tells of one provider. */
export type ToldModelsJson = z.infer<typeof toldModels>;

/** What `maze doctor --json` prints. */
export type DoctorJson = z.infer<typeof doctor>;

/** What `maze undo --json` prints. */
export type UndoJson = z.infer<typeof undo>;

/** What `maze why --json` prints. */
export type WhyJson = z.infer<typeof why>;

/** The file of each schema, relative to docs/schemas/, and its text. */
export function schemaFiles(): readonly (readonly [name: string, text: string])[] {
  return Object.entries(SHAPES).map(([name, shape]) => {
    const command = name === "config" ? "config list" : name;
    const schema = { title: `What \`maze ${command} --json\` prints`, ...z.toJSONSchema(shape) };
    return [`${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`];
  });
}

if (import.meta.main) {
  const folder = new URL("../docs/schemas/", import.meta.url);
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, text] of schemaFiles()) await Deno.writeTextFile(new URL(name, folder), text);
}
