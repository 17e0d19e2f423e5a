import type { Grouping, Priority, Requirement, Risk, SourceRange } from "@fabrikk/state";

import { assignIds } from "./content-id.ts";
import { keyWordPriority } from "./key-word.ts";
import { riskOf } from "./risk-of.ts";
import { shortTitle } from "./short-title.ts";

/** A statement that was made out of prose. */
export interface ProseStatement {
  readonly text: string;
  /** The lines it stands for. */
  readonly source: SourceRange;
  /** How strongly it is meant, where its own key words do not say. */
  readonly priority: Priority;
  /** It can make the requirement riskier than its words do, never safer. */
  readonly risk?: Risk | undefined;
}

const risks: readonly Risk[] = ["low", "medium", "high"];

/**
 * The requirement that a statement made out of prose is (FAB-INT-003), and a grouping for it alone, without files. Its id is made from
 * the text by the rule for all requirements without an id (FAB-INT-002): equal texts have one id, and are for the caller to refuse.
 */
export function proseRequirement(statement: ProseStatement): {
  readonly requirement: Requirement;
  readonly grouping: Grouping;
} {
  const { text, source } = statement;
  const [id = ""] = assignIds([{ authorId: null, text, heading: "" }]);
  const priority = keyWordPriority(text) ?? statement.priority;
  const worded = riskOf(text, priority === "may");
  const risk = risks[Math.max(risks.indexOf(worded), risks.indexOf(statement.risk ?? worded))] ?? worded;
  return {
    requirement: { id, text, kind: "prose", source, priority, risk },
    grouping: {
      title: shortTitle(text) || id,
      requirement_ids: [id],
      scope: { owned: [], read_only: [], shared: [] },
      checks: [],
      test_levels: [],
      class: "feature",
    },
  };
}
