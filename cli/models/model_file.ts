/**
 * A model file as `maze models` tells of it.
 *
 * @module
 */

import { type GgufFile, readGguf, readWholeGguf } from "@maze/maze/kit/gguf";
import { MazeError } from "@maze/maze";
import type { ModelFileJson } from "../shapes.ts";

/** Where a file was found, and whether the config names it. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Whose folder it lies in; empty where nobody's. */
  readonly owner: string;
  readonly isConfigured: boolean;
}

/** What is known of a file. What is wrong with it is told, not thrown. */
export async function modelFile({ path, owner, isConfigured }: FoundFile): Promise<ModelFileJson> {
  const place = { path, owner, isConfigured };
  try {
    return { ...place, ...toldOf(await readWholeGguf(path)), fault: null };
  } catch (error) {
    if (!(error instanceof MazeError)) throw error;
    const { code, message, hint } = error;
    const fault = { code, message, ...(hint === undefined ? {} : { hint }) };
    return { ...place, ...await readGguf(path).then(toldOf, () => NOTHING), fault };
  }
}

/** Of a file that does not tell. */
const NOTHING = {
  name: null,
  architecture: null,
  parameters: null,
  fileType: null,
  contextTokens: null,
  tokenizer: null,
  hasChatTemplate: null,
  canFillIn: null,
  sizeBytes: null,
};

type Told = Omit<ModelFileJson, "path" | "owner" | "isConfigured" | "fault">;

function toldOf(file: GgufFile): Told {
  const { name = null, architecture = null, fileType = null, contextTokens = null, tokenizer = null } = file;
  const { parameters, chatTemplate, infill, sizeBytes } = file;
  return {
    ...{ name, architecture, parameters, fileType, contextTokens, tokenizer, sizeBytes },
    hasChatTemplate: chatTemplate !== undefined,
    canFillIn: infill !== undefined,
  };
}
