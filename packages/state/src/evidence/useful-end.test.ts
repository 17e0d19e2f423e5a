import { expect, test } from "vitest";

import { usefulEnd } from "./useful-end.ts";

const noise = Array.from({ length: 200 }, (_, index) => `compiling part ${index}`).join("\n");

test("of a success the end is kept, cut at a line", () => {
  const end = usefulEnd(noise, false);
  expect(end.length).toBeLessThanOrEqual(2000);
  expect(end).toMatch(/^…\ncompiling part \d+\n/);
  expect(end).toMatch(/compiling part 199$/);
});

test.each([
  "✖ failing tests:\n\ntest at a.mjs:3:1",
  "===== FAILURES =====\nE  assert 1 == 2",
  "failures:\n\n---- adds stdout ----",
  "--- FAIL: TestAdd",
  "src/a.ts(3,5): error TS2322: no",
  "  1 failing\n\n  1) adds",
])("of a failure the failing part comes first: %j", (failing) => {
  expect(usefulEnd(`${noise}\n${failing}\n${noise}`, true).startsWith(failing)).toBe(true);
});

test("a long failing part is cut at its end, and says so", () => {
  const end = usefulEnd(`not ok 1 - adds\n${noise}`, true);
  expect(end.length).toBeLessThanOrEqual(2000);
  expect(end).toMatch(/^not ok 1 - adds\n/);
  expect(end).toMatch(/\n…$/);
});

test("a failure that no known runner printed is kept by its end", () => {
  expect(usefulEnd(`${noise}\nit went wrong`, true)).toMatch(/it went wrong$/);
});

test("one endless line is cut", () => {
  expect(usefulEnd("x".repeat(5000), false).length).toBeLessThanOrEqual(2000);
  expect(usefulEnd(`not ok 1 ${"x".repeat(5000)}`, true).length).toBeLessThanOrEqual(2000);
});
