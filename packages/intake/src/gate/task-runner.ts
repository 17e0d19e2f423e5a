import { nothing, type GateSource } from "./gate-source.ts";
import { firstOf } from "./project-folder.ts";
import { wantedCommands } from "./wanted-commands.ts";

/** What tells one task runner from another. */
interface TaskRunner {
  readonly name: string;
  readonly files: readonly string[];
  /** The program, with a blank before the name of a task. */
  readonly program: string;
  /** The tasks that can be called without anything more, or why the file cannot be read. */
  readonly tasks: (text: string) => ReadonlySet<string> | { readonly problem: string };
  /** Names of a task that runs the tests, beside the usual ones. */
  readonly tests?: readonly string[];
}

/** A task runner speaks for its folder where it knows a test; else its other tasks are not taken for a gate. */
export function taskRunner({ name, files, program, tasks, tests = [] }: TaskRunner): GateSource {
  return {
    name,
    files,
    suggest: async (folder) => {
      const from = firstOf(folder, files);
      if (from === undefined) return nothing;
      const known = tasks(await folder.text(from));
      if ("problem" in known) return { proposals: [], notes: [`${folder.path}${from} ${known.problem}`] };
      const call = (task: string): string => `${program} ${task}`;
      const proposals = wantedCommands({ has: (task) => known.has(task), call, from, tests });
      return proposals.some((proposal) => proposal.name === "test")
        ? { proposals, notes: [] }
        : { proposals: [], notes: [`${folder.path}${from} names no test`] };
    },
  };
}
