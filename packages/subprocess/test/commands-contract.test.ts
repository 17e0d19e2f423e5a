import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { commandsContract, type CommandBehaviour } from "@fabrikk/state/contracts/commands-contract";

import { createCommands } from "../src/index.ts";

commandsContract("real processes", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fabrikk-test-"));
  const outputFile = join(folder, "output.log");
  return {
    commands: createCommands(),
    program: (behaviour) => ({ argv: argvOf(behaviour), cwd: folder, env: { PATH: process.env["PATH"] ?? "" } }),
    outputFile,
    readOutput: () => readFile(outputFile, "utf8"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
});

function argvOf(behaviour: CommandBehaviour): [string, ...string[]] {
  switch (behaviour.does) {
    case "exit": {
      const { code, stdout = "", stderr = "" } = behaviour;
      return ["sh", "-c", 'printf %s "$1"; printf %s "$2" >&2; exit $3', "sh", stdout, stderr, String(code)];
    }
    case "repeat-input":
      return ["cat"];
    case "hang":
      return ["sleep", "1000"];
    case "flood":
      return ["yes"];
    case "be-signalled":
      return ["sh", "-c", "kill -TERM $$"];
    case "be-missing":
      return ["no-such-program"];
  }
}
