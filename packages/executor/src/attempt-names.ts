import type { DispatchSpec } from "@fabrikk/state";

/** The folder of an attempt's files in the run's folder (design, section 4). */
export function attemptFolder(spec: DispatchSpec): string {
  return `tasks/${spec.task.id}/attempt-${spec.attempt}`;
}

/** The attempt's workspace, found again under this name after a crash. */
export function workspaceName(spec: DispatchSpec): string {
  return `${spec.task.id}-${spec.attempt}`;
}

/** The ref that keeps what an attempt left (FAB-TOP-009). */
export function salvageRef(spec: DispatchSpec): string {
  return `refs/fabrikk/${spec.run}/salvage/${spec.task.id}-${spec.attempt}`;
}
