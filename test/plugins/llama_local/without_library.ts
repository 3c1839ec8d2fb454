/**
 * Prints what is thrown where the library can not be loaded.
 *
 * @module
 */

import { MazeError } from "../../../core/kernel/errors.ts";
import { loadLibrary } from "../../../plugins/llama_local/library.ts";

try {
  await loadLibrary();
} catch (error) {
  if (!(error instanceof MazeError)) throw error;
  const { code, message, hint } = error;
  console.log(JSON.stringify({ code, message, hint }));
}
