import type { Grouping, Requirement, RunArtifact, Task } from "@fabrikk/state";

/** A requirement of a made-up spec, on the line that its number says. */
export function requirement(id: string, line = 1, fields: Partial<Requirement> = {}): Requirement {
  const source = { file: "spec.md", lines: [line, line] as [number, number] };
  return { id, text: `text of ${id}`, kind: "identified", source, priority: "must", risk: "medium", ...fields };
}

/** A grouping of one requirement that owns these files. */
export function grouping(id: string, owned: readonly string[], fields: Partial<Grouping> = {}): Grouping {
  return {
    title: `title of ${id}`,
    requirement_ids: [id],
    scope: { owned: [...owned], read_only: [], shared: [] },
    checks: [{ kind: "tests", command: "node --test" }],
    test_levels: [],
    class: "feature",
    ...fields,
  };
}

/** An artifact of these parts. */
export function artifact(fields: Partial<RunArtifact> & Pick<RunArtifact, "requirements" | "groupings">): RunArtifact {
  return {
    schema: 2,
    title: "Made up",
    named: { paths: ["spec.md"], format: null },
    sources: [{ file: "spec.md", sha256: "0".repeat(64), bytes: 1, format: "markdown" }],
    assumptions: [],
    clarifications: [],
    dependencies: [],
    risk_profile: { level: "medium", reasons: [] },
    scope_mode: "expansion",
    boundaries: { always: [], ask_first: [], never: [] },
    quality_gate: [],
    routing: {},
    deferred: [],
    declared_waves: [],
    coverage: { sentences: 0, claimed: 0, unclaimed: [] },
    findings: [],
    ...fields,
  };
}

/** An artifact in which each requirement owns one file of its own, with these dependencies (from needs to). */
export function chainable(count: number, edges: readonly (readonly [number, number])[]): RunArtifact {
  const ids = Array.from({ length: count }, (_, index) => `R-${index}`);
  return artifact({
    requirements: ids.map((id, index) => requirement(id, index + 1)),
    groupings: ids.map((id) => grouping(id, [`docs/${id}.md`], { class: "docs" })),
    dependencies: edges.map(([from, to]) => ({ from: `R-${from}`, to: `R-${to}`, pinned: true })),
  });
}

/** A task with a scope. */
export function task(id: string, fields: Partial<Task> = {}): Task {
  return {
    id,
    title: id,
    class: "feature",
    requirement_ids: [id.toUpperCase()],
    scope: { owned: [`src/${id}.ts`], read_only: [], shared: [] },
    unscoped: false,
    checks: [{ kind: "tests", command: "node --test" }],
    test_levels: ["L1"],
    priority: "must",
    risk: "medium",
    depends_on: [],
    repair: null,
    ...fields,
  };
}
