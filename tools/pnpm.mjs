// The one door to the tool chain, from any Node >= 18:
//   node tools/pnpm.mjs exec <program> ...   a program of node_modules/.bin, e.g. `exec vitest run packages/git`
//   node tools/pnpm.mjs node ...             the project's own Node
//   node tools/pnpm.mjs fabrikk ...          the CLI from the working tree, in the caller's folder
//   node tools/pnpm.mjs <anything else>      pnpm itself, e.g. `add -w -D zod`, `install`
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

import { changeDependencies, ensureInstalled, projectEnvironment, projectTools } from "./bootstrap.mjs";
import { BootstrapError, cleanEnvironment, root } from "./fetch-executables.mjs";

const [verb = "help", ...rest] = process.argv.slice(2);
const startedByNpm = process.env["npm_package_json"] === join(root, "package.json");

try {
  const tools = projectTools();
  if (["install", "i", "add", "remove", "rm", "update", "up", "dedupe"].includes(verb)) {
    process.exitCode = changeDependencies(tools, process.argv.slice(2));
  } else {
    if (["exec", "node", "fabrikk", "run"].includes(verb)) ensureInstalled(tools);
    forward(command(tools));
  }
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  process.stderr.write(`fabrikk: ${error.message}\n`);
  process.exitCode = 1;
}

function command(/** @type {ReturnType<typeof projectTools>} */ tools) {
  const env = projectEnvironment(tools);
  if (verb === "node") return { file: tools.node, args: rest, env, cwd: process.cwd() };
  if (verb === "exec") {
    const [program = "", ...args] = rest;
    return { file: program, args, env, cwd: process.cwd() };
  }
  if (verb === "fabrikk") {
    const args = ["--conditions=@fabrikk/source", join(root, "apps", "cli", "src", "bin.ts"), ...rest];
    return { file: tools.node, args, env: usersEnvironment(tools.bin), cwd: callersFolder() };
  }
  return { file: tools.pnpm, args: process.argv.slice(2), env, cwd: process.cwd() };
}

/** The caller's environment with our Node first: the programs of our node_modules, which npm adds, are not theirs. */
function usersEnvironment(/** @type {string} */ bin) {
  const env = cleanEnvironment();
  const ours = /[\\/](node_modules[\\/]\.bin|node-gyp-bin)$/;
  const path = (env["PATH"] ?? "").split(delimiter).filter((entry) => !startedByNpm || !ours.test(entry));
  return { ...env, PATH: [bin, ...path].join(delimiter) };
}

/** npm starts its scripts in the package's root and says in INIT_CWD where the person stood. */
function callersFolder() {
  return (startedByNpm && process.env["INIT_CWD"]) || process.cwd();
}

/** Becomes the program as far as Node lets us: its streams, its signals, its exit code. */
function forward(
  /** @type {{ file: string, args: string[], env: NodeJS.ProcessEnv, cwd: string }} */ { file, args, env, cwd },
) {
  const child = spawn(file, args, { cwd, env, stdio: "inherit" });
  const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])) {
    // A terminal sends ctrl-c to the whole group: passing it on would make the child see it twice.
    const byTerminal = atTerminal && (signal === "SIGINT" || signal === "SIGQUIT");
    process.on(signal, () => void (byTerminal || child.kill(signal)));
  }
  child.on("error", (error) => {
    process.stderr.write(`fabrikk: cannot run ${file}: ${error.message}\n`);
    process.exitCode = 127;
  });
  child.on("exit", (code, signal) => {
    if (signal === null) return process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
