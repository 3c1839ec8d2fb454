/**
 * Finds the model servers of this machine: what each is, its version, its models, and which plugin speaks to it.
 *
 * @module
 */

export { isLoopback } from "./address.ts";
export type { Fetch } from "./ask.ts";
export { type FindOptions, findServers } from "./find.ts";
export { identify, type IdentifyOptions } from "./identify.ts";
export type { FoundServer, ServedModel, ServerKind } from "./server.ts";
export { type CheckedUse, checkUses, type ModelUse, type ServerUse } from "./uses.ts";
export type { ModelInfo } from "../../core/code/capabilities.ts";
