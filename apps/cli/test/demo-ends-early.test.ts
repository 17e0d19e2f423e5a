import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { fabrikkArguments } from "./run-fabrikk.ts";
import { temporaryFolder } from "./temporary-repository.ts";

/** Starts the demo, and once its first wave is told does this to it. @returns its exit code, and what it left behind */
async function endedEarly(words: readonly string[], end: (child: ReturnType<typeof spawn>) => void) {
  const home = await temporaryFolder();
  const { file, args, options } = fabrikkArguments(home, ["demo", ...words], { TMPDIR: home });
  const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const before = told.includes("\n");
    told += text;
    if (!before && told.includes("\n")) end(child);
  });
  const [exitCode] = (await once(child, "exit")) as [number | null];
  const left = await readdir(home);
  const scratch = left.filter((name) => name.startsWith("fabrikk-")).map((name) => readdir(join(home, name)));
  const runs = (await Promise.all(scratch)).flat();
  await rm(home, { recursive: true });
  return { exitCode, left: left.filter((name) => name.startsWith("fabrikk-demo-")), runs };
}

describe.concurrent(
  "a demo that ends early leaves nothing in the folder for temporary files",
  { timeout: 60_000 },
  () => {
    test("ctrl-c, which npm hands on a second time", async () => {
      const end = await endedEarly([], (child) => {
        child.kill("SIGINT");
        setTimeout(() => child.kill("SIGINT"), 50);
      });
      expect(end).toEqual({ exitCode: 130, left: [], runs: [] });
    });

    test("nobody reads on: `fabrikk demo | head -1`", async () => {
      const end = await endedEarly([], (child) => child.stdout?.destroy());
      expect(end).toEqual({ exitCode: 130, left: [], runs: [] });
    });
  },
);
