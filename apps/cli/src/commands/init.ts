import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Config, FabrikkError } from "@fabrikk/state";

import type { CommandContext } from "../command-context.ts";
import { configFiles } from "../read-config.ts";
import { exitCode } from "../exit-code.ts";
import { repositoryRoot } from "../repository-root.ts";
import type { CommandOutput } from "../reporter.ts";

const limitMeanings: Readonly<Record<keyof Config["limits"], string>> = {
  retries: "failed attempts that are sent back before a task is blocked",
  lost: "attempts that died with their engine before a task is blocked",
  waves: "waves of one run",
  repair_depth: "repairs of one finding, one after the other",
  attempt_seconds: "one session of an agent",
  idle_seconds: "without any output, of agents and commands",
  command_seconds: "one check or command of the quality gate",
  output_bytes: "of one agent or command",
};

const schemaFile = "node_modules/fabrikk/schema/fabrikk.config.schema.json";

/**
 * Writes a commented configuration at the root of the repository, and never over one that is there.
 * @throws FabrikkError `FABRIKK_CLI_CONFIG_EXISTS`
 */
export async function init(context: CommandContext): Promise<CommandOutput> {
  const root = await repositoryRoot(context.folder);
  const existing = configFiles.find((file) => existsSync(join(root, file)));
  if (existing !== undefined) throw configExists(existing);
  const [file] = configFiles;
  const schema = existsSync(join(root, schemaFile)) ? `# yaml-language-server: $schema=./${schemaFile}\n` : "";
  await writeFile(join(root, file), `${schema}${template}`, { flag: "wx" });
  const next = [
    `name your coding agent in ${file}`,
    "fabrikk prepare <spec>",
    "fabrikk review",
    "fabrikk approve",
    "fabrikk run",
  ];
  return {
    json: { file, next },
    text: [`${file} is written. Next:`, ...next.map((step) => `  ${step}`)].join("\n"),
    exitCode: exitCode.completed,
  };
}

function configExists(file: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_CONFIG_EXISTS",
    message: `${file} is there already`,
    hint: "edit it, or move it away first; then `fabrikk prepare <spec>`",
    details: { file },
  });
}

const template = `# fabrikk's configuration: data only, nothing in it is executed on reading. A run keeps the configuration that it was
# prepared with: what is changed here counts from the next \`fabrikk prepare\` on.

# Workers that may run at once.
workers: 2

# confirm: a person approves the plan (\`fabrikk approve\`). autopilot: the plan is approved by this setting.
mode: confirm

# How to reach a coding agent. \`shell\` runs any program in a workspace of its own, with the prompt on standard input;
# FABRIKK_RESULT names the JSON file that it has to write, FABRIKK_PROMPT a file with the prompt, FABRIKK_ROLE is
# worker, repair, reviewer, normalizer or planner. A relative path is a file of the repository.
agents: {}
#  coder:
#    kind: shell
#    command: [my-agent, --headless]
#    environment: [MY_AGENT_API_KEY] # names of variables that are handed on to it

# Which agent does the work, and which mends what the council found (the worker's agent without it). While a run is
# prepared: who makes requirements out of prose, and who proposes files where the spec names none (without one it is done
# from the repository itself).
roles: {}
#  worker: coder
#  repair: coder
#  normalizer: coder
#  planner: coder

# The council: each reviewer reads the whole change.
reviewers: []
#  - name: correctness
#    agent: coder

# Commands that must end with exit code 0 on every wave's combined tree; detected where none are given.
# quality_gate:
#   - name: test
#     command: npm test

# waves: the branch moves once per wave of tasks. continuous: a task starts as soon as it can, the branch moves per task.
# schedule: waves

# hold: no file may change but those the spec names. reduction and expansion say how a spec is meant to be read.
# scope_mode: expansion

# What the plan's certificate reckons with: minutes of one attempt at one task, US dollars of one session.
# estimates:
#   task_minutes: 15
#   session_price:
#     worker: { low: 0.2, high: 1.5 }

# What agents always do, ask about first, and never do. Paths are globs and are enforced; one that begins with * needs
# quotes.
# boundaries:
#   never:
#     - text: the release workflow stays as it is
#       paths: [.github/**, "**/*.lock"]

# The limits, with the values that hold where none are given.
# limits:
${limitLines().join("\n")}
`;

/** Every limit with its default, from the schema itself. */
function limitLines(): readonly string[] {
  const { limits } = Config.parse({});
  return Object.entries(limits).map(([name, value]) => {
    const meaning = limitMeanings[name as keyof Config["limits"]];
    return `#   ${`${name}: ${value}`.padEnd(25)} # ${meaning}`;
  });
}
