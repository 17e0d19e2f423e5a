import type { Format } from "./format.ts";
import { groupFeatures } from "./spec-kit/group-features.ts";
import { readFeature } from "./spec-kit/read-feature.ts";

/** Feature folders of github/spec-kit: `spec.md`, `plan.md`, `tasks.md` and what belongs to them. One group a feature. */
export const specKit: Format = {
  name: "spec-kit",
  looksLike: "a spec-kit feature folder: spec.md, plan.md, tasks.md",
  isEachAlone: false,
  groups: groupFeatures,
  read: readFeature,
};
