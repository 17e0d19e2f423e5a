import { expect, test } from "vitest";

import { traceRequirements } from "../trace-requirements.mjs";

// Put together here, so that the trace of this repository does not read them as ids of its own.
const [one, two, stranger] = ["001", "002", "999"].map((number) => ["FAB", "XYZ", number].join("-")) as [
  string,
  string,
  string,
];
const spec = `- **${one}**: text that names ${two}\n- **${two}**: text\n`;
const file = "packages/git/src/a.test.ts";

function trace(text: string, path = file): ReturnType<typeof traceRequirements> {
  return traceRequirements(
    new Map([
      ["docs/spec/core.md", spec],
      [path, text],
    ]),
  );
}

const states = (text: string): string[] => trace(text).requirements.map(({ state }) => state);

test("a requirement is done when the title of a test or a describe names it", () => {
  expect(trace(`test("${one}: it works", () => {});`).requirements).toEqual([
    { id: one, state: "done", tests: [`${file}:1 ${one}: it works`] },
    { id: two, state: "open", tests: [] },
  ]);
  expect(states(`describe("both ${one} and ${two}", () => {});`)).toEqual(["done", "done"]);
  expect(states(`test.each([1])(\`${one} %s \${name}\`, () => {});`)).toEqual(["done", "open"]);
});

test("comments, other strings and what is skipped name nothing", () => {
  expect(states(`// ${one}\nconst text = "${one}"; log("${one}");`)).toEqual(["open", "open"]);
  expect(states(`test.skip("${one}", () => {}); it.todo("${two}");`)).toEqual(["open", "open"]);
  expect(states(`describe.skip("x", () => { test("${one}", () => {}); }); test("${two}", () => {});`)).toEqual([
    "open",
    "done",
  ]);
});

test("an id that no specification defines is reported with its place, in tests and in sources", () => {
  expect(trace(`\n// see ${stranger}`, "packages/git/src/a.ts").unknown).toEqual([
    `${stranger} packages/git/src/a.ts:2`,
  ]);
  expect(trace(`test("${stranger}", () => {});`).unknown).toEqual([`${stranger} ${file}:1`]);
});
