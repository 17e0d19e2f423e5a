import { RequirementId } from "@fabrikk/state";
import fc from "fast-check";
import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";
import { leadingId } from "./requirement-id.ts";

/** Requirements and problems of one list item, as words. */
const item = (text: string): readonly string[] => {
  const { requirements, problems } = readSpec("s.md", `Title\n=====\n\n- ${text}\n`);
  return [
    ...requirements.map(({ id, text: words }) => `${id}|${words}`),
    ...problems.map(({ code, line }) => `${code} ${line}`),
  ];
};

test.each([
  ["**req-3**: x", "req-3"],
  ["**req-3:** x", "req-3"],
  ["__req_3__: x", "req_3"],
  ["**auth.login-2.1b** – x", "auth.login-2.1b"],
  ["**Req-1: x**", "Req-1"],
  ["**REQ.1**: x", "REQ.1"],
  ["**FR-001-login**: x", "FR-001-login"],
  ["[ ] **req-4**: x", "req-4"],
  ["REQ-1: x", "REQ-1"],
])("FAB-INT-002: `%s` gives the author's id", (text, id) => {
  expect(item(text)).toEqual([`${id}|x`]);
});

test.each(["**utf-8**: x", "**Phase-2**: x", "**node-20** is x", "**v1.2**: x", "req-1: x", "**gemini-2.5-pro**: x"])(
  "FAB-INT-002: `%s` is a name, and no id",
  (text) => {
    expect(item(text)).toEqual([]);
  },
);

test.each([
  "**Ä-1**: x",
  "**réq-12:** x",
  "**1.1**: x",
  "**2.1.3** – x",
  "**AB-1/2**: x",
  "**AB-1, AB-2**: x",
  "**AB-1ä**: x",
])("FAB-INT-007: `%s` is meant as an id and is none: a problem", (text) => {
  expect(item(text)).toEqual(["FABRIKK_COMPILER_ID_INVALID 4"]);
  const { problems } = readSpec("s.md", `- ${text}\n`);
  expect(problems[0]?.message).toMatch(/is no id: an id begins with a letter/);
});

test("numbered points of a requirement, dates, times and addresses are text", () => {
  expect(item("**A-1**: x\n  - **1.1**: y")).toEqual(["A-1|x\n- **1.1**: y"]);
  for (const text of ["**2026-01-05**: x", "**10:30**: x", "**10.0.0.1**: x", "**1.1** x"])
    expect(item(text)).toEqual([]);
});

test("FAB-INT-002: whatever id is read, a record can hold it, and the line begins with it", () => {
  const word = fc.stringMatching(/^[A-Za-zä0-9._/,:*-]{0,12}$/);
  const line = fc.tuple(
    fc.constantFrom("**", "", "[", "`", "__"),
    word,
    fc.constantFrom("**: x", ": x", "] x", "` - x", " x"),
  );
  fc.assert(
    fc.property(line, (parts) => {
      const text = parts.join("");
      const found = leadingId(text);
      if (found === null) return;
      expect(RequirementId.parse(found.id)).toBe(found.id);
      expect(text.slice(0, found.textFrom)).toContain(found.id);
      expect(text.replace(/^(?:\*\*\[?|__|\[|`)/, "").startsWith(found.id)).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(leadingId(`**A-${"1".repeat(200)}**: x`)).toBeNull();
  expect(leadingId(`**a${"-1".repeat(50_000)}ä**: x`)).toBeNull();
});
