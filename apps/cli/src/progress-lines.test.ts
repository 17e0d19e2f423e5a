import type { JournalEntry, JournalEvent, Settlement, Verdict } from "@fabrikk/state";
import { expect, test } from "vitest";

import { progressLines } from "./progress-lines.ts";

const event = (entry: JournalEntry): JournalEvent => ({ ...entry, v: 1, seq: 7, at: "2026-11-20T08:51:41.000Z" });
const condition = { condition: "ownership", message: "src/a.ts is not its own\nmore", evidence: [], next: null };
const refusal: Verdict = {
  value: "fail",
  conditions: [
    { ...condition, condition: "result", value: "pass", code: null },
    { ...condition, value: "fail", code: "FABRIKK_VERIFIER_OUT_OF_SCOPE" },
    { ...condition, condition: "checks", value: "unknown", code: "FABRIKK_VERIFIER_CHECK_UNKNOWN" },
  ],
};
const finished = (output: Extract<JournalEntry, { type: "step-finished" }>["output"]) =>
  progressLines(event({ type: "step-finished", key: "g1/x", output })).map(({ text, tone }) => `${tone}: ${text}`);

test("a refused attempt names its first fault by code, in one line", () => {
  expect(finished({ kind: "verify", task: "parse", attempt: 1, verdict: refusal, evidence: [] })).toEqual([
    "bad: refused  parse attempt 1: FABRIKK_VERIFIER_OUT_OF_SCOPE src/a.ts is not its own (and 1 more)",
  ]);
});

test("a verified attempt and an accepted wave are told", () => {
  const verdict: Verdict = { value: "pass", conditions: [{ ...condition, value: "pass", code: null }] };
  expect(finished({ kind: "verify", task: "parse", attempt: 2, verdict, evidence: [] })).toEqual([
    "good: verified parse attempt 2",
  ]);
  const checkpoint = {
    wave: 2,
    timestamp: "2026-11-20T08:51:41.000Z",
    tasks_completed: ["format", "parse"],
    tasks_failed: [],
    files_changed: ["src/parse.ts"],
    git_sha: "0123456789".repeat(4),
    acceptance_verdict: "PASS" as const,
  };
  expect(finished({ kind: "checkpoint", checkpoint })).toEqual([
    "good: wave 2   accepted: format, parse (branch at 0123456789)",
  ]);
});

test("what cannot be known is never told as passed", () => {
  const verdict: Verdict = { value: "unknown", conditions: [] };
  expect(finished({ kind: "hygiene", tree: "0".repeat(40), verdict, findings: [], evidence: [] })).toEqual([
    "bad: gate     unknown: nothing was looked at",
  ]);
});

test("steps that only prepare others say nothing", () => {
  expect(
    finished({ kind: "branch", ref: "refs/heads/fabrikk/x", commit: "0".repeat(40), tree: "0".repeat(40) }),
  ).toEqual([]);
});

test("a blocked task is told in one line of 160 columns, whatever its reason; its code comes first", () => {
  const code = "FABRIKK_ENGINE_RETRIES_EXHAUSTED";
  const reason = `2 attempts were refused: ${"x".repeat(300)}\nthe tail\nof a log`;
  const lines = progressLines(event({ type: "task-blocked", task: "parse", code, reason, needs_person: false }));
  expect(lines.map(({ text }) => [text.slice(0, 48), text.length])).toEqual([[`blocked  parse: ${code}`, 160]]);
});

test("a lost attempt is told with what is left of it, others are not", () => {
  const settlement = (outcome: Settlement["outcome"]): Settlement => ({
    schema: 1,
    dispatch_id: "adder-0123456789/parse/1",
    outcome,
    detail: "the engine died; 2 changed paths were salvaged",
    failure: null,
    retry_after_ms: null,
    tree: null,
    base_tree: "0".repeat(40),
    changes: [],
    faults: [],
    result: { state: "missing" },
    usage: null,
    duration_ms: null,
    agent: { name: "a", kind: "shell", version: null, model: null, session: null },
    prompt: { template: "none", sha256: "" },
    salvage_ref: null,
  });
  const work = (outcome: Settlement["outcome"]) =>
    finished({ kind: "work", task: "parse", attempt: 1, settlement: settlement(outcome) });
  expect(work("lost")).toEqual(["bad: lost     parse attempt 1: the engine died; 2 changed paths were salvaged"]);
  expect(work("succeeded")).toEqual([]);
});
