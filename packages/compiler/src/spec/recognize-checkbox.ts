import type { Recognizer } from "./recognizer.ts";

/** `- [ ] text`: a point of a definition of done. Checkboxes below it are points of their own. */
export const recognizeCheckbox: Recognizer = {
  kind: "checkbox",
  holds: "nested",
  inside: ["identified", "checkbox"],
  recognize(block) {
    return block.isCheckbox && block.body.trim() !== ""
      ? [{ id: null, from: 0, to: block.body.length, textFrom: 0 }]
      : [];
  },
};
