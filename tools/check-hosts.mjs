// Nothing that is committed names a package registry or a folder of the machine it was written on.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const forbidden = [/\bregistry\.[a-z0-9-]+\.[a-z]{2,}\b/i, /\/(home|Users)\/[a-z0-9._-]+\//];
const lockfileHost = /:\/\//;

const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
for (const path of new Set(listed.toString().split("\0").filter(Boolean))) {
  for (const [index, line] of textOf(path).split("\n").entries()) {
    const found = forbidden.some((pattern) => pattern.test(line)) || namesThisMachine(line);
    if (found || (path === "pnpm-lock.yaml" && lockfileHost.test(line))) {
      console.error(`${path}:${index + 1} names a host or a folder of one machine: ${line.trim().slice(0, 120)}`);
      process.exitCode = 1;
    }
  }
}

function textOf(/** @type {string} */ path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return ""; // deleted and not yet committed, or a link to nowhere
  }
}

function namesThisMachine(/** @type {string} */ line) {
  return [root, homedir()].some((folder) => folder.split("/").length > 2 && line.includes(`${folder}/`));
}
