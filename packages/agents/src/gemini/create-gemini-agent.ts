import { dirname } from "node:path";

import type { Agent, AgentRequest } from "@fabrikk/state/ports";

import { createProgramAgent, type ProgramLaunch } from "../program/create-program-agent.ts";
import type { PrivateFolder } from "../program/private-folder.ts";
import type { ProgramAgentOptions } from "../program/program-agent-options.ts";
import { readGeminiStream } from "./read-gemini-stream.ts";

/** What fabrikk tells a worker by its environment, which the program would hide from its commands. */
const told = ["FABRIKK_ROLE", "FABRIKK_TASK", "FABRIKK_ATTEMPT", "FABRIKK_PROMPT", "FABRIKK_RESULT"];

/**
 * Gemini CLI as an agent (FAB-EXEC-010), tried with 0.61.0. Its own tools are bound to the workspace and the outbox, the commands it runs are
 * not: it has no sandbox here. It trusts the workspace, since it works in no other, and so reads the repository's settings; none of
 * the user's. The key is in its environment, and it keeps it from the commands it runs.
 * Throws `FABRIKK_AGENTS_PROGRAM_MISSING` when the program cannot be started.
 */
export function createGeminiAgent(options: ProgramAgentOptions): Agent {
  return createProgramAgent(
    {
      kind: "gemini",
      capabilities: { resume: true, structured_output: false, tool_limits: true, usage: "tokens" },
      tellsVersion: false,
      limitsTurns: true,
      launch: (request, folder) => launchGemini(options, request, folder),
      read: readGeminiStream,
    },
    options,
  );
}

async function launchGemini(
  options: ProgramAgentOptions,
  request: AgentRequest,
  folder: PrivateFolder,
): Promise<ProgramLaunch> {
  const { endpoint, key } = options;
  const { model, resume, prompt, resultFile } = request;
  await folder.configure(".gemini/settings.json", JSON.stringify(geminiSettings(options, request)));
  await claimSessions(folder, request.workspace);
  return {
    words: [
      ...["--output-format", "stream-json", "--approval-mode", "yolo", "--extensions", "none"],
      ...["--include-directories", dirname(resultFile)],
      ...(model === null ? [] : ["--model", model]),
      ...(resume === null ? [] : ["--resume", resume]),
    ],
    env: {
      GEMINI_CLI_HOME: folder.home,
      GEMINI_CLI_TRUST_WORKSPACE: "true",
      ...(endpoint === null ? {} : { GOOGLE_GEMINI_BASE_URL: endpoint }),
      ...(key === null ? {} : { [key.name]: key.value }),
    },
    stdin: prompt,
  };
}

/**
 * The program keeps sessions by the folder they ran in, and finds none from another one. All sessions of one home are of one task,
 * each in a workspace of its own: they are given to the workspace of this one.
 */
async function claimSessions(folder: PrivateFolder, workspace: string): Promise<void> {
  await folder.configure(".gemini/projects.json", JSON.stringify({ projects: { [workspace]: "work" } }));
  for (const room of ["tmp", "history"]) await folder.configure(`.gemini/${room}/work/.project_root`, workspace);
}

function geminiSettings({ key, environment }: ProgramAgentOptions, { turns }: AgentRequest): unknown {
  const blocked = key === null ? [] : [key.name];
  const allowed = [...Object.keys(environment), "TMPDIR", ...told].filter((name) => !blocked.includes(name));
  return {
    security: {
      auth: { selectedType: "gemini-api-key" },
      environmentVariableRedaction: { enabled: true, allowed, blocked },
    },
    privacy: { usageStatisticsEnabled: false },
    general: { enableAutoUpdate: false, maxAttempts: 2 },
    ...(turns === null ? {} : { model: { maxSessionTurns: turns } }),
  };
}
