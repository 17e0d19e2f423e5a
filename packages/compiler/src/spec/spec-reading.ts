import type {
  Boundaries,
  Clarification,
  DeclaredWaves,
  Deferral,
  Grouping,
  Requirement,
  RequirementDependency,
  SourceRange,
} from "@fabrikk/state";

import type { SpecProblem } from "./spec-problem.ts";

/** One document of a spec as text. `file` is its name as it is to stand in sources and problems, with `/` between folders. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** What documents say, and what is wrong with them. With problems they are not fit for use. */
export interface SpecReading {
  /** The document's own title, null where it has none. */
  readonly title: string | null;
  /** In the order of the documents. */
  readonly requirements: Requirement[];
  /** Requirements with the same owned files together, each other one alone; or the groupings that the format itself declares. */
  readonly groupings: Grouping[];
  readonly dependencies: RequirementDependency[];
  readonly boundaries: Boundaries;
  /** Questions that the documents leave open, and those they answer. */
  readonly clarifications: Clarification[];
  /** Requirements that a person put off with a `Deferred:` line. */
  readonly deferred: Deferral[];
  /** Waves that the documents declare; an assertion, never an order. */
  readonly declaredWaves: DeclaredWaves[];
  /** What was taken for granted to read the format, one sentence each. */
  readonly assumptions: string[];
  /** Every normative sentence and checkbox of the documents, in order (FAB-INT-003). */
  readonly sentences: NormativeSentence[];
  /** What each part of the documents is, in order: the answer to "why is this line no requirement". */
  readonly notes: SourceNote[];
  readonly problems: SpecProblem[];
}

/** A sentence with a normative key word, or a checkbox, and where it went. */
export interface NormativeSentence {
  readonly source: SourceRange;
  /** On one line, as it is written. */
  readonly text: string;
  /** Is it in a requirement, in a boundary, or read as something else that the format has a place for? */
  readonly isClaimed: boolean;
}

/** What some lines of a document are. Lines that no note covers are blank. */
export interface SourceNote {
  readonly source: SourceRange;
  /** The requirement that they state or belong to, null where none. */
  readonly requirement: string | null;
  /** One clause for people: `requirement by its id`, `files of REQ-1`, `code: an example`, `prose without a key word`. */
  readonly what: string;
}
