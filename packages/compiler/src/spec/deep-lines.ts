/** Most list and quote markers at the start of one line; a Markdown parser's time grows with their cube. */
const deepestMarkers = 16;

/** Most white space before a list's marker: its time also grows with how many lists are around a line. */
const widestIndent = 400;

const marker = String.raw`(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))`;
const tooDeep = new RegExp(
  String.raw`^(?:(?:[ \t]*${marker}){${deepestMarkers + 1}}|[ \t]{${widestIndent},}${marker})`,
);

/** What is wrong with a deep line, as a sentence. */
export const deepLineMessage = `the line opens more than ${deepestMarkers} lists and quotes at once, or begins one behind ${widestIndent} spaces`;

/** The text with those lines blanked that nest too deep to be read, and the numbers of these lines. */
export function blankDeepLines(text: string): { readonly text: string; readonly deepLines: readonly number[] } {
  const deepLines: number[] = [];
  const lines = text.split("\n").map((line, index) => {
    if (!tooDeep.test(line)) return line;
    deepLines.push(index + 1);
    return " ".repeat(line.length);
  });
  return { text: deepLines.length === 0 ? text : lines.join("\n"), deepLines };
}
