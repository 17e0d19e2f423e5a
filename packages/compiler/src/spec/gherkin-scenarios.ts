import type { Scenario } from "./block.ts";
import type { GherkinPart } from "./read-gherkin.ts";
import { isPlainId } from "./requirement-id.ts";

/** Most characters around a scenario that each scenario repeats. */
const longestContext = 4000;

/** A scenario and where it stands. */
export interface PlacedScenario extends Scenario {
  readonly lines: readonly [number, number];
}

/**
 * The scenarios of a feature as requirements, each with the rule and the background it stands under: a worker sees no other. A tag
 * such as `@REQ-7` names the one scenario that has it; on several it says what they are about.
 * @param lines those of the text that the parts were read from
 */
export function gherkinScenarios(parts: readonly GherkinPart[], lines: readonly string[]): readonly PlacedScenario[] {
  const tags = Map.groupBy(
    parts.flatMap(({ what, tags: own }) => (what === "scenario" ? [...new Set(own)] : [])),
    (tag) => tag,
  );
  const found: PlacedScenario[] = [];
  let rule: GherkinPart | null = null;
  let common: GherkinPart | null = null;
  let own: GherkinPart | null = null;
  for (const part of parts) {
    if (part.what === "rule") [rule, own] = [part, null];
    else if (part.what === "background" && rule === null) common = part;
    else if (part.what === "background") own = part;
    else if (part.what === "scenario") {
      const id = part.tags.find((tag) => isPlainId(tag) && tags.get(tag)?.length === 1) ?? null;
      const backgrounds = [common, own].filter((background) => background !== null);
      found.push({ id, text: textOf(part, { rule, backgrounds, lines }), lines: part.lines });
    }
  }
  return found;
}

interface Around {
  readonly rule: GherkinPart | null;
  readonly backgrounds: readonly GherkinPart[];
  readonly lines: readonly string[];
}

function textOf(part: GherkinPart, { rule, backgrounds, lines }: Around): string {
  const around = [
    ...(rule === null || rule.name === "" ? [] : [`Rule: ${rule.name}`]),
    ...backgrounds.flatMap((background) => ["Background:", ...stepsOf(background, lines)]),
  ];
  const isShort = around.join("\n").length <= longestContext;
  const told = isShort
    ? around
    : backgrounds.map(({ lines: [first, last] }) => `Background: lines ${first} to ${last}`);
  const above = told.length === 0 ? [] : ["", ...told, ""];
  return [part.name, ...above, ...stepsOf(part, lines)].join("\n").trim();
}

/** The lines under the name, without comments and empty lines between steps, and without the indentation that they share. */
function stepsOf({ line, lines: [, last] }: GherkinPart, lines: readonly string[]): readonly string[] {
  let open: string | null = null;
  const steps = lines.slice(line, last).filter((each) => {
    const quote: string | undefined = /^\s*("""|```)/.exec(each)?.[1];
    const isText: boolean = open !== null || quote !== undefined;
    if (open === null) open = quote ?? null;
    else if (quote === open) open = null;
    return isText || !/^\s*(?:#|$)/.test(each);
  });
  const indents = steps.filter((each) => each.trim() !== "").map((each) => each.length - each.trimStart().length);
  const shared = indents.reduce((least, each) => Math.min(least, each), Infinity);
  return steps.map((each) => each.slice(shared).trimEnd());
}
