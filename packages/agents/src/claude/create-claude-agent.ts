import { dirname } from "node:path";

import type { Agent, AgentRequest } from "@fabrikk/state/ports";

import { createProgramAgent, type ProgramLaunch } from "../program/create-program-agent.ts";
import { keyHelper } from "../program/key-helper.ts";
import type { PrivateFolder } from "../program/private-folder.ts";
import type { ProgramAgentOptions } from "../program/program-agent-options.ts";
import { readClaudeStream } from "./read-claude-stream.ts";

/** Tools that a session has without being asked, beside those that edit, which are bound to the workspace. The network's are not among them. */
const allowedTools = "Bash Glob Grep Read TodoWrite";

/**
 * Claude Code as an agent (FAB-EXEC-010), tried with 2.1.328. It reads no settings of the user or the repository, may edit within the
 * workspace and the outbox, and runs any command. The key named `ANTHROPIC_API_KEY` reaches it through a helper and is in the environment
 * of no command; one by another name, as `CLAUDE_CODE_OAUTH_TOKEN`, is.
 * Throws `FABRIKK_AGENTS_PROGRAM_MISSING` when the program cannot be started.
 */
export function createClaudeAgent(options: ProgramAgentOptions): Agent {
  return createProgramAgent(
    {
      kind: "claude",
      capabilities: { resume: true, structured_output: true, tool_limits: true, usage: "cost" },
      tellsVersion: true,
      limitsTurns: true,
      launch: (request, folder) => launchClaude(options, request, folder),
      read: readClaudeStream,
    },
    options,
  );
}

async function launchClaude(
  { endpoint, key }: ProgramAgentOptions,
  request: AgentRequest,
  folder: PrivateFolder,
): Promise<ProgramLaunch> {
  const { model, resume, turns, schema } = request;
  const keyFile = key?.name === "ANTHROPIC_API_KEY" ? await folder.handOver("key", key.value) : null;
  const settings = {
    ...(keyFile === null ? {} : { apiKeyHelper: keyHelper(keyFile) }),
    permissions: { deny: [`Read(/${dirname(folder.home)}/**)`, `Edit(/${dirname(folder.home)}/**)`] },
  };
  return {
    words: [
      ...["-p", "--output-format", "stream-json", "--verbose"],
      ...["--permission-mode", "acceptEdits", "--allowedTools", allowedTools, "--add-dir", dirname(request.resultFile)],
      ...["--strict-mcp-config", "--setting-sources", "", "--disable-slash-commands"],
      ...["--settings", JSON.stringify(settings)],
      ...(model === null ? [] : ["--model", model]),
      ...(resume === null ? [] : ["--resume", resume]),
      ...(turns === null ? [] : ["--max-turns", String(turns)]),
      ...(schema === null || schema === undefined ? [] : ["--json-schema", JSON.stringify(schema)]),
    ],
    env: {
      CLAUDE_CONFIG_DIR: folder.home,
      CLAUDE_CODE_TMPDIR: folder.temp,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
      CLAUDE_CODE_MAX_RETRIES: "2",
      CLAUDE_CODE_API_KEY_HELPER_TTL_MS: String(2 ** 31 - 1), // it is asked once: there is no key any more for the commands to find
      ...(endpoint === null ? {} : { ANTHROPIC_BASE_URL: endpoint }),
      ...(key === null || keyFile !== null ? {} : { [key.name]: key.value }),
    },
    stdin: request.prompt,
  };
}
