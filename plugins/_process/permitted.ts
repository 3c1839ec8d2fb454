/**
 * Asks for leave that a plugin can do without.
 *
 * @module
 */

import { type Action, MazeError, type PluginContext } from "../../core/kernel/plugin.ts";

/** Whether an effect is permitted. One that the manifest does not declare is a fault of the plugin, and thrown. */
export async function isPermitted(
  permit: PluginContext["permit"],
  action: Omit<Action, "plugin">,
): Promise<boolean> {
  try {
    await permit(action);
    return true;
  } catch (error) {
    if (error instanceof MazeError && error.code === "permission/denied") return false;
    throw error;
  }
}
