import { sha256Hex } from "@fabrikk/state";

/**
 * Text of the repository or the specification, marked as data: the marks carry the text's own hash, so that nothing inside can
 * close them. Characters that a reader cannot see are spelled out, because a reviewer must see them.
 */
export function fenceData(label: string, text: string): string {
  const visible = spellOut(text.replaceAll("\r\n", "\n"));
  const mark = `${label} ${sha256Hex(visible).slice(0, 12)}`;
  return `<<< begin ${mark}\n${visible}\n>>> end ${mark}`;
}

/** Control and direction characters as `\u{...}`. */
function spellOut(text: string): string {
  return text.replace(/[^\P{C}\n\t]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
