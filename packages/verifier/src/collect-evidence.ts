import {
  commandEvidence,
  describeCheck,
  evidenceId,
  type Check,
  type CommandCheck,
  type CommandRun,
  type Evidence,
  type ProcessLimits,
} from "@fabrikk/state";
import type {
  CommandOutcome,
  Commands,
  CommandSpec,
  Repository,
  RunFiles,
  Workspace,
  Workspaces,
} from "@fabrikk/state/ports";

import { treeEvidence } from "./evidence/tree-evidence.ts";

/** What collecting evidence touches of the world. */
export interface EvidencePorts {
  readonly workspaces: Workspaces;
  readonly repository: Repository;
  readonly commands: Commands;
  /** Where evidence and output are kept. Without it neither is. */
  readonly files?: RunFiles;
}

/** What to measure, on which tree. */
export interface EvidenceRequest {
  readonly tree: string;
  /** The commit that HEAD of the verification workspace points to. */
  readonly commit: string;
  readonly checks: readonly Check[];
  /** Name of the verification workspace, unique in the run. */
  readonly name: string;
  /** Marks the processes of the commands. */
  readonly marker: string;
  /** The whole environment of the commands: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Limits of each command. */
  readonly limits: ProcessLimits;
  /** Folder in the run's folder: `<id>.json` and, for a command, `<id>.log` with all output go there. */
  readonly evidenceFolder?: string;
  /** What is known of this tree and subject already: commands are skipped only where all of them are known. */
  readonly known?: (tree: string, subject: string) => Evidence | undefined;
  readonly onCommand?: (command: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Measures checks on a tree: one fact for each subject, in the order of the checks (FAB-VER-003). Commands run by `sh -c`, one
 * after the other, in one clean workspace that no worker has seen; it is opened when the first command needs it and always
 * removed. Like the steps of a build, a command sees what those before it left behind, so either all commands are known
 * already or all of them run; a command that several checks name runs once. Files are looked up in the tree itself.
 * @throws the signal's reason when aborted: half of the facts is none.
 */
export async function collectEvidence(ports: EvidencePorts, request: EvidenceRequest): Promise<Evidence[]> {
  await using place = verificationPlace(ports, request);
  const facts = new Map<string, Evidence>();
  const commandsKnown = request.checks.every((check) => !isCommand(check) || isKnown(request, check));
  for (const check of request.checks) {
    const subject = describeCheck(check);
    if (facts.has(subject)) continue;
    const known = isCommand(check) && !commandsKnown ? undefined : knownFact(request, subject);
    facts.set(subject, known ?? (await measure(ports, request, { check, place })));
  }
  return [...facts.values()];
}

function isKnown(request: EvidenceRequest, check: Check): boolean {
  return knownFact(request, describeCheck(check)) !== undefined;
}

function knownFact({ known, tree }: EvidenceRequest, subject: string): Evidence | undefined {
  const fact = known?.(tree, subject);
  return fact === undefined || fact.value === "unknown" ? undefined : fact;
}

async function measure(
  ports: EvidencePorts,
  request: EvidenceRequest,
  { check, place }: { readonly check: Check; readonly place: VerificationPlace },
): Promise<Evidence> {
  request.signal?.throwIfAborted();
  const fact = isCommand(check)
    ? commandEvidence(check, request.tree, await place.run(check))
    : await treeEvidence(ports.repository, request.tree, check);
  request.signal?.throwIfAborted();
  if (request.evidenceFolder !== undefined) {
    await ports.files?.write(`${request.evidenceFolder}/${fact.id}.json`, `${JSON.stringify(fact, null, 2)}\n`);
  }
  return fact;
}

function isCommand(check: Check): check is CommandCheck {
  return "command" in check;
}

/** The one workspace of a collection, opened at the first command. */
interface VerificationPlace extends AsyncDisposable {
  run(check: CommandCheck): Promise<CommandRun>;
}

function verificationPlace(ports: EvidencePorts, request: EvidenceRequest): VerificationPlace {
  const { name, tree, commit } = request;
  const runs = new Map<string, CommandRun>();
  let workspace: Workspace | null = null;
  return {
    async run(check) {
      workspace ??= await ports.workspaces.open({ name, tree, commit });
      const run = runs.get(check.command) ?? (await runCommand(ports, request, { check, cwd: workspace.path }));
      runs.set(check.command, run);
      return run;
    },
    async [Symbol.asyncDispose]() {
      await workspace?.[Symbol.asyncDispose]();
    },
  };
}

async function runCommand(
  { commands, files }: EvidencePorts,
  request: EvidenceRequest,
  { check, cwd }: { readonly check: CommandCheck; readonly cwd: string },
): Promise<CommandRun> {
  const { environment: env, limits, marker, signal, evidenceFolder: folder, tree } = request;
  request.onCommand?.(check.command);
  const spec: CommandSpec = { argv: ["sh", "-c", check.command], cwd, env, limits, marker };
  const id = evidenceId({ kind: "command", tree, subject: describeCheck(check) });
  const log = files === undefined || folder === undefined ? null : { files, path: `${folder}/${id}.log` };
  const outcome = await commands.run(
    log === null ? spec : { ...spec, outputFile: await log.files.reserve(log.path) },
    signal,
  );
  return { outcome, workspace: cwd, output: await wholeOutput(outcome, log) };
}

/** The port keeps the last 16 KiB of each stream; of more than that only the log has all. */
async function wholeOutput(
  { outputBytes, stdout, stderr }: CommandOutcome,
  log: { readonly files: RunFiles; readonly path: string } | null,
): Promise<string | null> {
  if (outputBytes <= 16_384) return `${stdout}\n${stderr}`;
  return log === null ? null : await log.files.read(log.path);
}
