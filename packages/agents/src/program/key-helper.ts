import { shellQuoted } from "./shell-quoted.ts";

/**
 * A shell command that gives the key in a file, once: the file is gone before the agent's first command could look for it. Asked
 * again, after a refusal by the provider, it gives a word that will be refused too, so that the refusal is what is reported.
 */
export function keyHelper(file: string): string {
  return `cat ${shellQuoted(file)} 2>/dev/null || echo refused; rm -f ${shellQuoted(file)}`;
}
