import { expect, test } from "vitest";

import { namedPaths } from "./named-paths.ts";

test.each([
  ["Create the store in src/store.ts", ["src/store.ts"]],
  ["Join `src/a.ts` and `src/b/*.ts`, then docs/.", ["src/a.ts", "src/b/*.ts", "docs/"]],
  ["Change src/a.ts,src/b.ts (see src/c.ts:12-40)", ["src/a.ts", "src/b.ts", "src/c.ts"]],
  ["Both `src/{a,b}.ts`; and ./lib/x.go", ["src/{a,b}.ts", "lib/x.go"]],
  ["Update `HomePage.tsx` and package.json", ["**/HomePage.tsx", "package.json"]],
  ["A page in `src/app/(shell)/orders/[orderId]/page.tsx`", ["src/app/(shell)/orders/\\[orderId\\]/page.tsx"]],
  ["Write infra/Dockerfile, .github/workflows/ci.yml", ["infra/Dockerfile", ".github/workflows/ci.yml"]],
])("FAB-PLAN-002: the files that %j names", (text, paths) => {
  expect(namedPaths(text, [])).toEqual(paths);
});

test.each([
  "Choose either/or, client/server, TCP/IP and 1.5/2.5",
  "Call POST /api/orders/{id} and https://example.org/a.json",
  "Use `process.env`, `uni.setData`, example.com/a.ts and e.g. this",
  "Read /etc/hosts, ~/notes.md, C:/a.ts and ../other/a.ts",
  "Install `@types/node` for application/json",
  "Never touch .git/config or fabrikk.config.yaml",
])("FAB-PLAN-002: %j names no file", (text) => {
  expect(namedPaths(text, [])).toEqual([]);
});

test("FAB-PLAN-002: documents of the spec are named to be read", () => {
  const documents = ["specs/007/spec.md", "specs/007/contracts/api.yaml", "specs/007/data-model.md"];
  expect(namedPaths("Build src/a.ts per data-model.md and contracts/api.yaml", documents)).toEqual(["src/a.ts"]);
});
