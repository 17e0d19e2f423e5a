import { recognizeCheckbox } from "./recognize-checkbox.ts";
import { recognizeEars } from "./recognize-ears.ts";
import { recognizeHeading } from "./recognize-heading.ts";
import { recognizeIdentified } from "./recognize-identified.ts";
import { recognizeNormative } from "./recognize-normative.ts";
import type { Recognizer } from "./recognizer.ts";

/** The ways to state a requirement, the strongest first: what one has claimed, a later one does not see (FAB-INT-002). */
export const recognizers: readonly Recognizer[] = [
  recognizeIdentified,
  recognizeHeading,
  recognizeCheckbox,
  recognizeEars,
  recognizeNormative,
];
