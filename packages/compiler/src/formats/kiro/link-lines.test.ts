import { expect, test } from "vitest";

import { linkList, neededTasks } from "./link-lines.ts";

test.each([
  ["- _Requirements: 1.2, 2.1_", ["1.2", "2.1"]],
  ["_Requirements: 1.1-1.3_", ["1.1", "1.2", "1.3"]],
  ["_Requirements: 2.4–2.5, 3_", ["2.4", "2.5", "3"]],
  ["_Requirements: 7.1, 7.2 (Design section 4)_", ["7.1", "7.2"]],
  ["_Requirements: Requirement 1.2 and 4_", ["1.2", "4"]],
  ["_Requirements: All_", ["all"]],
  ["_Requirements: performance, NFR-1_", []],
  ["**Validates: Requirements 6.6, 7.4**", ["6.6", "7.4"]],
  ["_需求：9.4, 9.5_", ["9.4", "9.5"]],
])("FAB-INT-008: %s links to %j", (line, links) => {
  const found = (linkList(line) ?? []).map((target) =>
    target === "all" ? target : [target.requirement, target.criterion].filter((each) => each !== null).join("."),
  );
  expect(found).toEqual(links);
});

test.each(["- Use version 1.2", "_Depends: 1.1_", "_Leverage: 1.2 of the old design_", "The requirements are 1.2"])(
  "FAB-INT-008: %s is no link to a criterion",
  (line) => {
    expect(linkList(line)).toBeNull();
  },
);

test("FAB-PLAN-007: tasks that a task depends on", () => {
  expect(neededTasks("- _Depends: 1.1, 2_")).toEqual(["1.1", "2"]);
  expect(neededTasks("It depends: 1.1")).toEqual([]);
});
