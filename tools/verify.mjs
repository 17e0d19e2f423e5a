// `npm run verify`: everything that CI runs, one line a check; goes on after a failure and lists the failures last.
// --without-tests leaves out the tests, for a caller that has just run them. Names of checks run only those.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = process.execPath;

/** @type {readonly [name: string, program: string, ...args: string[]][]} */
const checks = [
  ["format", "oxfmt", "--check"],
  ["lint", "oxlint", "--type-aware", "--deny-warnings"],
  ["types", "tsc", "-p", "tools/tsconfig.json"],
  ["boundaries", node, "tools/check-boundaries.mjs"],
  ["sizes", node, "tools/check-sizes.mjs"],
  ["hosts", node, "tools/check-hosts.mjs"],
  ["unused", "knip", "--config", "tools/knip.jsonc"],
  ["trace", node, "tools/trace-requirements.mjs", "--check"],
  ["build", "nx", "run-many", "-t", "build", "--outputStyle=static"],
  ["published", node, "tools/check-published.mjs"],
  ["readmes", node, "tools/check-readme-examples.mjs"],
  ["pack", node, "tools/pack-test.mjs"],
  ["tests", "vitest", "run", "--config", "tools/vitest.config.ts"],
];

const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = wanted.filter((name) => !checks.some(([known]) => known === name));
if (unknown.length > 0) {
  console.error(`no check is called ${unknown.join(", ")}; there are ${checks.map(([name]) => name).join(", ")}`);
  process.exit(2);
}

/** @type {string[]} */
const failed = [];
for (const [name, program, ...args] of checks) {
  if (wanted.length > 0 ? !wanted.includes(name) : name === "tests" && process.argv.includes("--without-tests"))
    continue;
  const start = performance.now();
  const { code, output } = await run(program, args);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name.padEnd(12)}${seconds} s`);
  for (const line of output.matchAll(/^(SKIPPED|warning).*$/gm)) console.log(`       ${line[0]}`);
  if (code === 0) continue;
  failed.push(name);
  console.log(output.trimEnd().replaceAll(/^/gm, "       "));
}
console.log(failed.length === 0 ? "all checks passed" : `failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** @returns {Promise<{ code: number | null, output: string }>} */
function run(/** @type {string} */ program, /** @type {string[]} */ args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    /** @type {Buffer[]} */
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}
