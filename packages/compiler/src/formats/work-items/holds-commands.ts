import type { DataNode } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";

/**
 * Does a value of another tool hold commands, and not prose about how to verify? An object with a command, or texts that begin with the name of
 * a program and no word of a sentence.
 */
export function holdsCommands(node: DataNode): boolean {
  if (node.type === "map") return findEntry(node, ["command", "commands", "cmd", "run", "argv"]) !== undefined;
  if (node.type === "list") return node.items.length > 0 && node.items.every(holdsCommands);
  return typeof node.value === "string" && program.test(node.value) && !/\.\s*$/.test(node.value);
}

const program = new RegExp(
  String.raw`^(?:${[
    "npm|npx|pnpm|yarn|bunx?|deno|tsc|eslint|oxlint|biome|vitest|jest|mocha|playwright",
    "python3?|uv|poetry|ruff|mypy|pytest|tox|nox|cargo|dotnet|mvnw?|gradlew?|bash|sh|phpunit|composer|bundle|rspec|mix|swift",
    String.raw`go (?:test|build|vet|run)|(?:make|just|task|rake) [\w:./-]+$|node \S*[./-]\S*|git diff|\.{1,2}/\S+|[A-Z_]+=\S+`,
  ].join("|")})(?=\s|$)`,
);
