import { fileURLToPath } from "node:url";

/** The folder of this package, with a slash at its end: `src` and `dist` both lie in it. */
export const packageFolder = fileURLToPath(new URL("..", import.meta.url));
