import type { Stage } from "./stage.ts";

/** Where in a terminal's control sequence the text stands. `string`: in one that runs to its own terminator. */
type Place = "text" | "escape" | "intermediate" | "control" | "string" | "string-escape";

/**
 * Removes what a terminal would obey rather than show: control characters other than newline and tab, whole escape
 * sequences (CSI, OSC, DCS and the like, in their 7-bit and 8-bit forms), and marks that turn the direction of
 * writing. A carriage return starts a line, so it becomes a newline unless one follows. A sequence that is never
 * terminated ends with its line.
 */
export function createControlStage(): Stage {
  let place: Place = "text";
  let afterReturn = false;

  /** What to show of a character that is not known to be plain. */
  function show(char: string): string {
    const wasAfterReturn = afterReturn;
    afterReturn = char === "\r";
    if (char === "\r" || char === "\n") {
      place = "text";
      return wasAfterReturn && char === "\n" ? "" : "\n";
    }
    const after = place === "text" ? opened(char) : continued(place, char);
    place = after ?? "text";
    return after === null && !isSpecial(char.charCodeAt(0)) ? char : "";
  }

  return {
    push(piece) {
      let shown = "";
      for (let at = 0; at < piece.length; at += 1) {
        const plain = place === "text" && !afterReturn ? plainEnd(piece, at) : at;
        shown += piece.slice(at, plain);
        if (plain < piece.length) shown += show(piece.charAt(plain));
        at = plain;
      }
      return shown;
    },
  };
}

function plainEnd(piece: string, from: number): number {
  let at = from;
  while (at < piece.length && !isSpecial(piece.charCodeAt(at))) at += 1;
  return at;
}

function isSpecial(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a;
  if (code < 0x7f) return false;
  return (
    code <= 0x9f ||
    code === 0x061c ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  );
}

/** The sequence that a character opens. Null: it opens none. */
function opened(char: string): Place | null {
  if (char === "\u001b") return "escape";
  if (char === "\u009b") return "control";
  return "\u0090\u0098\u009d\u009e\u009f".includes(char) ? "string" : null;
}

/** Where a sequence stands after its next character. Null: that character is no part of it, and is read as text. */
function continued(place: Exclude<Place, "text">, char: string): Place | null {
  switch (place) {
    case "string":
      if (char === "\u001b") return "string-escape";
      return char === "\u0007" || char === "\u009c" ? "text" : "string";
    case "string-escape":
      return char === "\\" ? "text" : continued("escape", char);
    case "escape":
      if (char === "[") return "control";
      if ("PX]^_".includes(char)) return "string";
      return within(place, char, "0");
    case "intermediate":
      return within(place, char, "0");
    case "control":
      return within(place, char, "@");
  }
}

/** `firstFinal` and what follows it up to `~` end the sequence; characters before it belong to it. */
function within(place: "escape" | "intermediate" | "control", char: string, firstFinal: string): Place | null {
  const other = opened(char);
  if (other !== null) return other;
  if (char < " ") return place;
  if (char < firstFinal) return place === "escape" ? "intermediate" : place;
  return char <= "~" ? "text" : null;
}
