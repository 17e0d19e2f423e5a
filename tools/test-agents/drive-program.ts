import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";

import {
  createClaudeAgent,
  createCodexAgent,
  createGeminiAgent,
  createOpencodeAgent,
  createPiAgent,
  type ProgramAgentOptions,
} from "@fabrikk/agents";
import type { Agent, Commands } from "@fabrikk/state/ports";

import { startModelStub, type ModelStub } from "../model-stub/start-model-stub.ts";
import type { AgentProgram } from "./agent-program.ts";

/** A program that is ready to be tried, with a model stub of its own. Disposing it closes the stub. */
export interface DrivenProgram extends AsyncDisposable {
  readonly program: AgentProgram;
  readonly agent: Agent;
  readonly model: string | null;
  readonly stub: ModelStub;
  /** Absolute path of the folder of all its sessions. */
  readonly folder: string;
  /** Marks the processes of all its sessions, with what stands behind its slash. */
  readonly run: string;
}

/** What a program is driven with. */
export interface ProgramDrive {
  readonly program: AgentProgram;
  /** Absolute path of the program. */
  readonly path: string;
  readonly folder: string;
  readonly commands: Commands;
}

interface Driver {
  readonly create: (options: ProgramAgentOptions) => Agent;
  /** What its address has behind the provider's. */
  readonly suffix: "" | "/v1";
  /** Variable of its key. */
  readonly key: string;
  readonly model: string | null;
}

const drivers: Readonly<Record<AgentProgram["name"], Driver>> = {
  claude: { create: createClaudeAgent, suffix: "", key: "ANTHROPIC_API_KEY", model: null },
  codex: { create: createCodexAgent, suffix: "/v1", key: "OPENAI_API_KEY", model: "gpt-5.5" },
  opencode: { create: createChatOpencodeAgent, suffix: "/v1", key: "STUB_API_KEY", model: "stub/stub-model" },
  gemini: { create: createGeminiAgent, suffix: "", key: "GEMINI_API_KEY", model: "gemini-3.8-flash" },
  pi: { create: createChatPiAgent, suffix: "/v1", key: "STUB_API_KEY", model: "stub/stub-model" },
};

function createChatOpencodeAgent(options: ProgramAgentOptions): Agent {
  return createOpencodeAgent({ ...options, providerPackage: "@ai-sdk/openai-compatible" });
}

function createChatPiAgent(options: ProgramAgentOptions): Agent {
  return createPiAgent({ ...options, api: "openai-completions" });
}

/**
 * Makes a program's agent as fabrikk does, with nothing of this environment: an empty home, a key that opens nothing, the
 * stub as the provider, and the stub as the proxy, through which nobody gets out.
 */
export async function driveProgram({ program, path, folder, commands }: ProgramDrive): Promise<DrivenProgram> {
  const { create, suffix, key, model } = drivers[program.name];
  const home = join(folder, "home");
  await mkdir(home, { recursive: true });
  const stub = await startModelStub();
  const agent = create({
    command: [path],
    commands,
    environment: {
      PATH: [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter), // some programs are scripts for this Node
      HOME: home,
      LANG: "C.UTF-8",
      HTTPS_PROXY: stub.url,
    },
    folder: join(folder, "private"),
    endpoint: `${stub.url}${suffix}`,
    key: { name: key, value: "sk-opens-nothing" },
  });
  const run = `${randomUUID()}-${program.name}`;
  return { program, agent, model, stub, folder, run, [Symbol.asyncDispose]: stub.close };
}
