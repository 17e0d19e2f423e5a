// What users will get, before they get it: publint on the manifest and files, attw on the types of every entry.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packAll } from "./pack-all.mjs";

const folder = mkdtempSync(join(tmpdir(), "fabrikk-published-"));
try {
  for (const { name, path } of packAll(folder)) {
    const isProgram = name === "fabrikk"; // bundled, without types
    if (!isProgram) check(name, "attw", [path, "--profile", "esm-only", "--no-emoji"]);
    check(name, "publint", ["run", path, "--strict"]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function check(/** @type {string} */ name, /** @type {string} */ program, /** @type {string[]} */ args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return;
  console.error(`${name}: ${program} ended with ${status}\n${stdout}${stderr}`);
  process.exitCode = 1;
}
