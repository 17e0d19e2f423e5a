import type { Grouping } from "@fabrikk/state";

/** Does a grouping leave open which files it changes? Its task would own everything and run alone. */
export function namesNoFiles({ scope }: Grouping): boolean {
  return scope.owned.length === 0 && scope.shared.length === 0;
}
