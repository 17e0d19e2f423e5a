import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { runForJson } from "./run-fabrikk.ts";
import { temporaryRepository } from "./temporary-repository.ts";

const runGate = (cwd: string) => promisify(execFile)(process.execPath, ["gate.mjs"], { cwd });

/** Two requirements without a common file: each is met by a constant of its own. */
const spec = ["one", "two"]
  .map((name, index) =>
    [
      `- **RED-${index + 1}**: The library SHALL export ${name}.`,
      `  - Files: src/${name}.mjs, test/${name}.test.mjs`,
      `  - Check: node --test test/${name}.test.mjs`,
      "  - Test level: L1",
    ].join("\n"),
  )
  .join("\n");

/** The gate of the project: the constants must differ. Green while one of them is missing. */
const gate = `import { existsSync } from "node:fs";
if (existsSync("src/one.mjs") && existsSync("src/two.mjs")) {
  const [{ one }, { two }] = await Promise.all([import("./src/one.mjs"), import("./src/two.mjs")]);
  if (one === two) throw new Error("one and two must differ");
}
`;

/** Writes the same value for both, until it is told what breaks. */
const worker = `import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
const name = process.env.FABRIKK_TASK === "red-1" ? "one" : "two";
const prompt = readFileSync(process.env.FABRIKK_PROMPT, "utf8");
const value = prompt.includes("one and two must differ") ? 2 : 1;
mkdirSync("src", { recursive: true });
mkdirSync("test", { recursive: true });
writeFileSync(\`src/\${name}.mjs\`, \`export const \${name} = \${value};\\n\`);
writeFileSync(\`test/\${name}.test.mjs\`, \`import { test } from "node:test";\\nimport assert from "node:assert";\\nimport { \${name} } from "../src/\${name}.mjs";\\ntest("\${name}", () => assert.equal(typeof \${name}, "number"));\\n\`);
const files = [\`src/\${name}.mjs\`, \`test/\${name}.test.mjs\`];
writeFileSync(process.env.FABRIKK_RESULT, JSON.stringify({ type: "result", task_id: process.env.FABRIKK_TASK, status: "done", detail: "", artifacts: files, self_review: { scan_clean: true, review: "", files_reviewed: files, verification_command: "", verification_exit_code: null } }));
`;

test("FAB-VER-011: two tasks green alone and red together, with real git and real commands: the second is sent back with the failure, and no commit of the branch is red", async () => {
  await using repository = await temporaryRepository({
    "spec.md": `# Red together\n\n${spec}\n`,
    "gate.mjs": gate,
    "worker.mjs": worker,
    "fabrikk.config.json": JSON.stringify({
      agents: { coder: { kind: "shell", command: [process.execPath, "worker.mjs"] } },
      roles: { worker: "coder" },
      quality_gate: [{ name: "differ", command: "node gate.mjs" }],
    }),
  });
  await runForJson(repository.root, ["prepare", "spec.md"]);
  const { exitCode, json } = await runForJson(repository.root, ["run", "--mode", "autopilot"]);
  expect([exitCode, json["outcome"]]).toEqual([0, "completed"]);

  const { run, refused } = json["status"];
  expect(refused).toEqual([
    expect.objectContaining({ task: "red-2", attempt: 1, code: "FABRIKK_VERIFIER_CHECK_FAILED", mended_by: 2 }),
  ]);
  expect(refused[0].message).toContain("one and two must differ");
  const prompt = readFileSync(`${repository.root}/.fabrikk/runs/${run}/tasks/red-2/attempt-2/prompt.md`, "utf8");
  expect(prompt).toContain("one and two must differ");

  const commits = (await repository.git("rev-list", "--reverse", `main..fabrikk/${run}`)).trim().split("\n");
  expect(commits).toHaveLength(2);
  for (const commit of commits) {
    await repository.git("checkout", "-q", "--detach", commit);
    await expect(runGate(repository.root)).resolves.toMatchObject({ stderr: "" });
  }
}, 60_000);
