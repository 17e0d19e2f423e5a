export { runHygiene, type HygieneOutcome, type HygieneRequest } from "./run-hygiene.ts";
