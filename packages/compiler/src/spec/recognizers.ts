import { recognizeCheckbox } from "./recognize-checkbox.ts";
import { recognizeCriterion } from "./recognize-criterion.ts";
import { recognizeEars } from "./recognize-ears.ts";
import { recognizeHeading } from "./recognize-heading.ts";
import { recognizeIdentified } from "./recognize-identified.ts";
import { recognizeNormative } from "./recognize-normative.ts";
import { recognizeNumbered } from "./recognize-numbered.ts";
import { recognizeScenario } from "./recognize-scenario.ts";
import { recognizeStory } from "./recognize-story.ts";
import { recognizeTable } from "./recognize-table.ts";
import type { Recognizer } from "./recognizer.ts";

/** The ways to state a requirement, the strongest first: what one has claimed, a later one does not see (FAB-INT-002). */
export const recognizers: readonly Recognizer[] = [
  recognizeIdentified,
  recognizeHeading,
  recognizeTable,
  recognizeCheckbox,
  recognizeScenario,
  recognizeStory,
  recognizeCriterion,
  recognizeNumbered,
  recognizeEars,
  recognizeNormative,
];
