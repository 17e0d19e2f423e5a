import type { ExplainedLine } from "@fabrikk/intake";

/** So much of a line's own text is shown. */
const shown = 60;

/** Each line of each document with what it was read as, for people. Pure. */
export function explanationText(lines: readonly ExplainedLine[]): readonly string[] {
  const files = Map.groupBy(lines, ({ file }) => file);
  return [...files].flatMap(([file, own]) => [
    file,
    ...own.map(({ line, text, requirement, what }) => {
      const cut = text.length > shown ? `${text.slice(0, shown - 1)}…` : text;
      const said = [requirement, what].filter((part) => part !== null && part !== "").join(": ");
      return `${String(line).padStart(6)}  ${cut.padEnd(shown)}  ${said}`.trimEnd();
    }),
    "",
  ]);
}
