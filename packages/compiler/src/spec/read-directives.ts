/** What a line under a requirement can say about it. */
export type DirectiveName =
  | "files"
  | "read-only"
  | "shared"
  | "depends-on"
  | "check"
  | "test-level"
  | "class"
  | "deferred";

/** One line such as `Files: src/a.ts`, and where it stands in the block it was read from. */
export interface Directive {
  readonly name: DirectiveName;
  /** Raw Markdown after the colon; "" where the values are the list that follows. */
  readonly value: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Each key in singular and plural, with a space, dash or underscore between its words. */
const keys: readonly (readonly [DirectiveName, string])[] = [
  ["files", "files?"],
  ["read-only", "reads?[ _-]?only"],
  ["shared", "shared"],
  ["depends-on", "depends?(?:[ _-]?on)?"],
  ["check", "checks?"],
  ["test-level", "tests?[ _-]?levels?"],
  ["class", "class"],
  ["deferred", "deferred"],
];

const emphasis = String.raw`(?:\*\*|__|\*|_)?`;
const directiveLine = new RegExp(
  String.raw`^[ \t]*${emphasis}(${keys.map(([, key]) => key).join("|")})${emphasis}[ \t]*:${emphasis}[ \t]*(.*)$`,
  "i",
);

/**
 * The directive lines of a paragraph: all that begin with a key and a colon. A value that cannot be read is a problem under a
 * requirement, and prose elsewhere. A value that ends with a comma goes on in the next line.
 */
export function readDirectives(source: string, firstLine: number): readonly Directive[] {
  const directives: Directive[] = [];
  const lines = source.split("\n");
  let from = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const match = lines[index]?.includes(":") === true ? directiveLine.exec(lines[index] ?? "") : null;
    const line = firstLine + index;
    let to = from + (lines[index] ?? "").length;
    if (match) {
      let value = (match[2] ?? "").trim();
      while (value.endsWith(",") && index + 1 < lines.length) {
        index += 1;
        value = `${value} ${(lines[index] ?? "").trim()}`;
        to += 1 + (lines[index] ?? "").length;
      }
      const name = keys.find(([, key]) => new RegExp(`^${key}$`, "i").test(match[1] ?? ""))?.[0];
      if (name !== undefined) directives.push({ name, value, line, from, to });
    }
    from = to + 1;
  }
  return directives;
}
