/** HTML that can begin behind a line of a paragraph, by CommonMark's conditions 1 to 6. */
const blockTags = [
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset",
  "figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav",
  "noframes|ol|optgroup|option|p|param|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead",
  "title|tr|track|ul",
].join("|");
const blockMarkup = String.raw`<(?:\?|!(?:--|\[CDATA\[)?|\/?(?:${blockTags})(?=[ \t/>]|$))`;

/** What stands before the words of a line: white space, and the markers of quotes and list items. */
const containers = String.raw`[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*`;
const fence = String.raw`\x60{3,}[^\x60]*$|~{3}`;
const footnote = String.raw`\[\^[^\s\]]+\]:`;
const definition = String.raw`\[(?:[^\]\\]|\\.)*\]:.*$`;
const line = new RegExp(
  `^(?<before>${containers})(?<start>${[fence, blockMarkup, footnote, definition].join("|")})?(?<words>.*)$`,
  "iu",
);

/**
 * A Markdown text in which the marks inside of lines stand for nothing: emphasis, code, links, escapes. Its blocks are those of the
 * text, at the same offsets. A parser's time grows with the square of how many lines of a paragraph hold such marks, and nobody
 * asks for them. Only a single tag of another name, such as `<b>`, that follows a line which is no paragraph is read as words.
 */
export function maskInlineMarks(text: string): string {
  let isBehindBlank = true;
  const lines = text.split("\n").map((each) => {
    const isFirst = isBehindBlank;
    isBehindBlank = /^[\s>]*$/.test(each);
    return /[*_`!&[\]\\<]/.test(each) ? masked(each, isFirst) : each;
  });
  return lines.join("\n");
}

function masked(text: string, isBehindBlank: boolean): string {
  const { before = "", start = "", words = "" } = line.exec(text)?.groups ?? {};
  if (!/[\p{L}\p{N}]/u.test(words)) return text;
  const isTag = start === "" && words.startsWith("<") && (isBehindBlank || /[-*+.)]/.test(before));
  return `${before}${start}${isTag ? maskBehindTag(words) : mask(words)}`;
}

/** An escaped pipe ends no cell; CDATA and scripts end where they say so, in whatever line. */
function mask(words: string): string {
  const marks = /\\[\\|]?|[*_`!&[]|\](?!\]?>)|<(?!\/(?:pre|script|style|textarea)>)/gi;
  return words.replace(marks, ({ length }) => "\uE000".repeat(length));
}

/** What stands in a tag decides whether it is one. */
function maskBehindTag(words: string): string {
  return words.replace(/[*&[]|\](?!\]?>)/g, "\uE000");
}
