/** Does the value say that there is nothing to name? */
export function saysNothing(value: string): boolean {
  return /^(?:none|nothing|-|–|—)\.?$/i.test(value.trim());
}

/** The words of a list of plain words such as `A-1, A-2 and A-3`, without marks, links, and remarks in parentheses. */
export function directiveWords(value: string): readonly string[] {
  return value
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/\[([^\][]*)\]\([^()]{0,500}\)/g, "$1")
    .replace(/\([^()]*\)/g, " ")
    .replace(/[`*[\]]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
    .split(/[\s,;&]+/)
    .map((word) => word.replace(/[.:]+$/, ""))
    .filter((word) => word !== "" && word.toLowerCase() !== "and");
}
