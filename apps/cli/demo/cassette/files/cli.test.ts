import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

function duration(...words: string[]) {
  return spawnSync(process.execPath, [program, ...words], { encoding: "utf8" });
}

test("DUR-009: a text is printed in milliseconds, milliseconds as a text", () => {
  assert.equal(duration("1h", "30m").stdout, "5400000\n");
  assert.equal(duration("5400000").stdout, "1h 30m\n");
});

test("DUR-009: a text that is no duration is named on standard error, with exit code 2", () => {
  const { status, stdout, stderr } = duration("5 parsecs");
  assert.equal(status, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /unknown unit parsecs at character 3 of "5 parsecs"\nusage: /);
});
