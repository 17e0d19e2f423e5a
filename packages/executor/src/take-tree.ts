import type { DispatchSpec, Settlement } from "@fabrikk/state";
import type { Workspace } from "@fabrikk/state/ports";

import { attemptFolder, salvageRef } from "./attempt-names.ts";
import type { AttemptPorts } from "./attempt-ports.ts";

/** What an attempt left behind: its tree, how it differs from the base, what is wrong with it, where it is kept. */
export type TakenTree = Pick<Settlement, "tree" | "changes" | "faults" | "salvage_ref">;

/**
 * Takes the working files of a workspace as a checked tree, and keeps them under a ref before the workspace goes
 * (FAB-EXEC-002, FAB-TOP-009). `patch.diff` is a view: nothing is ever applied from it.
 */
export async function takeTree(ports: AttemptPorts, spec: DispatchSpec, workspace: Workspace): Promise<TakenTree> {
  const { repository } = ports;
  const captured = await workspace.capture();
  const faults = [...captured.faults, ...(await repository.checkTree(spec.base_tree, captured.tree))];
  const changes = [...(await repository.changes(spec.base_tree, captured.tree))];
  if (changes.length === 0) return { tree: captured.tree, changes, faults, salvage_ref: null };
  const ref = salvageRef(spec);
  await repository.keepTree(ref, {
    tree: captured.tree,
    parent: spec.base_commit,
    message: `salvage of ${spec.dispatch_id}\n`,
    at: ports.clock.now(),
  });
  await ports.files.write(`${attemptFolder(spec)}/patch.diff`, await repository.diff(spec.base_tree, captured.tree));
  return { tree: captured.tree, changes, faults, salvage_ref: ref };
}
