import { verdictOf, type Condition, type RunArtifact, type Value, type Verdict } from "@fabrikk/state";

interface Fault {
  readonly value: Exclude<Value, "pass">;
  readonly code: NonNullable<Condition["code"]>;
  readonly message: string;
  readonly next: string;
}

interface SpecRule {
  readonly condition: string;
  readonly faults: (artifact: RunArtifact) => readonly Fault[];
}

const rules: readonly SpecRule[] = [
  { condition: "ids-unique", faults: repeatedIds },
  { condition: "sources-cited", faults: wrongSources },
  { condition: "dependencies-known", faults: unknownDependencies },
  { condition: "requirements-testable", faults: untestable },
  { condition: "requirements-concrete", faults: placeholders },
  { condition: "clarifications-answered", faults: openQuestions },
  { condition: "sentences-claimed", faults: unclaimedSentences },
];

/**
 * The structural review of a spec, with no model: is the artifact sound, and can every requirement be tested? Open clarifications
 * are unknown, which never passes.
 */
export function reviewSpec(artifact: RunArtifact): Verdict {
  return verdictOf(
    rules.flatMap(({ condition, faults }): readonly Condition[] => {
      const found = faults(artifact);
      if (found.length === 0) return [{ condition, value: "pass", code: null, message: "", evidence: [], next: null }];
      return found.map((fault) => ({ condition, evidence: [], ...fault }));
    }),
  );
}

function repeatedIds({ requirements }: RunArtifact): readonly Fault[] {
  const seen = new Set<string>();
  const repeated = requirements.map(({ id }) => id).filter((id) => seen.size === seen.add(id).size);
  return [...new Set(repeated)].map((id) => ({
    value: "fail",
    code: "FABRIKK_INTAKE_ID_DUPLICATE",
    message: `the id ${id} is defined more than once`,
    next: "Give each requirement its own id.",
  }));
}

function wrongSources({ requirements, sources }: RunArtifact): readonly Fault[] {
  const files = new Set(sources.map(({ file }) => file));
  return requirements
    .filter(({ source }) => !files.has(source.file) || source.lines[0] > source.lines[1])
    .map(({ id, source }) => ({
      value: "fail",
      code: "FABRIKK_INTAKE_SOURCE_WRONG",
      message: `${id} cites ${source.file}:${source.lines.join("-")}, which is not in the sources`,
      next: "Prepare the run again from its documents.",
    }));
}

function unknownDependencies({ requirements, dependencies }: RunArtifact): readonly Fault[] {
  const ids = new Set(requirements.map(({ id }) => id));
  return dependencies
    .filter(({ from, to }) => !ids.has(from) || !ids.has(to))
    .map(({ from, to }) => ({
      value: "fail",
      code: "FABRIKK_INTAKE_DEPENDENCY_UNKNOWN",
      message: `${from} depends on ${to}, and one of the two does not exist`,
      next: "Name ids of requirements after `Depends on:`.",
    }));
}

/** A requirement can be tested when its grouping has a check, or the project a quality gate. */
function untestable({ requirements, groupings, quality_gate }: RunArtifact): readonly Fault[] {
  if (quality_gate.length > 0) return [];
  const checked = new Set(
    groupings.filter(({ checks }) => checks.length > 0).flatMap(({ requirement_ids }) => requirement_ids),
  );
  return requirements
    .filter(({ id }) => !checked.has(id))
    .map(({ id, source }) => ({
      value: "fail",
      code: "FABRIKK_INTAKE_REQUIREMENT_UNTESTABLE",
      message: `nothing can test ${id} (${source.file}:${source.lines[0]}): it names no check, and there is no quality gate`,
      next: "Add a `Check:` line under it, or a quality gate to the configuration.",
    }));
}

function placeholders({ requirements }: RunArtifact): readonly Fault[] {
  return requirements
    .filter(({ text }) =>
      /\b(?:TBD|TBA|TODO|FIXME|XXX)\b|\?\?\?|<[^<>]*\bplaceholder\b[^<>]*>/.test(text.replace(/`[^`]*`/g, "")),
    )
    .map(({ id, source }) => ({
      value: "warn",
      code: "FABRIKK_INTAKE_REQUIREMENT_UNFINISHED",
      message: `${id} (${source.file}:${source.lines[0]}) holds a placeholder`,
      next: "Write what is meant.",
    }));
}

function openQuestions({ clarifications }: RunArtifact): readonly Fault[] {
  return clarifications
    .filter(({ answer }) => answer === null)
    .map(({ question }) => ({
      value: "unknown",
      code: "FABRIKK_INTAKE_CLARIFICATION_OPEN",
      message: question,
      next: "Answer it in the spec, and prepare the run again.",
    }));
}

/** FAB-INT-003: nothing normative is dropped without a word. One fault for all: the coverage lists them. */
function unclaimedSentences({ coverage }: RunArtifact): readonly Fault[] {
  const open = coverage.unclaimed.filter(({ reason }) => reason === null);
  if (open.length === 0) return [];
  const shown = open.slice(0, 5).map(({ source }) => `${source.file}:${source.lines[0]}`);
  const more = open.length > shown.length ? `, and ${open.length - shown.length} more` : "";
  return [
    {
      value: "warn",
      code: "FABRIKK_INTAKE_SENTENCE_UNCLAIMED",
      message: `${open.length} of ${coverage.sentences} normative sentences are in no requirement: ${shown.join(", ")}${more}`,
      next: "Make each a requirement, or accept that nothing checks it; `fabrikk prepare --explain` tells why.",
    },
  ];
}
