import type { CassetteAction } from "@fabrikk/state";
import { agentContract, type AgentBehaviour } from "@fabrikk/state/contracts/agent-contract";
import type { Agent } from "@fabrikk/state/ports";

import { createReplayAgent, createShellAgent, nodeWorkspaceFiles } from "../src/index.ts";
import { localCommands } from "./local-commands.ts";
import { openSessionPlace, systemClock } from "./session-place.ts";

const environment = { PATH: process.env["PATH"] ?? "" };

agentContract("shell", () => worldOf(shellAgent));
agentContract("replay", () => worldOf(replayAgent));

async function worldOf(agent: (behaviour: AgentBehaviour) => Agent) {
  const place = await openSessionPlace();
  const { request, read } = place;
  return { agent, request, read, [Symbol.asyncDispose]: () => place[Symbol.asyncDispose]() };
}

function shellAgent(behaviour: AgentBehaviour): Agent {
  const script = (text: string, ...words: string[]) =>
    createShellAgent({ command: ["sh", "-c", text, "sh", ...words], commands: localCommands, environment });
  switch (behaviour.does) {
    case "work":
      if (behaviour.result === undefined) return script('cat > read; echo "$1"', behaviour.text);
      return script('cat > read; echo "$1"; printf %s "$2" > "$FABRIKK_RESULT"', behaviour.text, behaviour.result);
    case "fail":
      return script('printf %s "$1" > "$FABRIKK_RESULT"; exit 7', behaviour.result);
    case "die":
      return script("kill -KILL $$");
    case "hang":
      return script("sleep 1000");
  }
}

function replayAgent(behaviour: AgentBehaviour): Agent {
  const entry = { role: "worker", task: "task-1", settled_attempts: 1, actions: actionsOf(behaviour) } as const;
  return createReplayAgent({
    cassette: { schema: 1, entries: [entry] },
    loadFile: () => Promise.reject(new Error("no file is named")),
    files: nodeWorkspaceFiles,
    commands: localCommands,
    clock: systemClock,
    environment,
  });
}

function actionsOf(behaviour: AgentBehaviour): CassetteAction[] {
  switch (behaviour.does) {
    case "work": {
      const result = behaviour.result === undefined ? [] : [{ do: "result-text" as const, text: behaviour.result }];
      return [{ do: "say", text: behaviour.text }, ...result];
    }
    case "fail":
      return [{ do: "result-text", text: behaviour.result }, { do: "crash" }];
    case "die":
      return [{ do: "crash" }];
    case "hang":
      return [{ do: "wait", ms: 1_000_000 }];
  }
}
