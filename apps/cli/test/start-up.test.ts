import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { fabrikkArguments, runFabrikk } from "./run-fabrikk.ts";

const execute = promisify(execFile);

/** A module that is loaded first and says that this Node is another one. */
const pretend = (version: string) =>
  `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`;

test.each(["18.20.4", "20.20.0", "22.17.9"])(
  "FAB-API-003: Node %s is told in one line that it is too old",
  async (version) => {
    const { file, args, options } = fabrikkArguments(".", ["status"]);
    await expect(execute(file, ["--import", pretend(version), ...args], options)).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: `fabrikk: needs Node 22.18 or newer, and this is ${version}\n`,
    });
  },
);

test("FAB-API-003: --version and --help answer, with examples", async () => {
  const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  expect(await runFabrikk(".", ["--version"])).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: "" });
  const { exitCode, stdout } = await runFabrikk(".", ["run", "--help"]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/Usage: fabrikk run .*Examples:\n {2}\$ fabrikk run\n/s);
});
