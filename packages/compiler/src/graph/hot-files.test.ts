import { expect, test } from "vitest";

import { artifact, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "./compile-artifact.ts";
import { hotFiles } from "./hot-files.ts";

const compiled = (groupings: readonly ReturnType<typeof grouping>[]) =>
  compileArtifact(
    artifact({
      requirements: groupings.map(({ requirement_ids: [id = ""] }, index) => requirement(id, index + 1)),
      groupings: [...groupings],
    }),
  );
const scope = (owned: string[], shared: string[] = [], read_only: string[] = []) => ({ owned, shared, read_only });

test("FAB-PLAN-008: files that several waves touch, with their tasks and waves; what the same tasks touch is one", () => {
  const graph = compiled([
    grouping("A-1", [], { scope: scope(["src/a.ts"], ["src/index.ts"]) }),
    grouping("A-2", [], { scope: scope(["src/b.ts"], ["src/index.ts"]) }),
    grouping("A-3", [], { scope: scope(["src/c.ts"], ["src/index.ts"]) }),
    grouping("A-4", [], { scope: scope(["src/a.ts"]) }),
    grouping("A-5", [], { scope: scope(["src/z.ts"], [], ["src/a.ts"]) }),
  ]);
  expect(graph.waves).toEqual([["a-1"], ["a-2", "a-4"], ["a-3", "a-5"]]);
  const hot = hotFiles(graph);
  expect(hot.map(({ file, tasks, waves }) => ({ file, tasks, waves }))).toEqual([
    { file: "src/a.ts", tasks: ["a-1", "a-4", "a-5"], waves: [1, 2, 3] },
    { file: "src/index.ts", tasks: ["a-1", "a-2", "a-3"], waves: [1, 2, 3] },
    { file: "src/__tests__/a.test.ts", tasks: ["a-1", "a-4"], waves: [1, 2] },
  ]);
  expect(hot[2]?.alike).toContain("test/a.test.ts");
});

test("FAB-PLAN-008: a pattern is hot where paths below it are, and a task without files is as `**`", () => {
  const below = compiled([
    grouping("A-1", ["docs/**"]),
    grouping("A-2", ["docs/a.md"]),
    grouping("A-3", ["docs/b.md"]),
  ]);
  expect(hotFiles(below).map(({ file, tasks }) => ({ file, tasks }))).toEqual([
    { file: "docs/a.md", tasks: ["a-1", "a-2"] },
    { file: "docs/b.md", tasks: ["a-1", "a-3"] },
  ]);
  expect(hotFiles(compiled([grouping("A-1", []), grouping("A-2", ["a.md"])]))).toEqual([
    { file: "**", alike: [], tasks: ["a-1", "a-2"], waves: [1, 2] },
  ]);
  expect(hotFiles(compiled([grouping("A-1", ["b.md"]), grouping("A-2", ["a.md"])]))).toEqual([]);
});
