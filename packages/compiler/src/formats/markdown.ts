import { readSpec } from "../spec/read-spec.ts";
import type { Format } from "./format.ts";

/** Markdown: the format of every document that no other format takes. One document a group. */
export const markdown: Format = {
  name: "markdown",
  looksLike: "Markdown with ids, checkboxes, user stories, EARS or RFC 2119 sentences",
  isEachAlone: true,
  groups: (sources) => sources.map((source) => [source]),
  read: (group) => {
    const [source] = group;
    if (source === undefined) throw new Error("a group has a document");
    return readSpec(source.file, source.text);
  },
};
