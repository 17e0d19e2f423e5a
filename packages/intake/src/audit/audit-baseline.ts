import type { AuditedCommand, BaselineAudit } from "@fabrikk/state";

import { auditCommand } from "./audit-command.ts";
import { auditPlace } from "./audit-place.ts";
import type { AuditPorts, AuditRequest } from "./audit-request.ts";
import { measureCoverage } from "./measure-coverage.ts";
import { countLines, measureFiles } from "./measure-files.ts";

/**
 * Measures a tree (FAB-INT-011): its files, and what the quality gate's commands say of it, one after the other in one clean
 * workspace that is always removed. A command that fails is recorded like one that passes; what cannot be measured is unknown,
 * with the reason. The same tree gives the same record, as far as the commands do.
 * @throws the signal's reason when aborted; whatever the ports throw
 */
export async function auditBaseline(ports: AuditPorts, request: AuditRequest): Promise<BaselineAudit> {
  const { tree, commit, name, gate } = request;
  const files = await ports.repository.listFiles(tree);
  await using workspace = await ports.workspaces.open({ name, tree, commit });
  const place = auditPlace(ports, request, workspace);
  const sizes = measureFiles(files, await countLines(place));
  const commands: AuditedCommand[] = [];
  for (const [index, command] of gate.entries()) {
    request.signal?.throwIfAborted();
    request.onCommand?.(command.command);
    commands.push(await auditCommand(place, command, `command-${index + 1}.log`));
  }
  request.signal?.throwIfAborted();
  const coverage = await measureCoverage(place, files);
  request.signal?.throwIfAborted();
  return { schema: 1, tree, ...sizes, commands, coverage };
}
