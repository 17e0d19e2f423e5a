import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { aSession } from "@fabrikk/state/contracts/scripted-agent";
import type { AgentSession } from "@fabrikk/state/ports";
import { describe, expect, test } from "vitest";

import { createShellAgent } from "../src/index.ts";
import { localCommands } from "./local-commands.ts";
import { openSessionPlace, type SessionPlace } from "./session-place.ts";

const never = new AbortController().signal;
const environment = { PATH: process.env["PATH"] ?? "", LANG: "C" };

async function run({ request }: SessionPlace, command: readonly string[]): Promise<AgentSession> {
  return createShellAgent({ command, commands: localCommands, environment }).run(request, () => {}, never);
}

describe("the shell agent", () => {
  test("FAB-EXEC-010 runs any program in the workspace, with the prompt on standard input and nothing added to it", async () => {
    await using place = await openSessionPlace();
    const session = await run(place, ["sh", "-c", 'cat > prompt.txt; cmp prompt.txt "$FABRIKK_PROMPT"']);
    expect(session).toEqual(aSession({ detail: "exited with 0" }));
    expect(await readFile(join(place.request.workspace, "prompt.txt"), "utf8")).toBe(place.request.prompt);
  });

  test("the environment is the allowed one and five variables", async () => {
    await using place = await openSessionPlace();
    await run(place, ["env"]);
    const { request } = place;
    expect((await readFile(request.outputFile, "utf8")).trim().split("\n").toSorted()).toEqual(
      [
        `PATH=${environment.PATH}`,
        "LANG=C",
        "FABRIKK_ROLE=worker",
        "FABRIKK_TASK=task-1",
        "FABRIKK_ATTEMPT=3",
        `FABRIKK_PROMPT=${request.promptFile}`,
        `FABRIKK_RESULT=${request.resultFile}`,
      ].toSorted(),
    );
  });

  test("a program that exits with another code, or is killed, has failed", async () => {
    await using place = await openSessionPlace();
    expect(await run(place, ["sh", "-c", "exit 9"])).toMatchObject({
      outcome: "failed",
      failure: "other",
      detail: "exited with 9",
    });
    const killed = await run(place, ["sh", "-c", "kill -KILL $$"]);
    expect(killed).toMatchObject({ outcome: "failed", detail: "ended by SIGKILL" });
  });

  test("a program that is not there is a wrong configuration, named", async () => {
    await using place = await openSessionPlace();
    await expect(run(place, ["no-such-agent", "--yes"])).rejects.toMatchObject({
      code: "FABRIKK_AGENTS_PROGRAM_MISSING",
      message: expect.stringContaining("no-such-agent"),
      details: { program: "no-such-agent" },
    });
    await expect(run(place, [])).rejects.toMatchObject({ code: "FABRIKK_AGENTS_PROGRAM_MISSING" });
  });
});
