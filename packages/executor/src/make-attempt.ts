import {
  FabrikkError,
  isFabrikkError,
  isTransient,
  sha256Hex,
  type DispatchSpec,
  type Settlement,
} from "@fabrikk/state";
import type { Agent, AgentSession, Workspace } from "@fabrikk/state/ports";

import { attemptFolder, workspaceName } from "./attempt-names.ts";
import type { AttemptPorts } from "./attempt-ports.ts";
import { keepSettlement } from "./dispatch-files.ts";
import { readResult } from "./read-result.ts";
import { renderWorkerPrompt, workerPromptTemplate } from "./render-worker-prompt.ts";
import { settleUnstarted } from "./settle-lost.ts";
import { takeTree } from "./take-tree.ts";

/**
 * One attempt from an empty workspace to its settlement (FAB-EXEC-001): workspace, prompt, worker, outbox, tree, salvage.
 * Decides nothing about the work: that is the verifier's. The workspace goes once what it held is kept; after an error it
 * stays, and is salvaged when the attempt is settled as lost.
 * @throws FabrikkError for what no worker can help: an agent that is not configured or not installed. No attempt was made then.
 */
export async function makeAttempt(ports: AttemptPorts, spec: DispatchSpec, signal: AbortSignal): Promise<Settlement> {
  const agent = await agentOf(ports, spec);
  const prompt = renderWorkerPrompt(spec);
  const place = { name: workspaceName(spec), tree: spec.start_tree, commit: spec.base_commit };
  const workspace = await ports.workspaces.open(place);
  const started = ports.clock.now();
  const session = await runSession(ports, { spec, agent, workspace, prompt, signal }).catch(async (error: unknown) => {
    if (isWrongAgent(error)) await settleUnstarted(ports, spec);
    throw error;
  });
  const duration = Math.max(0, Math.round(ports.clock.now() - started));
  const { result, text } = await readResult(ports, workspace);
  if (text !== null) await ports.files.write(`${attemptFolder(spec)}/result.json`, text);
  const taken = await takeTree(ports, spec, workspace);
  const settlement = await keepSettlement(ports.files, {
    schema: 1,
    dispatch_id: spec.dispatch_id,
    outcome: outcomeOf(session, taken.tree === spec.start_tree && taken.faults.length === 0),
    detail: session.detail,
    failure: session.failure,
    retry_after_ms: session.retry_after_ms,
    ...taken,
    base_tree: spec.base_tree,
    result,
    usage: session.usage,
    duration_ms: duration,
    agent: {
      name: spec.agent,
      kind: agent.kind,
      version: session.version,
      model: session.model,
      session: session.session,
    },
    prompt: { template: workerPromptTemplate, sha256: sha256Hex(prompt) },
  });
  await workspace[Symbol.asyncDispose]();
  return settlement;
}

/**
 * Provider trouble that passes by itself is no failure of a worker that had changed nothing yet (design, section 2: lost). What
 * was changed is judged.
 */
function outcomeOf({ outcome, failure }: AgentSession, untouched: boolean): Settlement["outcome"] {
  switch (outcome) {
    case "completed":
      return "succeeded";
    case "cancelled":
      return "cancelled";
    case "limit":
      return "failed";
    case "failed":
    case "lost": {
      const passes = outcome === "lost" || (failure !== null && isTransient(failure));
      return passes && untouched ? "lost" : "failed";
    }
  }
}

interface SessionRequest {
  readonly spec: DispatchSpec;
  readonly agent: Agent;
  readonly workspace: Workspace;
  readonly prompt: string;
  readonly signal: AbortSignal;
}

async function runSession(
  ports: AttemptPorts,
  { spec, agent, workspace, prompt, signal }: SessionRequest,
): Promise<AgentSession> {
  const folder = attemptFolder(spec);
  await ports.files.write(`${folder}/prompt.md`, prompt);
  return await agent.run(
    {
      role: spec.role,
      task: spec.task.id,
      attempt: spec.attempt,
      settledAttempts: spec.settled_attempts,
      workspace: workspace.path,
      prompt,
      promptFile: await workspace.handOver("prompt.md", prompt),
      resultFile: `${workspace.outbox}/result.json`,
      outputFile: await ports.files.reserve(`${folder}/stdout.log`),
      limits: spec.limits,
      marker: spec.dispatch_id,
      model: null,
      resume: null,
      turns: null,
      schema: null,
    },
    (event) => ports.events.emit({ type: "agent-reported", task: spec.task.id, attempt: spec.attempt, event }),
    signal,
  );
}

/** An agent that cannot be started as it is configured: no session began. */
function isWrongAgent(error: unknown): boolean {
  return isFabrikkError(error) && error.code.startsWith("FABRIKK_AGENTS_");
}

async function agentOf(ports: AttemptPorts, spec: DispatchSpec): Promise<Agent> {
  const agent = ports.agents.get(spec.agent);
  if (agent !== undefined) return agent;
  await settleUnstarted(ports, spec);
  throw new FabrikkError({
    code: "FABRIKK_EXECUTOR_AGENT_UNKNOWN",
    message: `task ${spec.task.id} wants agent ${spec.agent}, which is not configured`,
    hint: `name one of these in the configuration's roles: ${[...ports.agents.keys()].join(", ") || "none is configured"}`,
    details: { task: spec.task.id, agent: spec.agent },
  });
}
