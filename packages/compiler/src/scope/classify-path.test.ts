import { expect, test } from "vitest";

import { classifyPath } from "./classify-path.ts";

test("the strictest list holds: read-only, shared, owned", () => {
  const scope = { owned: ["src/**"], shared: ["src/index.ts"], read_only: ["src/vendor/**", "docs/*.md"] };
  const classes = ["src/a.ts", "SRC/Index.ts", "src/vendor/x.js", "docs/a.md", "docs/b/a.md", "README.md"].map((path) =>
    classifyPath(scope, path),
  );
  expect(classes).toEqual(["owned", "shared", "read-only", "read-only", "outside", "outside"]);
});
