import { findingId, type Evidence, type Finding, type GateCommand } from "@fabrikk/state";

import { findPlace } from "./find-place.ts";

/** The finding that a failing gate command is: certain, and must be mended. File and line are the tool's own, where it names one. */
export function findingOfFailure({ name, command }: GateCommand, fact: Evidence): Finding {
  const place = findPlace(fact.saw);
  const finding = {
    category: "hygiene",
    file: place?.file ?? null,
    requirement_id: null,
    statement: `${name}: ${place?.message ?? `\`${command}\` ${describeEnd(fact)}`}`,
  } as const;
  return {
    id: findingId(finding),
    source: "hygiene",
    ...finding,
    severity: "critical",
    confidence: 1,
    lines: place === null ? null : [place.line, place.line],
    fix: `make \`${command}\` end with exit code 0, without changing the command or what it checks`,
    why: `the project's quality gate must hold; \`${command}\` ${describeEnd(fact)}\n${fact.saw}`.trimEnd(),
    ref: fact.id,
    tier: "must-fix",
  };
}

function describeEnd({ ended, exit_code }: Evidence): string {
  return ended === null ? `failed with exit code ${exit_code}` : `was ended by ${ended}`;
}
