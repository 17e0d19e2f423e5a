import type { CommandOutcome, OutboxReading, Workspace } from "@fabrikk/state/ports";

import type { AuditPorts, AuditRequest } from "./audit-request.ts";

/** Where an audit runs. Its programs leave what they find in the workspace's outbox: the only folder that can be read. */
export interface AuditPlace {
  readonly tree: string;
  /** Absolute path of the working files. */
  readonly path: string;
  /** Runs a program in the workspace. With a log, all of its output goes to that file of the outbox. */
  run(argv: readonly [string, ...string[]], log?: string): Promise<CommandOutcome>;
  /** Absolute path of a file of the outbox. */
  outboxFile(name: string): string;
  readOutbox(name: string, maxBytes: number): Promise<OutboxReading>;
  /** A file as the tree has it, or null. */
  readBase(path: string): Promise<Uint8Array | null>;
}

/** The place of one audit, in a workspace that is open. */
export function auditPlace(ports: AuditPorts, request: AuditRequest, workspace: Workspace): AuditPlace {
  const { environment: env, limits, marker, signal, tree } = request;
  const outboxFile = (name: string): string => `${workspace.outbox}/${name}`;
  return {
    tree,
    path: workspace.path,
    outboxFile,
    run: (argv, log) => {
      const spec = { argv, cwd: workspace.path, env, limits, marker };
      return ports.commands.run(log === undefined ? spec : { ...spec, outputFile: outboxFile(log) }, signal);
    },
    readOutbox: (name, maxBytes) => ports.workspaces.readOutbox(workspace, name, maxBytes),
    readBase: (path) => ports.repository.readFile(tree, path),
  };
}
