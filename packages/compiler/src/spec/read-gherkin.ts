import { AstBuilder, GherkinClassicTokenMatcher, Parser } from "@cucumber/gherkin";

/** A part of a feature file; of nested parts the outer comes first, and ends where the first inner one starts. */
export interface GherkinPart {
  readonly what: "feature" | "rule" | "background" | "scenario";
  readonly name: string;
  /** Without `@`. */
  readonly tags: readonly string[];
  /** The line with its key word. */
  readonly line: number;
  /** From its first tag on, without empty lines and comments at its end. */
  readonly lines: readonly [number, number];
}

/** The parts of a feature file in order, or what keeps it from being read. */
export interface GherkinReading {
  readonly parts: readonly GherkinPart[];
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** Reads Gherkin, in any language that its `# language:` line names. Never throws for what the text says. */
export function readGherkin(text: string): GherkinReading {
  try {
    const parser = new Parser(new AstBuilder(() => ""), new GherkinClassicTokenMatcher());
    const { feature } = parser.parse(text);
    return { parts: feature === undefined ? [] : withLastLines(startsOf(feature), text.split("\n")), problems: [] };
  } catch (error) {
    return { parts: [], problems: problemsOf(error, text.split("\n").length) };
  }
}

type Feature = NonNullable<ReturnType<Parser<unknown>["parse"]>["feature"]>;
type Start = Omit<GherkinPart, "lines">;

function startsOf(feature: Feature): readonly (Start & { readonly first: number })[] {
  const found = [startOf("feature", feature)];
  for (const { rule, ...child } of feature.children) {
    if (rule !== undefined) found.push(startOf("rule", rule));
    for (const { background, scenario } of rule?.children ?? [child]) {
      if (background !== undefined) found.push(startOf("background", background));
      if (scenario !== undefined) found.push(startOf("scenario", scenario));
    }
  }
  return found;
}

interface Element {
  readonly name: string;
  readonly location: { readonly line: number };
  readonly tags?: readonly { readonly name: string; readonly location: { readonly line: number } }[];
}

function startOf(what: GherkinPart["what"], { name, location: { line }, tags = [] }: Element) {
  const first = tags[0]?.location.line ?? line;
  return { what, name, tags: tags.map((tag) => tag.name.replace(/^@/, "")), line, first };
}

function withLastLines(starts: ReturnType<typeof startsOf>, lines: readonly string[]): readonly GherkinPart[] {
  return starts.map(({ first, ...start }, index) => {
    let last = (starts[index + 1]?.first ?? lines.length + 1) - 1;
    while (last > start.line && /^\s*(?:#|$)/.test(lines[last - 1] ?? "")) last -= 1;
    return { ...start, lines: [first, last] };
  });
}

interface GherkinError {
  readonly message: string;
  readonly location?: { readonly line: number };
  readonly errors?: readonly GherkinError[];
}

/** The parser's own errors have a place, or hold several that have one; what is missing at the end stands behind it. */
function problemsOf(error: unknown, last: number): GherkinReading["problems"] {
  const { errors, location, message } = error as GherkinError;
  const single = errors ?? (location === undefined ? [] : [{ location, message }]);
  if (single.length === 0) throw error;
  return single.map((each) => ({
    line: Math.min(last, Math.max(1, each.location?.line ?? 1)),
    message: inWords(each.message),
  }));
}

const tokens: Readonly<Record<string, string>> = {
  "#EOF": "the end",
  "#TagLine": "a tag",
  "#FeatureLine": "Feature:",
  "#RuleLine": "Rule:",
  "#BackgroundLine": "Background:",
  "#ScenarioLine": "Scenario:",
  "#ExamplesLine": "Examples:",
  "#StepLine": "a step",
  "#DocStringSeparator": '"""',
  "#TableRow": "a row of a table",
};

/** `(3:1): expected: #EOF, #TagLine, got 'x'` in words of the file. */
function inWords(message: string): string {
  return message
    .replace(/^\(\d+:\d+\): /, "")
    .replace(/#\w+/g, (token) => tokens[token] ?? "")
    .replace(/(?:, )+(?=, )|(?<=: )(?:, )+|, $/g, "");
}
