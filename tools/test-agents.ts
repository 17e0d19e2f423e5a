// `npm run test:agents -- --install`: brings the real programs of the agents into .tools/agents, about 1.4 GB; `npm run test:agents`:
// drives each that is there through its adapter, against a model stub on loopback. Names of agents take only those.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { createCommands } from "@fabrikk/subprocess";

import { agentPrograms } from "./test-agents/agent-program.ts";
import { installProgram } from "./test-agents/install-program.ts";
import { installedProgram } from "./test-agents/installed-program.ts";
import { isWell, type ProgramReport } from "./test-agents/program-report.ts";
import { renderReports } from "./test-agents/render-reports.ts";
import { testPrograms } from "./test-agents/test-programs.ts";

const mostMs = 20 * 60_000;

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { install: { type: "boolean", default: false } },
});
const unknown = names.filter((name) => !agentPrograms.some((program) => program.name === name));
if (unknown.length > 0) {
  console.error(
    `no agent is called ${unknown.join(", ")}; there are ${agentPrograms.map(({ name }) => name).join(", ")}`,
  );
  process.exit(2);
}
const wanted = agentPrograms.filter(({ name }) => names.length === 0 || names.includes(name));
const folder = fileURLToPath(new URL("../.tools/agents", import.meta.url));
const commands = createCommands();
const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());
process.once("SIGTERM", () => interrupted.abort());
const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(mostMs)]);
await (options.install ? install() : test());

async function install(): Promise<void> {
  for (const program of wanted) {
    const problem = await installProgram({ program, folder, commands, signal });
    if (problem !== null) process.exitCode = 1;
    console.log(
      `${problem === null ? "ready  " : "SKIPPED"} ${program.name} ${program.version}${problem === null ? "" : `: ${problem}`}`,
    );
  }
}

async function test(): Promise<void> {
  const found = await Promise.all(
    wanted.map(async (program) => ({ program, path: await installedProgram(program, folder) })),
  );
  const programs = found.flatMap(({ program, path }) => (path === null ? [] : [{ program, path }]));
  const start = performance.now();
  const tried = await testPrograms({
    programs,
    commands,
    signal,
    onTried: (name, { trial, end }) =>
      console.error(
        `${end.problems.length === 0 ? "ok    " : "FAILED"} ${name} ${trial.name} ${(end.ms / 1000).toFixed(1)} s`,
      ),
  });
  const reports = found.map(({ program }): ProgramReport => {
    const report = tried.find(({ name }) => name === program.name);
    const skipped = `${program.package}@${program.version} is not installed: npm run test:agents -- --install`;
    return report ?? { name: program.name, skipped, trials: [], orphans: [], outside: [] };
  });
  console.log(renderReports(reports));
  console.log(`\n${programs.length} of ${wanted.length} programs, ${Math.round((performance.now() - start) / 1000)} s`);
  if (signal.aborted) console.log("ended before its end");
  process.exitCode = tried.every(isWell) && !signal.aborted ? 0 : 1;
}
