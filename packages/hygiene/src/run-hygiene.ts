import {
  describeCheck,
  findEvidence,
  gateChecks,
  verdictOf,
  type Check,
  type Condition,
  type Evidence,
  type Finding,
  type GateCommand,
  type Verdict,
} from "@fabrikk/state";

import { findingOfFailure } from "./finding-of-failure.ts";

/** What to look at, and how facts are come by. */
export interface HygieneRequest {
  /** The project's own commands. */
  readonly gate: readonly GateCommand[];
  readonly tree: string;
  /** Measures checks on the tree, each in a clean workspace: `collectEvidence` of `@fabrikk/verifier`, or one's own. */
  readonly measure: (checks: readonly Check[]) => Promise<readonly Evidence[]>;
}

/** What the project's own tools said of a tree. */
export interface HygieneOutcome {
  readonly verdict: Verdict;
  /** One for each command that failed, in the gate's order. */
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
}

/**
 * Runs the project's quality gate on a tree, before any model reviews it (FAB-HYG-001). A command that fails is a finding; one
 * that cannot run leaves the verdict unknown (FAB-HYG-002); no command at all is a warning, because nothing was checked.
 */
export async function runHygiene({ gate, tree, measure }: HygieneRequest): Promise<HygieneOutcome> {
  if (gate.length === 0) return { verdict: verdictOf([nothingChecked]), findings: [], evidence: [] };
  const evidence = await measure(gateChecks(gate));
  const facts = gate.map((command) => ({ command, fact: factOf(command, tree, evidence) }));
  return {
    verdict: verdictOf(facts.map(({ command, fact }) => judgeCommand(command, fact))),
    findings: facts.flatMap(({ command, fact }) => (fact?.value === "fail" ? [findingOfFailure(command, fact)] : [])),
    evidence,
  };
}

const nothingChecked: Condition = {
  condition: "quality-gate",
  value: "warn",
  code: "FABRIKK_HYGIENE_NO_GATE",
  message: "no quality gate is configured: none of the project's own tools was run",
  evidence: [],
  next: "name the project's commands under quality_gate in fabrikk.config.yaml",
};

function factOf(command: GateCommand, tree: string, evidence: readonly Evidence[]): Evidence | undefined {
  const [check] = gateChecks([command]);
  return check === undefined ? undefined : findEvidence(evidence, tree, describeCheck(check));
}

function judgeCommand({ name, command }: GateCommand, fact: Evidence | undefined): Condition {
  const condition = `gate: ${name}`;
  const evidence = fact === undefined ? [] : [fact.id];
  switch (fact?.value) {
    case "pass":
      return { condition, value: "pass", code: null, message: "", evidence, next: null };
    case "fail":
      return {
        condition,
        value: "fail",
        code: "FABRIKK_HYGIENE_GATE_FAILED",
        message: `\`${command}\` failed\n${fact.saw}`.trimEnd(),
        evidence,
        next: "mend what the command reports",
      };
    case "unknown":
    case undefined:
      return {
        condition,
        value: "unknown",
        code: "FABRIKK_HYGIENE_GATE_UNKNOWN",
        message: `\`${command}\` could not be measured on this tree\n${fact?.saw ?? ""}`.trimEnd(),
        evidence,
        next: "install what the command needs, or mend what keeps it from running",
      };
  }
}
