import { outlineGherkin } from "../spec/outline-gherkin.ts";
import { readOutline } from "../spec/read-outline.ts";
import type { Format } from "./format.ts";

/** Feature files: each scenario is a requirement. One file a group. */
export const gherkin: Format = {
  name: "gherkin",
  looksLike: "a Gherkin feature: *.feature",
  isEachAlone: true,
  groups: (sources) => sources.filter(({ file }) => /\.feature$/i.test(file)).map((source) => [source]),
  read: (group) => {
    const [source] = group;
    if (source === undefined) throw new Error("a group has a document");
    return readOutline(outlineGherkin(source.file, source.text));
  },
};
