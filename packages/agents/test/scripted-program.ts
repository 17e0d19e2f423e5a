import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Agent, AgentRequest } from "@fabrikk/state/ports";

import type { ProgramAgentOptions } from "../src/program/program-agent-options.ts";
import { localCommands } from "./local-commands.ts";

/** Stands for an agent's program: it answers `--version`, and else does what it is told, whatever its words are. */
export function scriptedProgram(script: string, ...words: readonly string[]): readonly string[] {
  return ["sh", "-c", `case " $* " in *" --version "*) echo v9.8.7; exit;; esac\n${script}`, "sh", ...words];
}

/** What every agent of these tests is made of; its folder is beside the workspace. */
export function programOptions(request: AgentRequest, command: readonly string[]): ProgramAgentOptions {
  const environment = { PATH: process.env["PATH"] ?? "", LANG: "C" };
  const folder = join(request.workspace, "..", "agents");
  return { command, commands: localCommands, environment, folder, endpoint: null, key: null };
}

/** What a program was started with, and what lay in its private folder when it was. */
export interface SeenStart {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
}

/** Runs an agent whose program only notes what it was started with. */
export async function seeStart(
  make: (options: ProgramAgentOptions) => Agent,
  request: AgentRequest,
  options: Partial<ProgramAgentOptions> = {},
): Promise<SeenStart> {
  const seen = join(request.workspace, "..", "seen");
  await mkdir(seen, { recursive: true });
  const command = scriptedProgram(
    `seen=$1; shift; printf '%s\\0' "$@" > $seen/words; env -0 > $seen/env; cat > $seen/stdin`,
    seen,
  );
  await make({ ...programOptions(request, command), ...options }).run(request, () => {}, new AbortController().signal);
  const parts = async (file: string) => (await readFile(join(seen, file), "utf8")).split("\0").slice(0, -1);
  const env = (await parts("env")).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
  return {
    words: await parts("words"),
    env: Object.fromEntries(env) as Record<string, string>,
    stdin: await readFile(join(seen, "stdin"), "utf8"),
  };
}

/** The word after a flag. */
export function wordAfter({ words }: SeenStart, flag: string): string | undefined {
  return words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined;
}
