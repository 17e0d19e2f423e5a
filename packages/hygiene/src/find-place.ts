/** A place in the repository that a tool names, and what it says about it. */
export interface Place {
  readonly file: string;
  readonly line: number;
  /** The tool's own words, one line; null where they are not recognised. */
  readonly message: string | null;
}

/** One way to name a place: the groups are file, line, and the message if it stands on the same line. */
const placePatterns: readonly RegExp[] = [
  /** tsc: `src/a.ts(3,5): error TS2322: ...` */
  /^(\S+?)\((\d+),\d+\):\s*(.+)$/m,
  /** gcc, go vet, eslint --format unix, tsc --pretty: `src/a.ts:3:5: error: ...`; ruff, mypy, gofmt: `a.py:3: ...` */
  /^(\S+?):(\d+)(?::\d+)?(?::| -)\s+(.+)$/m,
  /** eslint's default: the file alone on a line, then `  3:5  error  ...` */
  /^(\S+\.\w+)\n[ \t]+(\d+):\d+[ \t]+(?:error|warning)[ \t]+(.+)$/m,
  /** rustc, oxlint: `--> src/main.rs:3:5`, `,-[src/a.ts:3:5]` */
  /(?:-->[ \t]+|[,╭][-─]\[)(\S+?):(\d+)(?::\d+)?/,
  /** Python: `File "./a.py", line 3` */
  /File "([^"\n]+)", line (\d+)/,
  /** node:test and stack traces: `test at test/a.test.mjs:3:1`, `at adds (./test/a.test.mjs:3:30)`, `location: 'a.mjs:3:1'` */
  /(?:^|[\s('"])((?:\.\/)?[\w@.-][\w@./-]*\.\w+):(\d+)(?::\d+)?/m,
];

const failingLine = /^[ \t]*(?:✖|×|✗|not ok \d+ -|--- FAIL:|FAILED|E {2,}|error(?:\[\w+\])?:|\w*Error\b)[ \t:]*.*$/m;

/** The first place inside the repository that a tool's output names; null where none is recognised. */
export function findPlace(output: string): Place | null {
  for (const pattern of placePatterns) {
    for (const found of output.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))) {
      const file = repositoryPath(found[1] ?? "");
      const line = Number(found[2]);
      if (file !== null && line > 0) return { file, line, message: found[3]?.trim() ?? firstFailure(output) };
    }
  }
  return null;
}

/** A file of the project: no absolute path, nothing outside, nothing installed, nothing of the runtime. */
function repositoryPath(named: string): string | null {
  const path = named.replace(/^(?:\.\/)+/, "");
  const parts = path.split("/");
  const inside = parts.every((part) => part !== "" && part !== "." && part !== "..");
  const foreign = !inside || path.includes(":") || parts.includes("node_modules");
  return foreign || !/\.\w+$/.test(path) ? null : path;
}

function firstFailure(output: string): string | null {
  const lines = output.split("\n").filter((line) => !/failing tests:/.test(line));
  return lines.find((line) => failingLine.test(line))?.trim() ?? null;
}
