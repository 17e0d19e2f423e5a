import { throwawayRepository } from "@fabrikk/state/contracts/throwaway-repository";
import { expect, test } from "vitest";

import { runGate } from "../src/node.ts";

const gate = [
  { name: "syntax", command: "node --check a.mjs" },
  { name: "word", command: "grep -q const a.mjs" },
];

test("FAB-HYG-001: the project's gate runs on a commit alone, and the checkout is left as it is", async () => {
  await using project = await throwawayRepository({ "a.mjs": "const a = 1;\n" });
  expect((await runGate({ repository: project.folder, gate })).verdict.value).toBe("pass");
  await project.commitFiles({ "a.mjs": "const a = ;\n" });
  const { verdict, findings } = await runGate({ repository: project.folder, gate });
  expect(verdict.conditions.map(({ value }) => value)).toEqual(["fail", "pass"]);
  expect(findings).toMatchObject([
    { file: "a.mjs", lines: [1, 1], tier: "must-fix", statement: "syntax: SyntaxError: Unexpected token ';'" },
  ]);
  expect(await project.git("status", "--porcelain")).toBe("");
});

test("FAB-HYG-002: a tool that is not on the machine is unknown, not passed", async () => {
  await using project = await throwawayRepository({ "a.mjs": "const a = 1;\n" });
  const { verdict, findings } = await runGate({
    repository: project.folder,
    gate: [{ name: "lint", command: "no-such-linter ." }],
  });
  expect(verdict.value).toBe("unknown");
  expect(findings).toEqual([]);
});

test("a gate command that goes on for ever is ended at its limit and fails", async () => {
  await using project = await throwawayRepository({ "a.mjs": "const a = 1;\n" });
  const limits = { wall_ms: 300, idle_ms: 300, output_bytes: 1000 };
  const { verdict } = await runGate({
    repository: project.folder,
    gate: [{ name: "wait", command: "sleep 60" }],
    limits,
  });
  expect(verdict.value).toBe("fail");
});
