import type { ProcessLimits } from "@fabrikk/state";
import type { Agent, AgentEvent, AgentSession, OutboxReading, RunFiles, Workspaces } from "@fabrikk/state/ports";

import type { AgentQuestion, AskAgent } from "../ask-agent.ts";

const answerFile = "answer.json";
const mostAnswerBytes = 2_000_000;

/** What asking an agent touches of the world. */
export interface AskerPorts {
  readonly agent: Agent;
  readonly workspaces: Workspaces;
  /** Where the output of sessions goes: `prepare/<role>-<n>.log`. */
  readonly files: Pick<RunFiles, "reserve">;
}

/** In what an agent is asked, and with what limits. */
export interface AskerOptions {
  /** What the agent's workspace holds: the tree of the base commit, and that commit. */
  readonly tree: string;
  readonly commit: string;
  /** Of each session. */
  readonly limits: ProcessLimits;
  /** Marks the sessions' processes; role and number are added. */
  readonly marker: string;
  readonly onEvent?: ((event: AgentEvent) => void) | undefined;
}

/** What was asked and answered, for the run's folder. */
export interface PreparationPaper {
  /** Relative to the run's folder: `prepare/normalizer-1.prompt.md`, `.answer.json`, `.session.json`. */
  readonly path: string;
  readonly text: string;
}

/** An agent that can be asked while a run is prepared. */
export interface AgentAsker {
  readonly ask: AskAgent;
  /** The papers of all sessions up to now. An answer stands there as the agent left it. */
  papers(): readonly PreparationPaper[];
}

/**
 * Lets an agent answer questions of preparation (FAB-INT-003, FAB-PLAN-010). Each session runs in a workspace of its own with the
 * files of the base commit, which is thrown away with whatever was changed; only `answer.json` in its outbox is read, after the
 * session's end, following no link and up to 2 MB. Sessions are counted for each role, over all questions: the n-th is attempt n
 * of the task `prepare`. `ask` rejects with the signal's reason when aborted, and with what the agent throws for a wrong configuration.
 */
export function agentAsker(ports: AskerPorts, options: AskerOptions): AgentAsker {
  const papers: PreparationPaper[] = [];
  const sessions = { normalizer: 0, planner: 0 };
  const keep = (name: string, text: string): void => void papers.push({ path: `prepare/${name}`, text });
  return {
    papers: () => [...papers],
    async ask(question, signal) {
      sessions[question.role] += 1;
      const attempt = sessions[question.role];
      const name = `${question.role}-${attempt}`;
      keep(`${name}.prompt.md`, question.prompt);
      const { session, reading } = await hold(ports, options, { question, attempt, name, signal });
      keep(`${name}.session.json`, sessionText(ports.agent, session, reading));
      if (reading.state === "read") keep(`${name}.answer.json`, reading.text);
      return session.outcome === "completed" && reading.state === "read" ? reading.text : null;
    },
  };
}

interface Turn {
  readonly question: AgentQuestion;
  readonly attempt: number;
  readonly name: string;
  readonly signal: AbortSignal;
}

/** One session: workspace, prompt, agent, outbox. */
async function hold(
  { agent, workspaces, files }: AskerPorts,
  { tree, commit, limits, marker, onEvent = ignore }: AskerOptions,
  { question: { role, prompt }, attempt, name, signal }: Turn,
): Promise<{ readonly session: AgentSession; readonly reading: OutboxReading }> {
  signal.throwIfAborted();
  await using workspace = await workspaces.open({ name: `prepare-${name}`, tree, commit });
  const session = await agent.run(
    {
      role,
      task: "prepare",
      attempt,
      settledAttempts: attempt - 1,
      workspace: workspace.path,
      prompt,
      promptFile: await workspace.handOver("prompt.md", prompt),
      resultFile: `${workspace.outbox}/${answerFile}`,
      outputFile: await files.reserve(`prepare/${name}.log`),
      limits,
      marker: `${marker}/${name}`,
      model: null,
      resume: null,
      turns: null,
      schema: null,
    },
    onEvent,
    signal,
  );
  signal.throwIfAborted();
  return { session, reading: await workspaces.readOutbox(workspace, answerFile, mostAnswerBytes) };
}

function sessionText({ kind }: Agent, session: AgentSession, reading: OutboxReading): string {
  const answer = reading.state === "refused" ? `refused: ${reading.reason}` : reading.state;
  return `${JSON.stringify({ agent: kind, ...session, answer }, null, 2)}\n`;
}

function ignore(): void {}
