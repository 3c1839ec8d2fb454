import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { grantTrust, isTrusted, revokeTrust } from "../../../cli/config/trust_store.ts";
import { inFolder } from "./folder.ts";

Deno.test("isTrusted() knows exactly the content and the project that were granted", () =>
  inFolder(async (folder) => {
    const state = join(folder, "state");
    await Deno.mkdir(join(folder, "a"));
    await Deno.mkdir(join(folder, "b"));
    const file = join(folder, "a", "maze.toml");
    assert.equal(await isTrusted(state, { file, hash: "h1" }), false);
    await grantTrust(state, { file, hash: "h1" });
    assert.equal(await isTrusted(state, { file, hash: "h1" }), true);
    assert.equal(await isTrusted(state, { file, hash: "h2" }), false);
    assert.equal(await isTrusted(state, { file: join(folder, "b", "maze.toml"), hash: "h1" }), false);
  }));

Deno.test("isTrusted() follows a link to the project's real folder", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "a"));
    await Deno.symlink(join(folder, "a"), join(folder, "link"));
    await grantTrust(folder, { file: join(folder, "link", "maze.toml"), hash: "h" });
    assert.equal(await isTrusted(folder, { file: join(folder, "a", "maze.toml"), hash: "h" }), true);
  }));

Deno.test("grantTrust() keeps older leave, up to sixteen contents", () =>
  inFolder(async (folder) => {
    const file = join(folder, "maze.toml");
    for (let number = 0; number < 17; number++) await grantTrust(folder, { file, hash: `h${number}` });
    assert.equal(await isTrusted(folder, { file, hash: "h0" }), false);
    assert.equal(await isTrusted(folder, { file, hash: "h1" }), true);
    assert.equal(await isTrusted(folder, { file, hash: "h16" }), true);
  }));

Deno.test("revokeTrust() forgets a project, and says whether there was anything", () =>
  inFolder(async (folder) => {
    const file = join(folder, "maze.toml");
    await grantTrust(folder, { file, hash: "h1" });
    await grantTrust(folder, { file, hash: "h2" });
    assert.equal(await revokeTrust(folder, dirname(file)), true);
    assert.equal(await isTrusted(folder, { file, hash: "h1" }), false);
    assert.equal(await revokeTrust(folder, dirname(file)), false);
  }));

Deno.test("grantTrust() loses nothing when processes grant at once", () =>
  inFolder(async (folder) => {
    const module = import.meta.resolve("../../../cli/config/trust_store.ts");
    const script = `const { grantTrust } = await import(${JSON.stringify(module)});
      const [folder, name] = Deno.args;
      for (let i = 0; i < 5; i++) await grantTrust(folder, { file: folder + "/maze.toml", hash: name + i });`;
    const path = join(folder, "grant.ts");
    await Deno.writeTextFile(path, script);
    const config = new URL("../../../deno.json", import.meta.url).pathname;
    const grant = (name: string) =>
      new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-lock", "--config", config, path, folder, name],
      }).output();
    const done = await Promise.all(["a", "b", "c"].map(grant));
    assert.deepEqual(done.map(({ code }) => code), [0, 0, 0], new TextDecoder().decode(done[0]?.stderr));
    for (const name of ["a", "b", "c"]) {
      for (let i = 0; i < 5; i++) {
        assert.equal(
          await isTrusted(folder, { file: join(folder, "maze.toml"), hash: name + i }),
          true,
          name + i,
        );
      }
    }
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) =>
      name.endsWith(".tmp")
    );
    assert.deepEqual(left, []);
  }));

Deno.test({
  name: "grantTrust() writes a file that only the user reads",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      await grantTrust(folder, { file: join(folder, "maze.toml"), hash: "h" });
      assert.equal((await Deno.stat(join(folder, "trust.json"))).mode! & 0o777, 0o600);
    }),
});

Deno.test("isTrusted() refuses a broken store instead of forgetting it", () =>
  inFolder(async (folder) => {
    const content = { file: join(folder, "maze.toml"), hash: "h" };
    for (const text of ["{", "[]", '{"version":2,"projects":{}}']) {
      await Deno.writeTextFile(join(folder, "trust.json"), text);
      await assert.rejects(isTrusted(folder, content), { code: "config/trust-store" });
      await assert.rejects(grantTrust(folder, content), { code: "config/trust-store" });
      assert.equal(await Deno.readTextFile(join(folder, "trust.json")), text);
    }
  }));
