/**
 * GGUF files on this machine.
 *
 * @module
 */

import { basename, dirname, join } from "node:path";
import { MazeError } from "../../core/kernel/errors.ts";
import { type GgufHeader, NoHeader, readHeader } from "./header.ts";
import { type GgufModel, modelOf } from "./model.ts";

/** A model file: what it says, and how much of it is there. */
export interface GgufFile extends GgufModel {
  /** As it was given. */
  readonly path: string;
  /** Bytes that are there. It is cut short where `neededBytes` is more. */
  readonly sizeBytes: number;
}

/**
 * Reads what a file says of its model.
 *
 * @throws {MazeError} `model/missing`, `model/not-gguf`, or `model/cut-short` where the header itself has no end.
 */
export async function readGguf(path: string): Promise<GgufFile> {
  using file = await opened(path);
  const { size } = await file.stat();
  return { path, sizeBytes: size, ...modelOf(await headerIn(file, { path, size })) };
}

/**
 * Reads a file, and sees to it that all of its model is there: each of its parts where it lies in several files.
 *
 * @throws {MazeError} As `readGguf`, and `model/cut-short` where tensors lie behind a file's end.
 */
export async function readWholeGguf(path: string): Promise<GgufFile> {
  const file = await readGguf(path);
  refuseCut(file);
  const { part } = file;
  if (!part) return file;
  for (let number = 1; number <= part.of; number++) {
    if (number !== part.number) refuseCut(await readGguf(partPath(path, number)));
  }
  return file;
}

/** True for a part of a model in several files that is not the first: a model is named by its first. */
export function isLaterPart(path: string): boolean {
  const [, number] = PART.exec(path) ?? [];
  return number !== undefined && Number(number) !== 1;
}

const PART = /-(\d{5})-of-(\d{5})\.gguf$/i;

function partPath(path: string, number: number): string {
  const name = basename(path).replace(PART, `-${String(number).padStart(5, "0")}-of-$2.gguf`);
  return join(dirname(path), name);
}

function refuseCut({ path, sizeBytes, neededBytes }: GgufFile): void {
  if (sizeBytes >= neededBytes) return;
  throw new MazeError(
    `Cannot use model "${path}": it is cut short, ${grouped(sizeBytes)} of ${
      grouped(neededBytes)
    } bytes are there`,
    { code: "model/cut-short", hint: FETCH_AGAIN },
  );
}

const FETCH_AGAIN = "Fetch the file again; most programs can go on where they stopped (`curl -C -`)";

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

async function opened(path: string): Promise<Deno.FsFile> {
  try {
    const { isFile } = await Deno.stat(path);
    if (isFile) return await Deno.open(path);
  } catch (cause) {
    const isMissing = cause instanceof Deno.errors.NotFound || cause instanceof Deno.errors.NotADirectory;
    throw unreadable(path, isMissing ? "there is no such file" : "it can not be opened", cause);
  }
  throw unreadable(path, "it is no file");
}

function unreadable(path: string, state: string, cause?: unknown): MazeError {
  return new MazeError(`Cannot read model "${path}": ${state}`, {
    ...{ code: "model/missing", cause },
    hint: "`maze models` lists the models on this machine; `maze models add FILE` configures one",
  });
}

/** Read at first; most headers are smaller. */
const FIRST_BYTES = 8 * 2 ** 20;

/** Reads more of the file until its header ends. */
async function headerIn(
  file: Deno.FsFile,
  { path, size }: { readonly path: string; readonly size: number },
): Promise<GgufHeader> {
  for (let length = Math.min(size, FIRST_BYTES);; length = Math.min(size, length * 4)) {
    const header = parsed(await bytesOf(file, length), path);
    if (header) return header;
    if (length === size) {
      throw new MazeError(`Cannot use model "${path}": it is cut short, its header has no end`, {
        ...{ code: "model/cut-short", hint: FETCH_AGAIN },
      });
    }
  }
}

function parsed(bytes: Uint8Array, path: string): GgufHeader | undefined {
  try {
    return readHeader(bytes);
  } catch (error) {
    if (!(error instanceof NoHeader)) throw error;
    throw new MazeError(`Cannot read model "${path}": it is no GGUF file, ${error.message}`, {
      ...{ code: "model/not-gguf", cause: error },
      hint: "llama.cpp's convert_hf_to_gguf.py makes one of a model in another form",
    });
  }
}

async function bytesOf(file: Deno.FsFile, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  await file.seek(0, Deno.SeekMode.Start);
  let at = 0;
  while (at < length) {
    const read = await file.read(bytes.subarray(at));
    if (read === null) break;
    at += read;
  }
  return bytes.subarray(0, at);
}
