const most = 50;

/** Paths as a list for a message: sorted, each once, at most 50, what is unprintable escaped. */
export function namePaths(paths: readonly string[]): string {
  const sorted = [...new Set(paths)].toSorted();
  const named = sorted.slice(0, most).map(printable).join(", ");
  return sorted.length > most ? `${named} and ${sorted.length - most} more` : named;
}

function printable(path: string): string {
  const short = path.length > 300 ? `${path.slice(0, 300)}…` : path;
  return /[\p{C}"]/u.test(short) ? JSON.stringify(short) : short;
}
