// The examples of the packages' READMEs (blocks that open with "```ts example") are type-checked and run: a reader
// who copies one gets what it says. A README without one fails.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The text of each marked block of a README. */
export function examplesOf(/** @type {string} */ markdown) {
  return [...markdown.matchAll(/^```ts example\n(.*?)^```$/gms)].map((match) => match[1] ?? "");
}

function main() {
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const files = [];
  try {
    for (const name of readdirSync(join(root, "packages"))) {
      const readme = join(root, "packages", name, "README.md");
      const examples = existsSync(readme) ? examplesOf(readFileSync(readme, "utf8")) : [];
      if (examples.length === 0)
        faults.push(`packages/${name}/README.md has no block that opens with "\`\`\`ts example"`);
      for (const [index, text] of examples.entries()) {
        // Beside package.json, where the package's own name and its dependencies resolve; ignored by git.
        const file = join(root, "packages", name, `.readme-example-${index + 1}.ts`);
        writeFileSync(file, text);
        files.push(file);
      }
    }
    if (files.length > 0) faults.push(...typeCheck(files), ...files.flatMap(run));
  } finally {
    for (const file of files) rmSync(file, { force: true });
  }
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

function typeCheck(/** @type {readonly string[]} */ files) {
  const folder = join(root, "node_modules", ".cache", "readme-examples");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(root, "tsconfig.base.json"), files }));
  const { status, stdout } = spawnSync("tsc", ["-p", folder], { cwd: root, encoding: "utf8" });
  return status === 0 ? [] : [stdout];
}

function run(/** @type {string} */ file) {
  const folder = mkdtempSync(join(tmpdir(), "fabrikk-readme-"));
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--conditions=@fabrikk/source", file], {
      cwd: folder,
      encoding: "utf8",
      timeout: 60_000,
    });
    return status === 0 ? [] : [`${file} ended with ${status}\n${stdout}${stderr}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
