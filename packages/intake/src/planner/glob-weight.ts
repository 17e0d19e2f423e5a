/** Most that all globs of an answer may weigh together, each times what it is compared with: about two seconds. */
export const mostWeight = 1_000_000;

/** How many globs without braces a glob stands for, at most: what it costs to compare it. The compiler refuses more than 1,000. */
export function globWeight(glob: string): number {
  const braces = glob.split("{").length - 1;
  const commas = glob.split(",").length - 1;
  return braces === 0 ? 1 : Math.min(1000, Math.ceil(((commas + braces) / braces) ** braces));
}
