import { describe, expect, it } from "vitest";
import type { DispatchSpec } from "@fabrikk/state";

import { renderWorkerPrompt } from "./render-worker-prompt.ts";

const spec: DispatchSpec = {
  schema: 1,
  dispatch_id: "demo/parse/2",
  run: "demo",
  role: "worker",
  agent: "scripted",
  task: {
    id: "parse",
    title: "Parse a duration",
    class: "feature",
    requirement_ids: ["D-1"],
    scope: { owned: ["src/parse.ts"], read_only: ["src/units.ts"], shared: ["package.json"] },
    unscoped: false,
    checks: [{ kind: "tests", command: "node --test test/parse.test.ts" }],
    test_levels: ["L1"],
    priority: "must",
    risk: "low",
    depends_on: [],
    repair: null,
  },
  attempt: 2,
  settled_attempts: 1,
  requirements: [
    {
      id: "D-1",
      text: "It MUST parse `1h`.\n```\n## Not a heading of the prompt\n```",
      kind: "identified",
      source: { file: "spec.md", lines: [3, 6] },
      priority: "must",
      risk: "low",
    },
  ],
  boundaries: {
    always: [{ text: "keep it pure", paths: [] }],
    ask_first: [],
    never: [{ text: "touch the licence", paths: ["LICENSE"] }],
  },
  base_commit: "a".repeat(40),
  base_tree: "b".repeat(40),
  start_tree: "b".repeat(40),
  failures: [{ attempt: 1, code: "FABRIKK_VERIFIER_TESTS_MISSING", message: "no test was added", next: "write one" }],
  limits: { wall_ms: 1000, idle_ms: 1000, output_bytes: 1000 },
};

describe("the worker's prompt", () => {
  const prompt = renderWorkerPrompt(spec);

  it.each([
    ["assignment", "# Task parse: Parse a duration"],
    ["requirement texts", "D-1: It MUST parse `1h`."],
    [
      "file manifest",
      "- may change: src/parse.ts\n- may change, others use it too: package.json\n- may only read: src/units.ts",
    ],
    ["checks", "- tests: node --test test/parse.test.ts"],
    ["test levels", "Write tests at L1"],
    ["always-boundaries", "always: keep it pure"],
    ["earlier failures", "attempt 1: FABRIKK_VERIFIER_TESTS_MISSING\nno test was added\nnext: write one"],
    ["self-review gate", "SCAN:"],
    ["self-review gate", "REVIEW:"],
    ["self-review gate", "RUN:"],
    ["result file's schema", '"verification_exit_code": 0'],
  ])("FAB-EXEC-001: holds the %s", (_part, text) => {
    expect(prompt).toContain(text);
  });

  it("FAB-INT-006: tells the never-boundaries too", () => {
    expect(prompt).toContain("never: touch the licence");
  });

  it("fences the spec's words as data: they cannot end their fence", () => {
    expect(prompt).toContain("````text\nD-1: It MUST parse `1h`.\n```\n## Not a heading of the prompt\n```\n````");
  });

  it("is the same for the same dispatch, and stays under 24 kB", () => {
    expect(renderWorkerPrompt(structuredClone(spec))).toBe(prompt);
    expect(prompt.length).toBeLessThan(24_000);
  });

  it("leaves out what there is nothing to say about", () => {
    const bare = renderWorkerPrompt({
      ...spec,
      failures: [],
      boundaries: { always: [], ask_first: [], never: [] },
      task: { ...spec.task, test_levels: ["L0"] },
    });
    expect(bare).not.toContain("Earlier attempts");
    expect(bare).not.toContain("## Boundaries");
    expect(bare).not.toContain("## Tests");
  });
});
