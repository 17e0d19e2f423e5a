import { readOutline } from "../spec/read-outline.ts";
import { outlineText } from "../spec/text/outline-text.ts";
import type { Format } from "./format.ts";

/** Plain text, reStructuredText and AsciiDoc, by the file's name. One document a group. */
export const plainText: Format = {
  name: "text",
  looksLike: "plain text, reStructuredText or AsciiDoc",
  isEachAlone: true,
  groups: (sources) =>
    sources.filter(({ file }) => /\.(?:txt|text|rst|adoc|asciidoc)$/i.test(file)).map((source) => [source]),
  read: (group) => {
    const [source] = group;
    if (source === undefined) throw new Error("a group has a document");
    return readOutline(outlineText(source.file, source.text));
  },
};
