import { describe, expect, test } from "vitest";

import { proseSentences } from "./prose-sentences.ts";

describe("FAB-INT-003: prose demands in any case of letters", () => {
  test("each sentence with a key word is found, with its lines; code and other words are not", () => {
    const text = [
      "# Gateway",
      "",
      "It takes messages. It must retry",
      "deliveries. Nobody needs more.",
      "",
      "> The log should name Recipients.",
      "",
      "- A date is required.",
      "- Call `must()` now. Mustard is none.",
      "- Doors SHALL close.",
    ].join("\n");
    expect(proseSentences({ file: "a.md", text })).toEqual([
      { source: { file: "a.md", lines: [3, 4] }, text: "It must retry deliveries.", isClaimed: false },
      { source: { file: "a.md", lines: [6, 6] }, text: "The log should name Recipients.", isClaimed: false },
      { source: { file: "a.md", lines: [8, 8] }, text: "A date is required.", isClaimed: false },
      { source: { file: "a.md", lines: [10, 10] }, text: "Doors SHALL close.", isClaimed: false },
    ]);
  });
});
