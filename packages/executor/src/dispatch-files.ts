import { DispatchSpec, Settlement } from "@fabrikk/state";
import type { RunFiles } from "@fabrikk/state/ports";

/** Remembers, durably, that an attempt was asked for: before its worker starts. */
export async function keepDispatch(files: RunFiles, spec: DispatchSpec): Promise<void> {
  await files.write(`${folderOf(spec.dispatch_id)}/dispatch.json`, JSON.stringify(spec));
}

/** Remembers, durably, how an attempt ended: before its workspace goes. */
export async function keepSettlement(files: RunFiles, settlement: Settlement): Promise<Settlement> {
  await files.write(`${folderOf(settlement.dispatch_id)}/settlement.json`, JSON.stringify(settlement));
  return settlement;
}

/** What was asked for under a dispatch id, by this engine or an earlier one. */
export async function readDispatch(files: RunFiles, id: string): Promise<DispatchSpec | null> {
  const text = await files.read(`${folderOf(id)}/dispatch.json`);
  return text === null ? null : DispatchSpec.parse(JSON.parse(text));
}

/** How a dispatch ended, as it was remembered. */
export async function readSettlement(files: RunFiles, id: string): Promise<Settlement | null> {
  const text = await files.read(`${folderOf(id)}/settlement.json`);
  return text === null ? null : Settlement.parse(JSON.parse(text));
}

function folderOf(id: string): string {
  const [, task, attempt] = id.split("/");
  return `tasks/${task}/attempt-${attempt}`;
}
