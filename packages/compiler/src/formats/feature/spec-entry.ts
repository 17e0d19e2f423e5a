import type { Priority, Requirement, RequirementKind, Risk } from "@fabrikk/state";

import { keyWordPriority } from "../../spec/key-word.ts";
import { requirementFacts, type RequirementFacts } from "../../spec/requirement-facts.ts";
import { riskOf } from "../../spec/risk-of.ts";
import { shortTitle } from "../../spec/short-title.ts";
import type { Claim } from "../../spec/claim-blocks.ts";
import type { FeatureDocument } from "./feature-document.ts";
import type { Stated } from "./stated.ts";

/** A requirement of a feature, with what its lines say about it. */
export interface SpecEntry {
  readonly requirement: Requirement;
  /** The blocks that state it, null where it is no section or item. */
  readonly claim: Claim | null;
  /** For the title of a task. */
  readonly title: string;
  /** What it stands under: requirements of one section that no piece of work serves are confirmed together. */
  readonly section: string;
  readonly facts: RequirementFacts;
  /** Why no task is made for it, as a clause: it is done (`it is checked off at tasks.md:3`), or a person put it off. Null else. */
  readonly done: string | null;
}

/** A piece of work of a feature's plan. */
export interface WorkEntry extends SpecEntry {
  /** Ids of other requirements that it serves. */
  readonly serves: readonly string[];
}

/** What a statement does not say itself. */
export interface EntryFields {
  readonly id: string;
  readonly section: string;
  /** How strongly it is meant, where the format says so. */
  readonly priority?: Priority | undefined;
  /** It can make the requirement riskier than its words do, never safer. */
  readonly risk?: Risk | undefined;
  readonly kind?: RequirementKind | undefined;
  /** Put for the statement's own text. */
  readonly text?: string | undefined;
  readonly done?: string | null | undefined;
}

const risks: readonly Risk[] = ["low", "medium", "high"];

/** The entry for a statement of a document. */
export function specEntry({ file }: FeatureDocument, { statement, claim }: Stated, fields: EntryFields): SpecEntry {
  const text = (fields.text ?? statement.text) || fields.id;
  const priority = fields.priority ?? statement.priority ?? keyWordPriority(text) ?? "must";
  const worded = riskOf(text, priority === "may");
  const risk = risks[Math.max(risks.indexOf(worded), risks.indexOf(fields.risk ?? worded))] ?? worded;
  const facts = requirementFacts(statement.directives, file);
  return {
    claim,
    requirement: {
      id: fields.id,
      text,
      kind: fields.kind ?? statement.kind,
      source: { file, lines: [...statement.lines] },
      priority,
      risk,
    },
    title: shortTitle(statement.title) || fields.id,
    section: fields.section,
    facts,
    done: fields.done ?? facts.deferred,
  };
}
