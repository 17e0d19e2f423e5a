import { expect, test } from "vitest";

import { readCheck } from "./check-directive.ts";
import { isTestCommand } from "./test-command.ts";

test.each([
  ["`npm test`", { kind: "tests", command: "npm test" }],
  ["npm run build", { kind: "command", command: "npm run build", exit_code: 0 }],
  ["`make build` must pass", { kind: "command", command: "make build", exit_code: 0 }],
  ["tests ./check.sh", { kind: "tests", command: "./check.sh" }],
  ["`tests ./check.sh`", { kind: "tests", command: "./check.sh" }],
  ["lint `npm run lint`", { kind: "lint", command: "npm run lint" }],
  ["exists `a b.ts`, c.ts", { kind: "files_exist", paths: ["a b.ts", "c.ts"] }],
  ["exists a b.ts", { problem: '"a b.ts" is not a path inside the repository' }],
  ["exists a.ts, b/c.ts", { kind: "files_exist", paths: ["a.ts", "b/c.ts"] }],
  ["absent `old.ts`", { kind: "absent", paths: ["old.ts"] }],
  ["content `a.ts` /export (async )?function/", { kind: "content", path: "a.ts", pattern: "export (async )?function" }],
  ["content a.ts", { problem: "a content check reads: content path /expression/" }],
  ["exists /etc/passwd", { problem: '"/etc/passwd" is not a path inside the repository' }],
])("%s", (value, expected) => {
  const reading = readCheck(value);
  expect("check" in reading ? reading.check : reading).toEqual(expected);
});

test.each([
  "node --test",
  "node --experimental-strip-types --test test/*.test.ts",
  "npm test",
  "npm t",
  "npm run test:unit",
  "pnpm -r test",
  "yarn test",
  "npx vitest run src",
  "cd web && npx jest",
  "pytest -q",
  "python3 -m pytest tests",
  "python -m unittest",
  "go test ./...",
  "cargo test --all",
  "cargo nextest run",
  "./gradlew test",
  "mvn -q verify",
  "bundle exec rspec",
  "vendor/bin/phpunit",
  "dotnet test",
  "make test",
  "make -C web check",
  "npx playwright test",
])("%s runs tests", (command) => {
  expect(isTestCommand(command)).toBe(true);
});

test.each([
  "npm run build",
  "npm run lint",
  "tsc --noEmit",
  "node test.js --x",
  "ls tests",
  "npm run test-server",
  "go vet ./...",
  "make",
])("%s does not", (command) => {
  expect(isTestCommand(command)).toBe(false);
});
