import fc from "fast-check";
import { expect, test } from "vitest";

import { meansGitFolder, pathFaults } from "./path-faults.ts";

const gitFolders = [
  ".git",
  ".GIT",
  ".gIt",
  "git~1",
  "GIT~1",
  ".git.",
  ".git ",
  ".git. .",
  ".g\u200cit",
  "\ufeff.git",
  ".git::$INDEX_ALLOCATION",
  ".git:x",
];

test.for(gitFolders)("FAB-EXEC-002 %j is a git folder to some file system", (name) => {
  expect(meansGitFolder(name)).toBe(true);
  expect(pathFaults({ text: `a/${name}/config`, utf8: true })).toHaveLength(1);
});

test.for([".gitignore", ".github", "git", "git~2", "x.git", ".gitx", "..git", "a:.git"])("%j is none", (name) => {
  expect(meansGitFolder(name)).toBe(false);
  expect(pathFaults({ text: `a/${name}/config`, utf8: true })).toEqual([]);
});

test.for([
  ["/etc/passwd", "is absolute"],
  ["../x", "leaves its folder"],
  ["a/../x", "leaves its folder"],
  ["a/./x", "leaves its folder"],
  ["a//x", "has an empty name"],
  ["a\nb", "holds control characters"],
  ["a\u009bb", "holds control characters"],
])("FAB-EXEC-002 the path %j %s", ([path = "", problem = ""]) => {
  const faults = pathFaults({ text: path, utf8: true });
  expect(faults).toEqual([{ kind: "path", detail: expect.stringContaining(problem) }]);
  expect(faults[0]?.detail).toMatch(/^[^\p{Cc}]+$/u);
});

test("a path that is not UTF-8 is a fault", () => {
  expect(pathFaults({ text: "bad\u00ff", utf8: false })).toEqual([{ kind: "path", detail: "badÿ is not UTF-8" }]);
});

test("names of letters, digits, dashes and spaces are no fault", () => {
  const name = fc.stringMatching(/^[A-Za-z0-9-][A-Za-z0-9 -]{0,8}[A-Za-z0-9-]$/);
  fc.assert(
    fc.property(fc.array(name, { minLength: 1 }), (names) => {
      expect(pathFaults({ text: names.join("/"), utf8: true })).toEqual([]);
    }),
  );
});
