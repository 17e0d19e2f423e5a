export type { AttemptPorts } from "./attempt-ports.ts";
export { createLocalWorkerPool, type LocalWorkerPoolOptions } from "./local-worker-pool.ts";
export { makeAttempt } from "./make-attempt.ts";
export { renderWorkerPrompt, workerPromptTemplate } from "./render-worker-prompt.ts";
