import { TaskClass } from "@fabrikk/state";

import { findRequirementIds } from "./requirement-id.ts";

/** What a line under a requirement can say about it. */
type DirectiveName = "files" | "read-only" | "shared" | "depends-on" | "check" | "test-level" | "class";

/** One line such as `Files: src/a.ts`, and where it stands in the block it was read from. */
export interface Directive {
  readonly name: DirectiveName;
  /** Raw Markdown after the colon; "" where the values are the list that follows. */
  readonly value: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

const names: Readonly<Record<string, DirectiveName>> = {
  file: "files",
  files: "files",
  "read only": "read-only",
  "read-only": "read-only",
  shared: "shared",
  "depends on": "depends-on",
  check: "check",
  checks: "check",
  "test level": "test-level",
  "test levels": "test-level",
  class: "class",
};

const directiveLine =
  /^[ \t]*(?:\*\*|__|\*|_)?(files?|read[ -]only|shared|depends on|checks?|test levels?|class)(?:\*\*|__|\*|_)?[ \t]*:(?:\*\*|__|\*|_)?[ \t]*(.*)$/i;

/** The directive lines of a paragraph. A value that ends with a comma goes on in the next line. */
export function readDirectives(source: string, firstLine: number): readonly Directive[] {
  const directives: Directive[] = [];
  const lines = source.split("\n");
  let from = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const match = directiveLine.exec(lines[index] ?? "");
    const line = firstLine + index;
    let to = from + (lines[index] ?? "").length;
    if (match) {
      let value = (match[2] ?? "").trim();
      while (value.endsWith(",") && index + 1 < lines.length) {
        index += 1;
        value = `${value} ${(lines[index] ?? "").trim()}`;
        to += 1 + (lines[index] ?? "").length;
      }
      const name = names[(match[1] ?? "").toLowerCase()];
      if (name !== undefined && isMeant(name, value)) directives.push({ name, value, line, from, to });
    }
    from = to + 1;
  }
  return directives;
}

/** A word and a colon may be prose: it is a directive if its value can be one, be it a broken one. An empty value may be followed by a list. */
function isMeant(name: DirectiveName, value: string): boolean {
  if (value === "") return true;
  switch (name) {
    case "class":
      return TaskClass.safeParse(value.replace(/[`.]/g, "").trim().toLowerCase()).success;
    case "test-level":
      return /\bL[0-3]\b/i.test(value);
    case "depends-on":
      return /^(none|nothing|-|–|—)\.?$/i.test(value) || findRequirementIds(value).length > 0;
    case "files":
    case "read-only":
    case "shared":
      return !/\s/.test(value) || /[`*]|\S[/,]|\.\w/.test(value);
    case "check":
      return true;
  }
}
