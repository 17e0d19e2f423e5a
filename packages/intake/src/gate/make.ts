import { taskRunner } from "./task-runner.ts";

/** Explicit targets of a Makefile. `check` is the GNU name of the tests. */
export const make = taskRunner({
  name: "Makefile",
  files: ["GNUmakefile", "makefile", "Makefile"],
  program: "make",
  tests: ["check"],
  tasks: (text) => {
    const rules = text.replaceAll("\\\n", " ").matchAll(/^([\w./-]+(?:[^\S\n]+[\w./-]+)*)[^\S\n]*::?(?![=:])/gm);
    return new Set([...rules].flatMap(([, targets = ""]) => targets.split(/\s+/)));
  },
});
