import type { AgentRequest } from "@fabrikk/state/ports";

/**
 * The environment of an agent's processes: the allow-listed one, and what fabrikk tells a worker. `FABRIKK_PROMPT` and
 * `FABRIKK_RESULT` are absolute paths: of the file that holds the prompt, and of the file to write.
 */
export function sessionEnvironment(
  allowed: Readonly<Record<string, string>>,
  request: AgentRequest,
): Readonly<Record<string, string>> {
  return {
    ...allowed,
    FABRIKK_ROLE: request.role,
    FABRIKK_TASK: request.task,
    FABRIKK_ATTEMPT: String(request.attempt),
    FABRIKK_PROMPT: request.promptFile,
    FABRIKK_RESULT: request.resultFile,
  };
}
