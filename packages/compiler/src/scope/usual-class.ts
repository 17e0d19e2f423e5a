import type { TaskClass } from "@fabrikk/state";

/** The class of a task for which nobody named one: docs where all that it owns is documentation, else feature. */
export function usualClass(owned: readonly string[]): TaskClass {
  return owned.length > 0 && owned.every((glob) => /\.(?:md|mdx|rst|adoc|txt)$/i.test(glob)) ? "docs" : "feature";
}
