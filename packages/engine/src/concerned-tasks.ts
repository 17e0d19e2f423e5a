import { matchesGlob } from "@fabrikk/compiler";
import type { Finding, Task } from "@fabrikk/state";

/** The tasks whose work a finding is about: those of its requirement, else those that own its file. Repairs are not counted. Pure. */
export function concernedTasks(
  tasks: readonly Task[],
  { requirement_id: requirement, file }: Pick<Finding, "requirement_id" | "file">,
): readonly Task[] {
  const planned = tasks.filter((task) => task.repair === null);
  const serving = planned.filter((task) => requirement !== null && task.requirement_ids.includes(requirement));
  if (serving.length > 0) return serving;
  return planned.filter((task) => file !== null && task.scope.owned.some((glob) => matchesGlob(glob, file)));
}
