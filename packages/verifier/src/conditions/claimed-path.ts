/**
 * The repository paths that a path in a worker's result may mean: `src/a.ts` and `./src/a.ts` mean one. An absolute path means
 * every path it ends with, because the workspace it was written in is gone.
 */
export function claimedPaths(claimed: string): string[] {
  const plain = claimed.trim().replaceAll("\\", "/");
  const parts = plain.split("/").filter((part) => part !== "." && part !== "");
  const isAbsolute = plain.startsWith("/") || /^[A-Za-z]:\//.test(plain);
  return isAbsolute ? parts.map((_, index) => parts.slice(index).join("/")) : [parts.join("/")];
}
