import type { Recognizer } from "./recognizer.ts";
import { hideCode, sentences } from "./sentences.ts";

const ears = /^[^\p{L}]*(?:when|while|if|where)\b[\s\S]*?\bshall\b/iu;

/** A sentence in EARS: WHEN, WHILE, IF or WHERE something holds, the system SHALL do something. */
export const recognizeEars: Recognizer = {
  kind: "ears",
  holds: "list",
  inside: [],
  recognize(block) {
    if (block.type !== "paragraph" && block.type !== "item" && block.type !== "cell") return [];
    return sentences(block.body)
      .filter(({ from, to }) => ears.test(hideCode(block.body.slice(from, to)).replace(/[*_]/g, "")))
      .map(({ from, to }) => ({ id: null, from, to, textFrom: from }));
  },
};
