import { expect, it } from "vitest";

import { aTask } from "../test/run-state-builder.ts";
import { commitMessage } from "./commit-message.ts";

it("FAB-VER-008: a commit's trailers link run, task, attempt, wave and requirements", () => {
  const message = commitMessage({
    run: "demo-1",
    wave: 2,
    task: aTask("one", { title: "Parse a duration" }),
    attempt: 3,
    requirements: ["D-1", "D-2"],
  });
  expect(message).toBe(
    "Parse a duration\n\nFabrikk-Run: demo-1\nFabrikk-Task: one\nFabrikk-Attempt: 3\nFabrikk-Wave: 2\nFabrikk-Requirements: D-1, D-2\n",
  );
});

it("keeps the subject on one line of at most 72 characters", () => {
  const [subject] = commitMessage({
    run: "r",
    wave: 1,
    task: aTask("one", { title: `long\n${"word ".repeat(40)}` }),
    attempt: 1,
    requirements: [],
  }).split("\n");
  expect(subject).toMatch(/^long word .*…$/);
  expect(subject?.length).toBeLessThanOrEqual(72);
});
