import type { Usage } from "@fabrikk/state";

/** Adds two counts field by field, where one is not reported the other stands; or takes one from the other, never below zero. */
export function combineUsage(one: Usage, other: Usage, how: "add" | "subtract"): Usage {
  const field = (name: keyof Usage): number | null => {
    const [mine, theirs] = [one[name], other[name]];
    if (mine === null) return how === "add" ? theirs : null;
    return how === "add" ? mine + (theirs ?? 0) : Math.max(0, mine - (theirs ?? 0));
  };
  return {
    input_tokens: field("input_tokens"),
    cached_input_tokens: field("cached_input_tokens"),
    output_tokens: field("output_tokens"),
    cost_usd: field("cost_usd"),
  };
}
