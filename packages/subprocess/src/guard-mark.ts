import { randomBytes } from "node:crypto";

/** The environment variable that a guard, its command and everything below them carry. */
export const guardVariable = "FABRIKK_GUARD";

/**
 * The value of {@link guardVariable} for one command: its marker, `#`, and eight random digits. The digits keep two
 * commands with one marker apart, so that the guard of the first that ends does not end the other.
 */
export function newMark(marker: string): string {
  return `${marker}#${randomBytes(4).toString("hex")}`;
}

/** The marker that a mark was made from. Compare it whole: `run/task/1` is not `run/task/10`. */
export function markerOf(mark: string): string {
  return mark.slice(0, Math.max(0, mark.lastIndexOf("#")));
}
