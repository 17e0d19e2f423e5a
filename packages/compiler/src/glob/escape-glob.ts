/** A glob that matches exactly this path (and its other spellings in case). */
export function escapeGlob(path: string): string {
  return path.replace(/[*?[\]{}\\]/g, "\\$&");
}
