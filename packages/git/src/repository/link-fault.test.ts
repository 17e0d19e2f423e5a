import { posix } from "node:path";

import fc from "fast-check";
import { expect, test } from "vitest";

import { linkFault } from "./link-fault.ts";

test.for([
  ["link", "a.txt"],
  ["link", "./a/b"],
  ["a/b/link", "../../c"],
  ["a/link", ".."],
  ["a/link", "missing"],
])("the link %s to %s stays in the tree", ([path = "", target = ""]) => {
  expect(linkFault(path, target)).toBeNull();
});

test.for([
  ["link", "..", "may lead out"],
  ["a/link", "../../x", "may lead out"],
  ["link", "a/../../x", "may lead out"],
  ["a/b/link", "up/../x", "may lead out"],
  ["link", "/etc/passwd", "is absolute"],
  ["link", "C:\\x", "is absolute"],
  ["link", "\\\\host\\share", "is absolute"],
  ["link", ".git/hooks", "git folder"],
  ["a/link", "../.GIT", "git folder"],
])("FAB-EXEC-002 the link %s to %s is a fault", ([path = "", target = "", problem = ""]) => {
  expect(linkFault(path, target)).toEqual({ kind: "symlink", detail: expect.stringContaining(problem) });
});

test("FAB-EXEC-002 no target that the check lets pass leads out of the tree", () => {
  const names = fc.array(fc.constantFrom("a", "b", "..", ".", ""), { minLength: 1, maxLength: 6 });
  const folders = fc.array(fc.constantFrom("a", "b"), { maxLength: 3 });
  fc.assert(
    fc.property(folders, names, (folder, target) => {
      if (linkFault([...folder, "link"].join("/"), target.join("/")) !== null) return;
      expect(posix.join("root", ...folder, target.join("/"))).toMatch(/^root(\/|$)/);
    }),
  );
});
