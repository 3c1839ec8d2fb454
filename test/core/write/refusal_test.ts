import assert from "node:assert/strict";
import { MazeError } from "../../../core/kernel/errors.ts";
import { diskError, refusal, refusalOf } from "../../../core/write/refusal.ts";

/** A fault of the disk, as the system names it. */
function systemFault(code: string): Error {
  return Object.assign(new Error(`os error ${code}`), { code });
}

const disk: readonly (readonly [system: string, code: string, message: RegExp])[] = [
  ["ENOSPC", "write/no-space", /^Cannot write "a.ts": the disk is full$/],
  ["EDQUOT", "write/no-space", /quota/],
  ["EACCES", "write/read-only", /permission denied/],
  ["EPERM", "write/read-only", /does not permit/],
  ["EROFS", "write/read-only", /file system is read-only/],
];

for (const [system, code, message] of disk) {
  Deno.test(`diskError() says what ${system} means, and what to do`, () => {
    const fault = systemFault(system);
    const error = diskError(fault, "a.ts");
    assert.ok(error instanceof MazeError);
    assert.deepEqual([error.code, error.cause], [code, fault]);
    assert.match(error.message, message);
    assert.ok(error.hint);
  });
}

Deno.test("diskError() gives back what is no fault of the disk", () => {
  for (const error of [systemFault("EIO"), new Error("odd"), { code: "ENOSPC" }, "ENOSPC", undefined]) {
    assert.equal(diskError(error, "a.ts"), error);
  }
});

Deno.test("refusalOf() turns an error about a file into data, and throws any other again", () => {
  const cause = new Error("first");
  const error = refusal("encoding", "Cannot read it", cause);
  assert.equal(error.cause, cause);
  assert.deepEqual(refusalOf(error, "a.ts"), {
    file: "a.ts",
    code: "write/encoding",
    message: "Cannot read it",
    hint: "Save the file as UTF-8, or name it in .mazeignore",
  });
  const bare = new MazeError("Cannot", { code: "write/odd" });
  assert.deepEqual(refusalOf(bare, "b.ts"), { file: "b.ts", code: "write/odd", message: "Cannot" });
  const others = [
    new MazeError("Cannot", { code: "hook/deadline" }),
    new MazeError("Cannot", { code: "a/write/" }),
    new MazeError("Cannot", { code: "replay/missing" }),
  ];
  for (const other of [...others, new Error("odd")]) {
    assert.throws(() => refusalOf(other, "a.ts"), (thrown) => thrown === other);
  }
});
