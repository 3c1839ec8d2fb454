/**
 * The index on disk: one row a file, in one SQLite file. What every start needs stands in columns of its own; members,
 * signatures, docs and records are decoded when they are asked for.
 *
 * @module
 */

import { mkdirSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { decodeDeclarations, encodeDeclarations } from "./codec.ts";
import type { Declaration, FileEntry, FileFacts, Json } from "./entry.ts";

/** What tells whether a row still holds. */
export interface Fingerprint {
  readonly sizeBytes: number;
  /** -1 where only the hash may be trusted: for a text that is not on disk, or one written in the same tick. */
  readonly mtimeMs: number;
  /** SHA-256 of the text, hexadecimal, first 16 digits. */
  readonly hash: string;
}

/** A file's row without its details. */
export interface StoredFile extends Fingerprint {
  /** Relative to the project's root. */
  readonly file: string;
  readonly facts: FileFacts;
}

/** A row to write. */
export interface NewRow extends Fingerprint {
  readonly file: string;
  readonly entry: FileEntry;
  /** True for declarations of installed packages, which are read on demand. */
  readonly isDependency: boolean;
}

/** The rows of one project. Every call blocks for well under a millisecond, save `files` and `put` of many. */
export interface Store {
  /** Every project file's row. */
  files(): readonly StoredFile[];
  find(file: string): StoredFile | undefined;
  details(file: string): readonly Declaration[];
  record(file: string, extractor: string): Json | undefined;
  /** Writes rows, all or none. */
  put(rows: Iterable<NewRow>): void;
  touch(file: string, stamp: Fingerprint): void;
  remove(files: readonly string[]): void;
  close(): void;
}

const schema = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  create table if not exists meta (version text not null);
  create table if not exists files (
    file text primary key, size integer, mtime real, hash text, dependency integer, facts text, details text, records text
  ) without rowid;
`;

/**
 * Opens the store in a folder, made if need be; `undefined` keeps everything in memory.
 *
 * @param version What made the rows. Rows of another version are dropped.
 */
export function openStore(dir: string | undefined, version: string): Store {
  if (dir === undefined) return storeOf(opened(":memory:", version));
  const path = `${dir}/index.db`;
  try {
    mkdirSync(dir, { recursive: true });
    return storeOf(opened(path, version));
  } catch (error) {
    // A project that can not be written can still be read, only slower.
    if (isUnwritable(error)) return openStore(undefined, version);
    if (!isDamaged(error)) throw error;
    // Everything in it can be read again from the sources.
    for (const end of ["", "-wal", "-shm"]) rmSync(path + end, { force: true });
    return storeOf(opened(path, version));
  }
}

const unwritable =
  /\b(?:EROFS|EACCES|EPERM|ENOSPC|EDQUOT|ENOTDIR|EEXIST)\b|readonly database|unable to open|disk is full/;

function isUnwritable(error: unknown): boolean {
  return error instanceof Error && unwritable.test(error.message);
}

function isDamaged(error: unknown): boolean {
  return error instanceof Error && /not a database|malformed|no such column/.test(error.message);
}

function opened(path: string, version: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5000 });
  try {
    db.exec(schema);
    const known = db.prepare("select version from meta").get();
    if (known?.["version"] !== version) {
      db.exec("begin immediate; delete from files; delete from meta;");
      db.prepare("insert into meta values (?)").run(version);
      db.exec("commit");
    }
    db.prepare("select file, size, mtime, hash, dependency, facts, details, records from files limit 1")
      .get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function storeOf(db: DatabaseSync): Store {
  const all = db.prepare("select file, size, mtime, hash, facts from files where dependency = 0");
  const one = db.prepare("select file, size, mtime, hash, facts from files where file = ?");
  const details = db.prepare("select details from files where file = ?");
  const record = db.prepare("select records from files where file = ?");
  const insert = db.prepare("insert or replace into files values (?, ?, ?, ?, ?, ?, ?, ?)");
  const touch = db.prepare("update files set size = ?, mtime = ?, hash = ? where file = ?");
  const remove = db.prepare("delete from files where file = ?");
  return {
    files: () => all.all().map(stored),
    find(file) {
      const row = one.get(file);
      return row && stored(row);
    },
    details: (file) => decodeDeclarations(text(details.get(file)?.["details"])),
    record(file, extractor) {
      const records = JSON.parse(text(record.get(file)?.["records"]) || "{}") as Record<string, Json>;
      return records[extractor];
    },
    put: (rows) =>
      together(db, () => {
        for (const { file, sizeBytes, mtimeMs, hash, isDependency, entry } of rows) {
          const { declarations, records, ...facts } = entry;
          insert.run(
            file,
            sizeBytes,
            mtimeMs,
            hash,
            isDependency ? 1 : 0,
            JSON.stringify(facts),
            encodeDeclarations(declarations),
            JSON.stringify(records),
          );
        }
      }),
    touch: (file, { sizeBytes, mtimeMs, hash }) => void touch.run(sizeBytes, mtimeMs, hash, file),
    remove: (files) => together(db, () => files.forEach((file) => remove.run(file))),
    close: () => db.close(),
  };
}

function together(db: DatabaseSync, write: () => void): void {
  db.exec("begin immediate");
  try {
    write();
    db.exec("commit");
  } catch (error) {
    db.exec("rollback");
    throw error;
  }
}

/** The rows hold what `put` wrote: the version in `meta` says so. */
function stored(row: Record<string, unknown>): StoredFile {
  return {
    file: text(row["file"]),
    sizeBytes: Number(row["size"]),
    mtimeMs: Number(row["mtime"]),
    hash: text(row["hash"]),
    facts: JSON.parse(text(row["facts"])) as FileFacts,
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
