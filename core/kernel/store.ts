/**
 * A plugin's small values on disk, one file each.
 *
 * @module
 */

import { join } from "node:path";
import { copyData } from "./data.ts";
import type { Store } from "./plugin.ts";

/** Where a store is, and what it may hold. */
export interface StoreOptions {
  /** One file for each value; made with the first. */
  readonly folder: string;
  /** Of all values together. */
  readonly maxBytes: number;
  /** Asks for leave before the folder is touched. */
  readonly permit: (kind: "read" | "write") => Promise<void>;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
/** A file's first byte: what the rest of it is. */
const KIND = { json: 0x6a, bytes: 0x62 };

/** Opens a store. Its folder is made with the first value. When a value was used last is its file's time. */
export function openStore({ folder, maxBytes, permit }: StoreOptions): Store {
  const fileOf = (key: string) => {
    if (KEY.test(key)) return join(folder, key);
    throw new RangeError(`Cannot use key "${key}": it is not 1 to 128 letters, digits, ".", "_" and "-"`);
  };
  return {
    async get(key) {
      const file = fileOf(key);
      await permit("read");
      const bytes = await unlessAbsent(Deno.readFile(file));
      if (!bytes) return undefined;
      await unlessAbsent(Deno.utime(file, new Date(), new Date()));
      const rest = bytes.subarray(1);
      return bytes[0] === KIND.bytes ? rest : JSON.parse(new TextDecoder().decode(rest));
    },
    async set(key, value) {
      const file = fileOf(key);
      const bytes = encode(value);
      if (bytes.length > maxBytes) {
        throw new RangeError(`Cannot store "${key}": its ${bytes.length} bytes are more than ${maxBytes}`);
      }
      await permit("write");
      await Deno.mkdir(folder, { recursive: true });
      const fresh = join(folder, `~${crypto.randomUUID()}`); // no key starts like this
      await Deno.writeFile(fresh, bytes);
      await Deno.rename(fresh, file);
      await shrink(folder, maxBytes, file);
    },
  };
}

function encode(value: unknown): Uint8Array {
  const isBytes = value instanceof Uint8Array;
  const body = isBytes ? value : new TextEncoder().encode(JSON.stringify(copyData(value, "value")));
  const bytes = new Uint8Array(body.length + 1);
  bytes[0] = isBytes ? KIND.bytes : KIND.json;
  bytes.set(body, 1);
  return bytes;
}

/** Removes what was not used for longest, never the value just written. */
async function shrink(folder: string, maxBytes: number, kept: string): Promise<void> {
  const files = (await filesIn(folder)).sort((a, b) => b.usedAt - a.usedAt || (a.key < b.key ? -1 : 1));
  const others = files.filter(({ file }) => file !== kept);
  let left = maxBytes - (files.find(({ file }) => file === kept)?.size ?? 0);
  for (const { file, size } of others) {
    left -= size;
    if (left < 0) await unlessAbsent(Deno.remove(file));
  }
}

async function filesIn(folder: string) {
  const files = [];
  const entries = await unlessAbsent(Array.fromAsync(Deno.readDir(folder)));
  for (const { name: key } of entries ?? []) {
    const file = join(folder, key);
    const info = KEY.test(key) ? await unlessAbsent(Deno.stat(file)) : undefined;
    if (info) files.push({ key, file, size: info.size, usedAt: info.mtime?.getTime() ?? 0 });
  }
  return files;
}

/** Another run of Maze may remove a value at any time: that is no fault. */
async function unlessAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
