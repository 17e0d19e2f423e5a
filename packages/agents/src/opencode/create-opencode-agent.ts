import { dirname, join } from "node:path";

import type { Agent, AgentRequest } from "@fabrikk/state/ports";

import { createProgramAgent, type ProgramLaunch } from "../program/create-program-agent.ts";
import type { PrivateFolder } from "../program/private-folder.ts";
import type { ProgramAgentOptions } from "../program/program-agent-options.ts";
import { providerModel } from "../program/provider-model.ts";
import { readOpencodeStream } from "./read-opencode-stream.ts";

/** What an OpenCode agent is made of. Its requests name a model as `provider/model`. */
export interface OpencodeAgentOptions extends ProgramAgentOptions {
  /**
   * The package that speaks with a provider that OpenCode does not know: `@ai-sdk/openai-compatible`, ... Then it knows no
   * price either, and reports tokens only. Null: it knows the provider.
   */
  readonly providerPackage: string | null;
}

/**
 * OpenCode as an agent (FAB-EXEC-010), tried with 1.18.33. Its own tools are bound to the workspace and the outbox, the commands it
 * runs are not: it has no sandbox. No configuration of the user or the repository is loaded. The key is in a file of its private
 * configuration and in the environment of no command; where the request names no provider it is handed on by its name.
 * Throws `FABRIKK_AGENTS_PROGRAM_MISSING` when the program cannot be started.
 */
export function createOpencodeAgent(options: OpencodeAgentOptions): Agent {
  const usage = options.providerPackage === null ? "cost" : "tokens";
  return createProgramAgent(
    {
      kind: "opencode",
      capabilities: { resume: true, structured_output: false, tool_limits: true, usage },
      tellsVersion: false,
      limitsTurns: false,
      launch: (request, folder) => launchOpencode(options, request, folder),
      read: readOpencodeStream,
    },
    options,
  );
}

async function launchOpencode(
  options: OpencodeAgentOptions,
  request: AgentRequest,
  folder: PrivateFolder,
): Promise<ProgramLaunch> {
  const { key } = options;
  const { model, resume, prompt } = request;
  const hasProvider = providerModel(model) !== null;
  const keyFile = key === null || !hasProvider ? null : await folder.handOver("key", key.value);
  const configuration = JSON.stringify(opencodeConfiguration(options, request, keyFile));
  const rooms = ["config", "data", "state", "cache"].map((room) => [
    `XDG_${room.toUpperCase()}_HOME`,
    join(folder.home, room),
  ]);
  return {
    words: [
      ...["run", "--format", "json", "--title", request.task],
      ...(model === null ? [] : ["--model", model]),
      ...(resume === null ? [] : ["--session", resume]),
    ],
    env: {
      ...Object.fromEntries(rooms),
      OPENCODE_CONFIG: await folder.configure("opencode.json", configuration),
      OPENCODE_DISABLE_AUTOUPDATE: "1",
      OPENCODE_DISABLE_DEFAULT_PLUGINS: "1",
      OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
      OPENCODE_DISABLE_MODELS_FETCH: "1",
      OPENCODE_DISABLE_PROJECT_CONFIG: "1",
      OPENCODE_DISABLE_SHARE: "1",
      OPENCODE_PURE: "1",
      ...(key === null || keyFile !== null ? {} : { [key.name]: key.value }),
    },
    stdin: prompt,
  };
}

function opencodeConfiguration(
  { endpoint, providerPackage }: OpencodeAgentOptions,
  { model, resultFile }: AgentRequest,
  keyFile: string | null,
): unknown {
  const named = providerModel(model);
  const provider = {
    ...(providerPackage === null ? {} : { npm: providerPackage, models: { [named?.model ?? ""]: {} } }),
    options: {
      ...(endpoint === null ? {} : { baseURL: endpoint }),
      ...(keyFile === null ? {} : { apiKey: `{file:${keyFile}}` }),
    },
  };
  return {
    autoupdate: false,
    share: "disabled",
    permission: { external_directory: { "*": "deny", [`${dirname(resultFile)}/*`]: "allow" } },
    ...(model === null ? {} : { small_model: model }),
    ...(named === null ? {} : { provider: { [named.provider]: provider } }),
  };
}
