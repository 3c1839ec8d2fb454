import assert from "node:assert/strict";
import { isDirty } from "../../../core/write/dirty.ts";
import { fillProject, withProject } from "./project.ts";

async function git(root: string, ...args: string[]): Promise<void> {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  const { success, stderr } = await new Deno.Command("git", { args: [...who, ...args], cwd: root }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
}

async function withRepository(work: (root: string) => Promise<void>): Promise<void> {
  await withProject({ "a.ts": "1", "sub/b.ts": "1", "[a].ts": "1" }, async (root) => {
    await git(root, "init", "-q");
    await git(root, "add", ".");
    await git(root, "commit", "-q", "-m", "first");
    await work(root);
  });
}

Deno.test("isDirty() is false for committed files, though others have changes", async () => {
  await withRepository(async (root) => {
    await fillProject(root, { "sub/b.ts": "2" });
    assert.equal(await isDirty(root, ["a.ts"]), false);
  });
});

Deno.test("isDirty() is true for a changed, a staged and a new file", async () => {
  await withRepository(async (root) => {
    await fillProject(root, { "a.ts": "2", "sub/b.ts": "2", "sub/new.ts": "" });
    await git(root, "add", "sub/b.ts");
    for (const file of ["a.ts", "sub/b.ts", "sub/new.ts"]) {
      assert.equal(await isDirty(root, [file]), true, file);
    }
  });
});

Deno.test("isDirty() looks at what a link leads to", async () => {
  await withRepository(async (root) => {
    await Deno.symlink("sub/b.ts", `${root}/link.ts`);
    await Deno.symlink("sub", `${root}/folder`);
    await git(root, "add", ".");
    await git(root, "commit", "-q", "-m", "links");
    assert.equal(await isDirty(root, ["link.ts", "folder/b.ts"]), false);
    await fillProject(root, { "sub/b.ts": "2" });
    assert.equal(await isDirty(root, ["link.ts"]), true);
    assert.equal(await isDirty(root, ["folder/b.ts"]), true);
  });
});

Deno.test("isDirty() is true for files that git ignores, and false for committed ones under such a name", async () => {
  await withRepository(async (root) => {
    await fillProject(root, { ".gitignore": "made.ts\nout/\na.ts\n", "made.ts": "", "out/c.ts": "" });
    assert.equal(await isDirty(root, ["made.ts"]), true);
    assert.equal(await isDirty(root, ["out/c.ts"]), true);
    assert.equal(await isDirty(root, ["a.ts"]), false);
  });
});

Deno.test("isDirty() sees new files where the user's settings hide them", async () => {
  await withRepository(async (root) => {
    await git(root, "config", "status.showUntrackedFiles", "no");
    await fillProject(root, { "new.ts": "" });
    assert.equal(await isDirty(root, ["new.ts"]), true);
  });
});

Deno.test("isDirty() takes file names as they are, not as patterns", async () => {
  await withRepository(async (root) => {
    await fillProject(root, { "a.ts": "2" });
    assert.equal(await isDirty(root, ["[a].ts"]), false);
  });
});

Deno.test("isDirty() works below the repository's root, and is false for no files", async () => {
  await withRepository(async (root) => {
    await fillProject(root, { "sub/b.ts": "2" });
    assert.equal(await isDirty(`${root}/sub`, ["b.ts"]), true);
    assert.equal(await isDirty(root, []), false);
  });
});

Deno.test("isDirty() can not say without a repository", async () => {
  await withProject({ "a.ts": "" }, async (root) => {
    assert.equal(await isDirty(root, ["a.ts"]), undefined);
  });
});

Deno.test("isDirty() runs no program that the repository's settings name", async () => {
  await withRepository(async (root) => {
    await fillProject(root, {
      "evil.sh": `#!/bin/sh\ntouch ${JSON.stringify(`${root}/ran`)}\n`,
      "a.ts": "2",
    });
    await Deno.chmod(`${root}/evil.sh`, 0o755);
    await git(root, "config", "core.fsmonitor", "./evil.sh");
    assert.equal(await isDirty(root, ["a.ts"]), true);
    await assert.rejects(Deno.stat(`${root}/ran`), Deno.errors.NotFound);
  });
});

Deno.test("isDirty() can not say without git", async () => {
  await withProject({ "a.ts": "" }, async (root) => {
    const program = `import { isDirty } from ${
      JSON.stringify(import.meta.resolve("../../../core/write/dirty.ts"))
    };
      console.log(await isDirty(${JSON.stringify(root)}, ["a.ts"]));`;
    await fillProject(root, { "program.ts": program });
    const args = ["run", "--no-lock", "--no-check", "--no-config", "-A", `${root}/program.ts`];
    const { stdout } = await new Deno.Command(Deno.execPath(), { args, env: { PATH: root } }).output();
    assert.equal(new TextDecoder().decode(stdout), "undefined\n");
  });
});
