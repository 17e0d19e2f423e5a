import { dirname } from "node:path";

import type { Agent, AgentRequest } from "@fabrikk/state/ports";

import { createProgramAgent, type ProgramLaunch } from "../program/create-program-agent.ts";
import { keyHelper } from "../program/key-helper.ts";
import type { PrivateFolder } from "../program/private-folder.ts";
import type { ProgramAgentOptions } from "../program/program-agent-options.ts";
import { readCodexStream } from "./read-codex-stream.ts";

const publicEndpoint = "https://api.openai.com/v1";

/**
 * Codex as an agent (FAB-EXEC-010), tried with 0.169.0. Its own sandbox lets commands write within the workspace, the outbox and the
 * session's temporary files, and keeps them off the network. The key reaches it through a helper and is in the environment of no
 * command. Any endpoint that speaks OpenAI's Responses will do.
 * Throws `FABRIKK_AGENTS_PROGRAM_MISSING` when the program cannot be started.
 */
export function createCodexAgent(options: ProgramAgentOptions): Agent {
  return createProgramAgent(
    {
      kind: "codex",
      capabilities: { resume: true, structured_output: true, tool_limits: false, usage: "tokens" },
      tellsVersion: false,
      limitsTurns: false,
      launch: (request, folder) => launchCodex(options, request, folder),
      read: readCodexStream,
    },
    options,
  );
}

async function launchCodex(
  options: ProgramAgentOptions,
  request: AgentRequest,
  folder: PrivateFolder,
): Promise<ProgramLaunch> {
  const { model, resume, schema } = request;
  const { key } = options;
  const keyFile = key === null ? null : await folder.handOver("key", key.value);
  await folder.configure("config.toml", codexConfiguration(options.endpoint ?? publicEndpoint, keyFile));
  const isShaped = schema !== null && schema !== undefined;
  const schemaFile = isShaped ? await folder.handOver("schema.json", JSON.stringify(schema)) : null;
  return {
    words: [
      ...["exec", "--json", "--sandbox", "workspace-write", "--skip-git-repo-check"],
      ...["--add-dir", dirname(request.resultFile)],
      ...["--disable", "plugins", "--disable", "unbounded_connection_retries"],
      ...(model === null ? [] : ["--model", model]),
      ...(schemaFile === null ? [] : ["--output-schema", schemaFile]),
      ...(resume === null ? [] : ["resume", resume]),
      "-", // the prompt is on standard input
    ],
    env: { CODEX_HOME: folder.home },
    stdin: request.prompt,
  };
}

/** TOML takes the strings of JSON as they are. */
function codexConfiguration(endpoint: string, keyFile: string | null): string {
  return `model_provider = "fabrikk"
check_for_update_on_startup = false
allow_login_shell = false

[model_providers.fabrikk]
name = "fabrikk"
base_url = ${JSON.stringify(endpoint)}
wire_api = "responses"
request_max_retries = 2
stream_max_retries = 2
supports_websockets = false
${keyFile === null ? "" : keyConfiguration(keyFile)}
[analytics]
enabled = false

[sandbox_workspace_write]
exclude_slash_tmp = true
`;
}

function keyConfiguration(keyFile: string): string {
  return `
[model_providers.fabrikk.auth]
command = "sh"
args = ${JSON.stringify(["-c", keyHelper(keyFile)])}
refresh_interval_ms = 0
`;
}
