import { describe, expect, test } from "vitest";

import { proseRequirement } from "./prose-requirement.ts";
import { readSpec } from "./read-spec.ts";

const source = { file: "spec.md", lines: [3, 3] as [number, number] };

describe("FAB-INT-003: a statement made out of prose is a requirement like any other", () => {
  test("FAB-INT-002: its id is the one that the same sentence has where it is read without an agent", () => {
    const text = "The parser MUST trim every line.";
    const [read] = readSpec("spec.md", `# Parser\n\n${text}\n`).requirements;
    const { requirement, grouping } = proseRequirement({ text, source, priority: "may" });
    expect(requirement).toEqual({ ...read, kind: "prose" });
    expect(grouping).toMatchObject({
      title: "The parser MUST trim every line",
      requirement_ids: [requirement.id],
      scope: { owned: [], read_only: [], shared: [] },
      checks: [],
    });
  });

  test("without a key word the given priority counts; the risk is never less than its words say", () => {
    const make = (text: string, risk?: "low" | "high") =>
      proseRequirement({ text, source, priority: "should", risk }).requirement;
    expect(make("Lines are trimmed.")).toMatchObject({ priority: "should", risk: "medium" });
    expect(make("Lines are trimmed.", "high").risk).toBe("high");
    expect(make("Lines are trimmed.", "low").risk).toBe("medium");
    expect(make("Passwords are hashed.", "low").risk).toBe("high");
  });
});
