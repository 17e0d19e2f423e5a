import type { Agent, AgentRequest } from "@fabrikk/state/ports";

import { createProgramAgent, type ProgramLaunch } from "../program/create-program-agent.ts";
import { keyHelper } from "../program/key-helper.ts";
import type { PrivateFolder } from "../program/private-folder.ts";
import type { ProgramAgentOptions } from "../program/program-agent-options.ts";
import { providerModel } from "../program/provider-model.ts";
import { readPiStream } from "./read-pi-stream.ts";

/** What a pi agent is made of. Its requests name a model as `provider/model`. */
export interface PiAgentOptions extends ProgramAgentOptions {
  /**
   * The protocol of an endpoint whose provider pi does not know: `openai-completions`, `anthropic-messages`, ... Then it
   * knows no price either, and reports tokens only. Null: pi knows the provider.
   */
  readonly api: string | null;
}

/**
 * pi as an agent (FAB-EXEC-010), tried with 0.87.1. It has no sandbox and asks for nothing: it can write wherever its user can. No
 * extension, skill or setting of the user or the repository is loaded. The key reaches it through a helper and is in the
 * environment of no command; where the request names no provider it is handed on by its name.
 * Throws `FABRIKK_AGENTS_PROGRAM_MISSING` when the program cannot be started.
 */
export function createPiAgent(options: PiAgentOptions): Agent {
  return createProgramAgent(
    {
      kind: "pi",
      capabilities: {
        resume: true,
        structured_output: false,
        tool_limits: true,
        usage: options.api === null ? "cost" : "tokens",
      },
      tellsVersion: false,
      limitsTurns: false,
      launch: (request, folder) => launchPi(options, request, folder),
      read: readPiStream,
    },
    options,
  );
}

async function launchPi(
  { endpoint, key, api }: PiAgentOptions,
  { model, resume, prompt }: AgentRequest,
  folder: PrivateFolder,
): Promise<ProgramLaunch> {
  const named = providerModel(model);
  const keyFile = key === null || named === null ? null : await folder.handOver("key", key.value);
  const credential = { type: "api_key", key: `!${keyFile === null ? "" : keyHelper(keyFile)}` };
  const provider = { baseUrl: endpoint, ...(api === null ? {} : { api, models: [{ id: named?.model }] }) };
  const configure = (file: string, value: unknown) => folder.configure(file, JSON.stringify(value));
  await configure("auth.json", named === null || keyFile === null ? {} : { [named.provider]: credential });
  await configure("models.json", {
    providers: named === null || endpoint === null ? {} : { [named.provider]: provider },
  });
  await configure("settings.json", { retry: { maxRetries: 2 } });
  return {
    words: [
      ...["--print", "--mode", "json", "--offline", "--no-approve"],
      ...["--no-extensions", "--no-skills", "--no-prompt-templates", "--session-dir", `${folder.home}/sessions`],
      ...(model === null ? [] : ["--model", model]),
      ...(resume === null ? [] : ["--session", resume]),
    ],
    env: {
      PI_CODING_AGENT_DIR: folder.home,
      ...(key === null || keyFile !== null ? {} : { [key.name]: key.value }),
    },
    stdin: prompt,
  };
}
