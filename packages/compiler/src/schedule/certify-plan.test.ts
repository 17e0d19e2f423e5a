import type { TaskGraph } from "@fabrikk/state";
import { expect, test } from "vitest";

import { artifact, chainable, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "../graph/compile-artifact.ts";
import { certifyPlan, type CertificateOptions } from "./certify-plan.ts";
import { drawCertificate } from "./draw-certificate.ts";
import type { PlanCertificate } from "./plan-certificate.ts";

const usual: CertificateOptions = {
  workers: 2,
  schedule: "waves",
  minutesOf: () => 15,
  retries: 3,
  reviewers: 2,
  prices: { worker: { low: 0.5, high: 2 }, repair: { low: 1, high: 3 }, reviewer: { low: 0.25, high: 1 } },
};

const certified = (graph: TaskGraph, options: Partial<CertificateOptions> = {}): PlanCertificate =>
  certifyPlan(graph, { ...usual, ...options });

/** Four tasks that share an index, two of them in a chain, and one by itself. */
const sharing = compileArtifact(
  artifact({
    requirements: ["A-1", "A-2", "A-3", "A-4", "A-5"].map((id, index) => requirement(id, index + 1)),
    groupings: ["A-1", "A-2", "A-3", "A-4"]
      .map((id) => grouping(id, [], { scope: { owned: [`${id}.md`], read_only: [], shared: ["index.md"] } }))
      .concat(grouping("A-5", ["a-5.md"])),
    dependencies: [{ from: "A-2", to: "A-1", pinned: true }],
  }),
);

test("FAB-TOP-005 FAB-PLAN-011: critical path, work, lower bound, makespans, worst cases and price of a hot file", () => {
  expect(certified(sharing)).toMatchObject({
    tasks: 5,
    waves: 4,
    width: 2,
    critical_path: { tasks: ["a-1", "a-2"], minutes: 30 },
    work: 75,
    lower_bound: { minutes: 60, because: "file", file: "index.md" },
    predicted: { waves: 60, continuous: 60 },
    worst_case: {
      waves: { minutes: 60, bound: "graham-by-wave" },
      continuous: { minutes: 75 / 2 + (60 + 15) / 2, bound: "garey-graham" },
    },
    hot_files: [{ file: "index.md", tasks: ["a-1", "a-2", "a-3", "a-4"], minutes: 60, minutes_lost: 15 }],
    hot_files_unpriced: 0,
  });
  const minutesOf = ({ id }: { readonly id: string }): number => Number(id.slice(2)) * 10;
  expect(certified(sharing, { minutesOf, workers: 3 })).toMatchObject({
    minutes_a_task: { low: 10, high: 50 },
    critical_path: { tasks: ["a-5"], minutes: 50 },
    lower_bound: { minutes: 100, because: "file" },
  });
});

test("FAB-TOP-005: the bound that was used is named with what it holds for", () => {
  const chain = certified(chainOfThree());
  expect(chain.worst_case.continuous).toEqual({
    minutes: (4 * 15) / 2 + (3 * 15) / 2,
    bound: "graham",
    says: "Graham, as no two tasks clash by a file: work / workers + (1 - 1 / workers) x critical path; it holds for the stated durations, without retries and without waiting for integration (one task at a time), in whatever order tasks are taken.",
  });
  for (const { says } of Object.values(certified(sharing).worst_case))
    expect(says).toContain(
      "for the stated durations, without retries and without waiting for integration (one task at a time)",
    );
});

/** A chain of three, and one task beside it. */
function chainOfThree(): TaskGraph {
  return compileArtifact(
    chainable(4, [
      [1, 0],
      [2, 1],
    ]),
  );
}

test("FAB-TOP-005: the cost band is from one session a task to all retries, and null with a reason where a price is missing", () => {
  expect(certified(sharing).cost).toMatchObject({
    low: 5 * 0.5 + 2 * 0.25,
    high: 4 * 5 * 2 + 2 * 1,
    repair: { low: 1 + 0.5, high: 4 * 3 + 2 },
  });
  expect(certified(sharing, { prices: {} }).cost).toEqual({
    low: null,
    high: null,
    repair: null,
    says: "No cost: the configuration has no price of a worker's session (estimates.session_price.worker).",
  });
  const worker = { low: 0.5, high: 2 };
  expect(certified(sharing, { prices: { worker } }).cost.says).toContain("estimates.session_price.reviewer");
  expect(certified(sharing, { prices: { worker }, reviewers: 0 }).cost).toMatchObject({ low: 2.5, high: 40 });
});

test("FAB-TOP-005: a hot file costs what the plan would be shorter without it, in its own schedule", () => {
  const graph = compileArtifact(
    artifact({
      requirements: ["A-1", "A-2", "A-3", "A-4"].map((id, index) => requirement(id, index + 1)),
      groupings: [
        grouping("A-1", ["src/hot.ts", "a.md"]),
        grouping("A-2", ["src/hot.ts", "b.md"]),
        grouping("A-3", ["cold.md", "c.md"]),
        grouping("A-4", ["cold.md"]),
      ],
      dependencies: [{ from: "A-4", to: "A-3", pinned: true }],
    }),
  );
  const { hot_files: hot } = certified(graph, { workers: 4, schedule: "continuous" });
  expect(hot.map(({ file, minutes, minutes_lost }) => ({ file, minutes, minutes_lost }))).toEqual([
    { file: "cold.md", minutes: 30, minutes_lost: 0 },
    { file: "src/hot.ts", minutes: 30, minutes_lost: 0 },
  ]);
  const free = { ...graph, tasks: graph.tasks.map((task) => ({ ...task, depends_on: [] })) };
  expect(
    certified(free, { workers: 4, schedule: "continuous" }).hot_files.map(({ minutes_lost }) => minutes_lost),
  ).toEqual([0, 0]);
});

test("FAB-TOP-005: tasks without files take turns with all, and a plan without tasks takes no time", () => {
  const free = compileArtifact(
    artifact({
      requirements: ["A-1", "A-2", "A-3"].map((id, index) => requirement(id, index + 1)),
      groupings: [grouping("A-1", []), grouping("A-2", []), grouping("A-3", ["a.md"])],
    }),
  );
  expect(certified(free, { workers: 3 })).toMatchObject({
    lower_bound: { minutes: 30, because: "file", file: "**" },
    predicted: { waves: 45, continuous: 45 },
    worst_case: { continuous: { minutes: 45 } },
    hot_files: [{ file: "**", minutes_lost: 30 }],
  });
  const deferred = [{ requirement_id: "A-1", reason: "later" }];
  const none = artifact({ requirements: [requirement("A-1")], groupings: [grouping("A-1", [])], deferred });
  expect(certified(compileArtifact(none))).toMatchObject({
    work: 0,
    predicted: { waves: 0, continuous: 0 },
    hot_files: [],
  });
});

test("FAB-TOP-005 FAB-PLAN-011: the certificate for people", () => {
  expect(drawCertificate(certified(sharing))).toBe(
    `Plan certificate: 5 tasks, 4 waves, width 2, 2 workers, schedule waves
  assumed        15 min a task, no retries, no wait for integration
  critical path  30 min: a-1 > a-2
  work           1 h 15 min, over 2 workers 38 min
  lower bound    1 h (tasks that take turns at index.md)
  predicted      waves 1 h, continuous 1 h
  worst case     waves 1 h (graham-by-wave)
                 ${certified(sharing).worst_case.waves.says}
  cost           $3.00 to $42.00. ${certified(sharing).cost.says} A repair adds $1.50 to $14.00.
  hot files      index.md: 4 tasks in 4 waves, costs 15 min
`,
  );
  const many = Array.from({ length: 12 }, (_, index) => `hot-${index}.md`);
  const graph = compileArtifact(
    artifact({
      requirements: many.flatMap((_, index) => [
        requirement(`A-${index}`, index + 1),
        requirement(`B-${index}`, index + 50),
      ]),
      groupings: many.flatMap((file, index) => [
        grouping(`A-${index}`, [file, `a-${index}.md`]),
        grouping(`B-${index}`, [file, `b-${index}.md`]),
      ]),
      dependencies: many.slice(1).map((_, index) => ({ from: `A-${index + 1}`, to: `A-${index}`, pinned: true })),
    }),
  );
  const text = drawCertificate(certified(graph, { schedule: "continuous", prices: {} }));
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
  expect(text).toContain("a-0 > a-1 > a-2 > 6 more > a-9 > a-10 > a-11");
  expect(text).toContain("and 9 more");
});
