import { expect, test } from "vitest";

import { isTestFile } from "./is-test-file.ts";
import { repairScope } from "./repair-scope.ts";
import { scopeWithTests } from "./scope-with-tests.ts";
import { testLanguages } from "./test-languages.ts";
import { testNeighbours } from "./test-neighbours.ts";

test.each([
  [
    "src/geo/add.ts",
    [
      "src/geo/add.test.ts",
      "src/geo/add.spec.ts",
      "src/geo/__tests__/add.test.ts",
      "test/geo/add.test.ts",
      "tests/geo/add.spec.ts",
    ],
  ],
  ["packages/geo/src/add.tsx", ["packages/geo/src/add.test.tsx", "packages/geo/test/add.test.tsx"]],
  ["index.mjs", ["index.test.mjs", "test/index.test.mjs"]],
  ["pkg/mod.py", ["pkg/test_mod.py", "pkg/tests/test_mod.py", "tests/test_mod.py", "tests/pkg/test_mod.py"]],
  ["src/pkg/mod.py", ["tests/test_mod.py", "tests/pkg/test_mod.py"]],
  ["internal/geo/add.go", ["internal/geo/add_test.go"]],
  ["src/geo.rs", ["src/geo/tests.rs", "tests/geo.rs"]],
  ["app/src/main/java/com/Geo.java", ["app/src/test/java/com/GeoTest.java"]],
  ["lib/geo.rb", ["spec/geo_spec.rb", "test/geo_test.rb", "test/test_geo.rb"]],
  ["app/models/user.rb", ["spec/models/user_spec.rb"]],
  ["src/Geo.php", ["tests/GeoTest.php", "tests/Unit/GeoTest.php"]],
  ["src/Geo/Add.cs", ["tests/Geo/AddTests.cs"]],
  ["src/add.cpp", ["src/add_test.cpp", "tests/test_add.cpp"]],
  ["src/**/*.ts", ["src/**/*.test.ts", "test/**/*.test.ts"]],
])("FAB-PLAN-002: the tests of %s may stand in %j", (path, expected) => {
  const neighbours = testNeighbours(path);
  expect(neighbours).toEqual(expect.arrayContaining(expected));
  expect(neighbours.filter((each) => !isTestFile(each))).toEqual([]);
});

test.each(["README.md", "src/add.test.ts", "test/helper.ts", "src/**", "Makefile", "pkg/__init__.py", "add_test.go"])(
  "%s has no test neighbours",
  (path) => {
    expect(testNeighbours(path)).toEqual([]);
  },
);

test.each([
  ["src/add.test.ts", true],
  ["test/helpers.ts", true],
  ["src/__tests__/a.js", true],
  ["test/data.json", false],
  ["src/testing.ts", false],
  ["src/spec/parse.ts", false],
  ["spec/parse.rb", true],
  ["pkg/conftest.py", true],
  ["contest.py", false],
  ["a_test.go", true],
  ["src/test/java/A.java", true],
  ["src/Contest.java", false],
])("%s is test code: %s", (path, expected) => {
  expect(isTestFile(path)).toBe(expected);
});

test("each language of the table has tests that it knows as tests", () => {
  for (const { extensions, name } of testLanguages) {
    expect([name, testNeighbours(`src/thing.${extensions[0] ?? ""}`).length > 0]).toEqual([name, true]);
  }
});

test("neighbours that the scope covers already are not added; read-only ones stay read-only", () => {
  expect(scopeWithTests({ owned: ["src/**", "lib/a.go"], read_only: ["lib/*_test.go"], shared: [] })).toEqual({
    owned: ["lib/a.go", "src/**"],
    read_only: ["lib/*_test.go"],
    shared: [],
  });
  expect(scopeWithTests({ owned: ["{src,lib}/a.go"], read_only: [], shared: [] }).owned).toEqual([
    "lib/a_test.go",
    "src/a_test.go",
    "{src,lib}/a.go",
  ]);
});

test("a repair owns exactly the files and their tests", () => {
  expect(repairScope(["app/[id]/page.go", "docs/a.md"])).toEqual({
    owned: ["app/\\[id\\]/page.go", "app/\\[id\\]/page_test.go", "docs/a.md"],
    read_only: [],
    shared: [],
  });
});
