import { groupIntents } from "./fire/group-intents.ts";
import { readIntent } from "./fire/read-intent.ts";
import type { Format } from "./format.ts";

/** Intents of specs.md: FIRE's brief and work items, or requirements, units and stories. One group an intent. */
export const fire: Format = {
  name: "fire",
  looksLike: "a FIRE intent: requirements or brief, units, stories, work items",
  isEachAlone: false,
  groups: groupIntents,
  read: readIntent,
};
