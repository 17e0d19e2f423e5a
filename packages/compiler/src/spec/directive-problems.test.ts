import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

/** A requirement with one line under it: problems as "code line", the requirements' texts, and the problems' messages. */
function under(line: string) {
  const { problems, requirements, groupings, dependencies } = readSpec("s.md", `- **A-1**: text\n  - ${line}\n`);
  return {
    problems: problems.map(({ code, line: at }) => `${code.replace("FABRIKK_COMPILER_", "")} ${at}`),
    messages: problems.map(({ message }) => message).join("\n"),
    texts: requirements.map(({ text }) => text),
    grouping: groupings[0],
    dependsOn: dependencies.map(({ to }) => to),
  };
}

test.each([
  ["Depends on: Ä-1", "DEPENDENCY_INVALID", "ids of requirements"],
  ["Depends on: 1.1", "DEPENDENCY_INVALID", '"1.1"'],
  ["Depends on: the network", "DEPENDENCY_INVALID", '"the"'],
  ["Depends on: A-2 to A-9", "DEPENDENCY_INVALID", '"to"'],
  ["Depends on: A-2–A-9", "DEPENDENCY_INVALID", '"A-2–A-9"'],
  ["Depends on: UTF-8", "DEPENDENCY_INVALID", '"UTF-8"'],
  ["Depends on:", "VALUE_MISSING", "ids of requirements"],
  ["Depend on: ?", "DEPENDENCY_INVALID", '"?"'],
  ["Test level: L9", "TEST_LEVEL_INVALID", "L0, L1, L2, L3"],
  ["Test level: L1, L9", "TEST_LEVEL_INVALID", '"L9"'],
  ["Test levels: unit", "TEST_LEVEL_INVALID", "L0, L1, L2, L3"],
  ["Tests level: L1-L3", "TEST_LEVEL_INVALID", '"L1-L3"'],
  ["Class: banana", "CLASS_INVALID", "feature, fix, docs, config, chore"],
  ["Class: Foo extends Bar", "CLASS_INVALID", '"Foo extends Bar"'],
  ["File: all those of the parser", "GLOB_INVALID", "globs"],
  ["Reads only: what it needs", "GLOB_INVALID", "globs"],
  ["**Shared**: the rest", "GLOB_INVALID", "globs"],
  ["Files: .", "VALUE_MISSING", "globs"],
  ["Checks:", "VALUE_MISSING", "shell command"],
])("FAB-INT-007: `%s` under a requirement is a problem, and no text of it", (line, code, allowed) => {
  const { problems, messages, texts } = under(line);
  expect(problems).toEqual([`${code} 2`]);
  expect(messages).toContain(allowed);
  expect(texts).toEqual(["text"]);
});

test("keys are read in singular and plural, with space, dash or underscore", () => {
  for (const key of ["Depends on", "Depend on", "Depends", "depends-on", "**DEPENDS_ON**", "Depend"])
    expect(under(`${key}: \`B-1\`, [B-2](#b-2) and **NFR\\_3** (the parser).`)).toMatchObject({
      problems: [],
      dependsOn: ["B-1", "B-2", "NFR_3"],
    });
  for (const key of ["Test level", "Test levels", "Tests-level", "test_levels"])
    expect(under(`${key}: L2 and l0`)).toMatchObject({ problems: [], grouping: { test_levels: ["L0", "L2"] } });
  for (const key of ["Read only", "Reads only", "read-only", "Readonly"])
    expect(under(`${key}: docs/`).grouping?.scope.read_only).toEqual(["docs/"]);
  expect(under("File: a.ts").grouping?.scope.owned).toEqual(["a.ts"]);
  expect(under("Class: `Fix`.").grouping?.class).toBe("fix");
  for (const line of ["Depends on: none", "Files: none", "Shared: –"])
    expect(under(line)).toMatchObject({ problems: [], dependsOn: [], texts: ["text"] });
});

test.each([
  ".git/config",
  "sub/.GIT",
  "**/.git/**",
  ".fabrikk/**",
  "a/.fabrikk/",
  "fabrikk.config.yaml",
  "{src,.git}/x",
])("no requirement may own or share %s; it may be read", (glob) => {
  for (const key of ["Files", "Shared"]) {
    const { problems, messages } = under(`${key}: src/a.ts, ${glob}`);
    expect(problems).toEqual(["GLOB_RESERVED 2"]);
    expect(messages).toContain(`no task may change "${glob}"`);
  }
  expect(under(`Read only: ${glob}`).problems).toEqual([]);
});

test("what only looks like fabrikk's own files may be owned", () => {
  expect(under("Files: .gitignore, .github/**, **, src/fabrikk.config.ts, docs/fabrikk/**").problems).toEqual([]);
});

test("ids after Depends on are compared exactly, then in any case where that is one id", () => {
  const dependencies = (text: string) => readSpec("s.md", text).dependencies.map(({ from, to }) => `${from} ${to}`);
  expect(dependencies("- **A-1**: a\n- **A-2**: b\n  - Depends on: a-1, A-1\n")).toEqual(["A-2 A-1"]);
  expect(dependencies("- **req-1**: a\n- **req-2**: b\n  - Depends on: req-1\n")).toEqual(["req-2 req-1"]);
  expect(dependencies("- **A-1**: a\n- **a-1**: b\n- **A-2**: c\n  - Depends on: a-1\n")).toEqual(["A-2 a-1"]);
  const ambiguous = "- **Ab-1**: a\n- **AB-1**: b\n- **A-2**: c\n  - Depends on: ab-1\n";
  expect(dependencies(ambiguous)).toEqual(["A-2 ab-1"]);
});

test("FAB-INT-007: a line that opens more than 16 lists or quotes is a problem, at once", () => {
  for (const marker of ["- ", "> ", ">", "1. ", "*\t", "> - 1) "]) {
    const { problems, requirements } = readSpec("s.md", `- **A-1**: a\n\n${marker.repeat(30_000)}x\n\n- **A-2**: b\n`);
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(["FABRIKK_COMPILER_NESTING_TOO_DEEP 3"]);
    expect(requirements.map(({ id }) => id)).toEqual(["A-1", "A-2"]);
  }
  expect(readSpec("s.md", `${"> ".repeat(16)}x\n\n${"-".repeat(500)}\n`).problems).toEqual([]);
});
