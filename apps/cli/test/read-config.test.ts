import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isFabrikkError } from "@fabrikk/state";
import { afterEach, beforeEach, expect, test } from "vitest";

import { readConfig } from "../src/read-config.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fabrikk-config-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function problemsOf(text: string, file = "fabrikk.config.yaml"): Promise<readonly string[]> {
  await writeFile(join(folder, file), text);
  const error: unknown = await readConfig(folder).catch((caught: unknown) => caught);
  if (!isFabrikkError(error)) throw new Error("the configuration was not refused");
  expect(error.code).toBe("FABRIKK_CLI_CONFIG_INVALID");
  return error.message.split("\n");
}

test("no configuration: the defaults", async () => {
  const { config, file } = await readConfig(folder);
  expect(file).toBeNull();
  expect(config).toMatchObject({ workers: 2, mode: "confirm", agents: {}, reviewers: [] });
});

test("an empty configuration is the defaults too", async () => {
  await writeFile(join(folder, "fabrikk.config.yml"), "# nothing yet\n");
  expect(await readConfig(folder)).toMatchObject({ config: { workers: 2 }, file: "fabrikk.config.yml" });
});

test("all problems of the shape are told at once, each with its line and column", async () => {
  const problems = await problemsOf(
    [
      "workers: many",
      "mode: confirm",
      "limits:",
      "  retires: 2",
      "reviewers:",
      "  - name: Judge",
      "    agent: a",
      "",
    ].join("\n"),
  );
  expect(problems).toEqual([
    expect.stringMatching(/^fabrikk\.config\.yaml:1:10: workers: .*expected number/),
    "fabrikk.config.yaml:4:3: unknown key limits.retires. Did you mean retries?",
    expect.stringMatching(/^fabrikk\.config\.yaml:6:11: reviewers\.0\.name: an agent's name/),
  ]);
});

test("names of agents that are not there are told with the nearest one", async () => {
  const problems = await problemsOf(
    [
      "agents:",
      "  claude: { kind: shell, command: [claude] }",
      "roles:",
      "  worker: clade",
      "reviewers:",
      "  - { name: one, agent: claude }",
      "  - { name: one, agent: gemini }",
    ].join("\n"),
  );
  expect(problems).toEqual([
    "fabrikk.config.yaml:4:11: there is no agent clade. Did you mean claude?",
    "fabrikk.config.yaml:7:13: a second reviewer one",
    "fabrikk.config.yaml:7:25: there is no agent gemini.",
  ]);
});

test("broken YAML and a key given twice are told with their place", async () => {
  expect(await problemsOf("agents: {\n")).toEqual([expect.stringMatching(/^fabrikk\.config\.yaml:2:1: /)]);
  expect(await problemsOf("workers: 1\nworkers: 2\n")).toEqual([
    expect.stringMatching(/^fabrikk\.config\.yaml:2:1: .*unique/),
  ]);
});

test("an alias that refers to nothing, and aliases that stand for too much, are told with their place", async () => {
  expect(await problemsOf("workers: 2\nboundaries: *nope\n")).toEqual([
    expect.stringMatching(/^fabrikk\.config\.yaml:2:13: \*nope refers to .*quotes$/),
  ]);
  const rows = ["a: &a [x,x,x,x,x,x,x,x,x]"];
  for (const [from, to] of ["ab", "bc", "cd", "de"].map((pair) => [...pair]))
    rows.push(`${to}: &${to} [${`*${from},`.repeat(9)}]`);
  expect(await problemsOf(rows.join("\n"))).toEqual([
    expect.stringMatching(/^fabrikk\.config\.yaml:5:\d+: the aliases up to here/),
  ]);
});

test("JSON is read as well, with its lines", async () => {
  expect(await problemsOf('{\n  "workers": 0\n}\n', "fabrikk.config.json")).toEqual([
    expect.stringMatching(/^fabrikk\.config\.json:2:14: workers: /),
  ]);
});

test("two configurations are refused", async () => {
  await writeFile(join(folder, "fabrikk.config.yaml"), "");
  await writeFile(join(folder, "fabrikk.config.json"), "{}");
  await expect(readConfig(folder)).rejects.toMatchObject({ code: "FABRIKK_CLI_CONFIG_TWICE" });
});
