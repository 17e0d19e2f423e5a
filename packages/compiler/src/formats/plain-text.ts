import type { Format } from "./format.ts";

/** TODO(format) */
export const plainText: Format = {
  name: "text",
  looksLike: "plain text, reStructuredText or AsciiDoc",
  isEachAlone: true,
  groups: () => [],
  read: () => {
    throw new Error("not read yet");
  },
};
