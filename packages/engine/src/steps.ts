export type { EnginePorts, Reviewer } from "./engine-ports.ts";
export { openRun, type Run } from "./run.ts";
export { step, type Step } from "./step.ts";
