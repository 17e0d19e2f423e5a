/** How the test runners of the known languages are called. */
const runners: readonly RegExp[] = [
  /\bnode\b(?=.*\s--test\b)/,
  /\b(?:npm|pnpm|yarn|bun|deno)\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?)*?(?:run\s+)?(?:test|t)(?![\w/.-]|:(?!\w))/,
  /\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?test:\w/,
  /(?:^|[\s/])(?:vitest|jest|mocha|ava|jasmine|pytest|tox|nox|rspec|phpunit|pest|ctest|bats)\b/,
  /\bplaywright\s+test\b/,
  /\bpython[\d.]*\s+-m\s+(?:pytest|unittest)\b/,
  /\b(?:go|cargo|swift|mix|dotnet|zig\s+build)\s+(?:\S+\s+)*?test\b/,
  /\bcargo\s+nextest\b/,
  /\b(?:mvnw?|gradlew?)\b.*\b(?:test|verify)\b/,
  /\b(?:make|just|rake|task)\s+(?:\S+\s+)*?(?:test|tests|check)\b/,
];

/** Does this shell command run tests? Then it is a check of kind `tests`: it must also run some (FAB-VER-003). */
export function isTestCommand(command: string): boolean {
  return command.split(/&&|\|\||;|\n/).some((part) => runners.some((runner) => runner.test(part)));
}
