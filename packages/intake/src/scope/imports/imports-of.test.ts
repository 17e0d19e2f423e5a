import { expect, test } from "vitest";

import { repositoryIndex } from "../repository-index.ts";
import { importsOf } from "./imports-of.ts";

type Files = Readonly<Record<string, string>>;

async function imports(path: string, files: Files): Promise<readonly string[]> {
  const index = repositoryIndex({ files: Object.keys(files), read: async (each) => files[each] ?? null });
  return await importsOf(path, index);
}

const none = (...paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, ""]));

test.each<readonly [string, string, Files, readonly string[]]>([
  [
    "TypeScript",
    "src/a.ts",
    {
      "src/a.ts":
        'import { b } from "./b.js";\nimport type { C } from "../lib/c";\nexport * from "./d/index.ts";\nimport "./side.css";\nconst e = await import("./e");\nimport z from "zod";\nimport out from "../../out";\n',
      ...none("src/b.ts", "lib/c.tsx", "src/d/index.ts", "src/side.css", "src/e/index.ts", "out.ts"),
    },
    ["lib/c.tsx", "src/b.ts", "src/d/index.ts", "src/e/index.ts", "src/side.css"],
  ],
  [
    "JavaScript",
    "a.cjs",
    {
      "a.cjs": "const b = require('./b'); const self = require('./a.cjs'); import('.')",
      ...none("b.js", "b.ts", "index.mjs"),
    },
    ["b.ts", "index.mjs"],
  ],
  [
    "Python",
    "src/pkg/a.py",
    {
      "src/pkg/a.py":
        "import os, pkg.util as u\nfrom pkg.b import c\nfrom . import (\n    d,\n    e as f,\n)\nfrom .. import top\nfrom .sub.g import *\nfrom ....far import x\n",
      ...none(
        "src/pkg/util.py",
        "src/pkg/b/__init__.py",
        "src/pkg/d.py",
        "src/pkg/e.py",
        "src/top.py",
        "src/pkg/sub/g.py",
      ),
    },
    ["src/pkg/b/__init__.py", "src/pkg/d.py", "src/pkg/e.py", "src/top.py", "src/pkg/util.py"].toSorted(),
  ],
  [
    "Go",
    "svc/cmd/main.go",
    {
      "svc/go.mod": "module example.com/svc\n\ngo 1.22\n",
      "svc/cmd/main.go":
        'package main\n\nimport (\n\t"fmt"\n\tgeo "example.com/svc/geo"\n)\nimport "example.com/svcother/x"\n',
      ...none("svc/geo/add.go", "svc/geo/add_test.go", "svc/geo/deep/b.go", "geo/other.go"),
    },
    ["svc/geo/add.go"],
  ],
  [
    "Rust",
    "src/geo/mod.rs",
    {
      "src/geo/mod.rs":
        "pub mod add;\nmod scale;\nuse crate::text::{Line, Word};\nuse super::io::read;\nuse std::fmt;\n",
      ...none("src/main.rs", "src/geo/add.rs", "src/geo/scale/mod.rs", "src/text.rs", "src/io.rs"),
    },
    ["src/geo/add.rs", "src/geo/scale/mod.rs", "src/io.rs", "src/text.rs"],
  ],
  [
    "a Rust file with modules of its own",
    "src/geo.rs",
    {
      "src/geo.rs": "mod add;\nuse self::add::sum;\nuse super::super::far;\n",
      ...none("src/lib.rs", "src/geo/add.rs", "src/add.rs"),
    },
    ["src/geo/add.rs"],
  ],
  [
    "Java and Kotlin",
    "app/src/main/java/com/demo/Main.java",
    {
      "app/src/main/java/com/demo/Main.java":
        "package com.demo;\nimport com.demo.geo.Add;\nimport static com.demo.geo.Sum.of;\nimport java.util.List;\nimport com.demo.text.*;\n",
      ...none(
        "app/src/main/java/com/demo/geo/Add.java",
        "app/src/main/kotlin/com/demo/geo/Sum.kt",
        "app/src/main/java/com/demo/text/A.java",
      ),
    },
    ["app/src/main/java/com/demo/geo/Add.java", "app/src/main/kotlin/com/demo/geo/Sum.kt"],
  ],
  ["a language that is not understood", "a.rb", { "a.rb": 'require "./b"\n', "b.rb": "" }, []],
])("FAB-PLAN-010: what %s imports from the repository", async (...[, path, files, expected]) => {
  expect(await imports(path, files)).toEqual(expected);
});
