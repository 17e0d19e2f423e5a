/** Most list and quote markers at the start of one line; a Markdown parser's time grows with their cube. */
export const deepestMarkers = 16;

const tooDeep = new RegExp(String.raw`^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))){${deepestMarkers + 1}}`);

/** The text with those lines blanked that open more than 16 lists and quotes at once, and the numbers of these lines. */
export function blankDeepLines(text: string): { readonly text: string; readonly deepLines: readonly number[] } {
  const deepLines: number[] = [];
  const lines = text.split("\n").map((line, index) => {
    if (!tooDeep.test(line)) return line;
    deepLines.push(index + 1);
    return " ".repeat(line.length);
  });
  return { text: deepLines.length === 0 ? text : lines.join("\n"), deepLines };
}
