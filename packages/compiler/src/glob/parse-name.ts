import { classEnd } from "./expand-braces.ts";
import { foldCharacter } from "./fold-case.ts";

/** What one character of a name may be. Members are folded. */
export type Token =
  | { readonly type: "character"; readonly character: string }
  | { readonly type: "any" }
  | { readonly type: "star" }
  | { readonly type: "class"; readonly members: ReadonlySet<string>; readonly isNegated: boolean };

/** The tokens of one name between slashes, or what is wrong with it. */
export function parseName(name: string): { readonly tokens: readonly Token[] } | { readonly wrong: string } {
  const tokens: Token[] = [];
  for (let index = 0; index < name.length; index += 1) {
    const character = String.fromCodePoint(name.codePointAt(index) ?? 0);
    index += character.length - 1;
    if (character === "\\") {
      index += 1;
      const escaped = name[index];
      if (escaped === undefined || !"*?[]{}!,\\".includes(escaped))
        return { wrong: "a backslash is no folder's end: write /" };
      tokens.push({ type: "character", character: escaped });
    } else if (character === "[") {
      const end = classEnd(name, index);
      const token = end === -1 ? null : parseClass(name.slice(index + 1, end));
      if (token === null)
        return { wrong: "a class [...] is not closed, or holds a range that is backwards or too long" };
      tokens.push(token);
      index = end;
    } else if (character === "?") tokens.push({ type: "any" });
    else if (character !== "*") tokens.push({ type: "character", character: foldCharacter(character) });
    else if (tokens.at(-1)?.type !== "star") tokens.push({ type: "star" });
  }
  return { tokens };
}

function parseClass(content: string): Token | null {
  const isNegated = /^[!^]/.test(content);
  const characters = Array.from(isNegated ? content.slice(1) : content);
  const members = new Set<string>();
  for (let index = 0; index < characters.length; index += 1) {
    if (characters[index] === "\\") index += 1;
    const from = characters[index]?.codePointAt(0) ?? 0;
    let to = from;
    if (characters[index + 1] === "-" && index + 2 < characters.length) {
      index += characters[index + 2] === "\\" ? 3 : 2;
      to = characters[index]?.codePointAt(0) ?? 0;
    }
    if (to < from || to - from > 1000) return null;
    for (let point = from; point <= to; point += 1) members.add(foldCharacter(String.fromCodePoint(point)));
  }
  return members.size === 0 ? null : { type: "class", members, isNegated };
}
