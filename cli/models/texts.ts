/**
 * How `maze models` looks.
 *
 * @module
 */

import type { ModelFileJson, ToldModelsJson } from "../shapes.ts";
import type { Added } from "./add.ts";
import { named, type Style } from "../views/style.ts";

/** One file of the list: its path, and what it is. */
export function fileText(file: ModelFileJson, style: Style): string {
  const { path, owner, isConfigured, fault } = file;
  const marks = [owner, isConfigured ? "configured" : ""].filter((text) => text !== "").join(", ");
  const head = style.bold(named(path)) + (marks === "" ? "" : `  ${style.dim(marks)}`);
  const what = style.dim(named(summary(file)));
  const lines = [
    head,
    ...(what === "" ? [] : [`  ${what}`]),
    ...(fault ? [`  ${style.red(named(fault.message))}`] : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** One provider of the list: its models, or why it does not tell. */
export function toldText({ plugin, models, fault }: ToldModelsJson, style: Style): string {
  const head = style.bold(plugin);
  if (fault) return `${head}  ${style.red(named(fault.message))}\n`;
  if (models.length === 0) return `${head}  ${style.dim("tells of no model")}\n`;
  return models.map(({ id, contextTokens }) =>
    `${head}  ${named(id)}${
      contextTokens === undefined ? "" : style.dim(`  ${grouped(contextTokens)} tokens`)
    }\n`
  ).join("");
}

/** What a file says, line by line. */
export function detailText(file: ModelFileJson, style: Style): string {
  const yes = (is: boolean | null) => is === null ? null : is ? "yes" : "no";
  const rows: readonly (readonly [string, string | null])[] = [
    ["name", file.name],
    ["architecture", file.architecture],
    ["parameters", file.parameters === null ? null : count(file.parameters)],
    ["file type", file.fileType],
    ["context", file.contextTokens === null ? null : `${grouped(file.contextTokens)} tokens`],
    ["tokenizer", file.tokenizer],
    ["chat template", yes(file.hasChatTemplate)],
    ["fills in between texts", yes(file.canFillIn)],
    ["size", file.sizeBytes === null ? null : bytes(file.sizeBytes)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${style.dim(label.padEnd(width))}  ${named(value ?? "not told")}\n`)
    .join("");
}

function summary(
  { name, architecture, parameters, fileType, contextTokens, sizeBytes, hasChatTemplate, canFillIn }:
    ModelFileJson,
): string {
  return [
    name,
    architecture,
    parameters === null ? null : `${count(parameters)} parameters`,
    fileType,
    contextTokens === null ? null : `${grouped(contextTokens)} tokens`,
    sizeBytes === null ? null : bytes(sizeBytes),
    hasChatTemplate ? "chats" : null,
    canFillIn ? "fills in" : null,
  ].filter((text) => text !== null).join(", ");
}

function count(numbers: number): string {
  if (numbers >= 1e9) return `${(numbers / 1e9).toFixed(1)} billion`;
  return numbers >= 1e6 ? `${Math.round(numbers / 1e6)} million` : grouped(numbers);
}

function bytes(size: number): string {
  if (size >= 1e9) return `${(size / 1e9).toFixed(1)} GB`;
  return size >= 1e6 ? `${Math.round(size / 1e6)} MB` : `${grouped(size)} bytes`;
}

function grouped(number: number): string {
  return number.toLocaleString("en-US");
}

/** What `add` has done. */
export function addedText(file: ModelFileJson, { plugins, isListOwed }: Added): string {
  const lines = [
    `llama_local runs "${named(file.path)}"`,
    isListOwed
      ? `note: the project's own config lists the plugins: put "llama_local" there, before "synth"`
      : `plugins = ${JSON.stringify(plugins)}`,
    ...(file.hasChatTemplate || file.canFillIn
      ? []
      : ["note: the model has no chat template and can not fill in: it can not be asked"]),
    "Its library, node-llama-cpp, is fetched at the first use: some 720 MB",
  ];
  return lines.map((line) => `${line}\n`).join("");
}
