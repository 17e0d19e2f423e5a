export { runGate, type RunGateRequest } from "./node/run-gate.ts";
