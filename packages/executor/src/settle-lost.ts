import type { DispatchSpec, Settlement } from "@fabrikk/state";

import { workspaceName } from "./attempt-names.ts";
import type { AttemptPorts } from "./attempt-ports.ts";
import { keepSettlement } from "./dispatch-files.ts";
import { takeTree, type TakenTree } from "./take-tree.ts";

/**
 * Settles an attempt whose engine died: ends what is left of it first, then salvages, then says it is lost (design,
 * section 5). It was called at most once, and is not called again under this id.
 */
export async function settleLost(ports: AttemptPorts, spec: DispatchSpec): Promise<Settlement> {
  await ports.commands.endLeftovers([spec.dispatch_id]);
  const workspace = await ports.workspaces.leftover(workspaceName(spec));
  const taken = workspace === null ? nothingTaken : await takeTree(ports, spec, workspace);
  const detail =
    taken.changes.length === 0 ? "the attempt left no change" : `${taken.changes.length} changed paths were salvaged`;
  const end: End = { ...taken, outcome: "lost", detail: `the engine died; ${detail}` };
  const settlement = await keepSettlement(ports.files, unfinished(ports, spec, end));
  await workspace?.[Symbol.asyncDispose]();
  return settlement;
}

/** Settles an attempt whose worker never started: it was called off, or its agent is wrongly configured. It counts for nothing. */
export async function settleUnstarted(ports: AttemptPorts, spec: DispatchSpec): Promise<Settlement> {
  return await keepSettlement(
    ports.files,
    unfinished(ports, spec, { ...nothingTaken, outcome: "cancelled", detail: "no worker was started" }),
  );
}

const nothingTaken: TakenTree = { tree: null, changes: [], faults: [], salvage_ref: null };

type End = TakenTree & Pick<Settlement, "outcome" | "detail">;

function unfinished(ports: AttemptPorts, spec: DispatchSpec, end: End): Settlement {
  return {
    schema: 1,
    dispatch_id: spec.dispatch_id,
    ...end,
    failure: null,
    retry_after_ms: null,
    base_tree: spec.base_tree,
    result: { state: "missing" },
    usage: null,
    duration_ms: null,
    agent: {
      name: spec.agent,
      kind: ports.agents.get(spec.agent)?.kind ?? "unknown",
      version: null,
      model: null,
      session: null,
    },
    prompt: { template: "none", sha256: "" },
  };
}
