import { tmpdir } from "node:os";

import { conversationContract, type TalkBehaviour } from "@fabrikk/state/contracts/conversation-contract";

import { createCommands } from "../src/index.ts";

conversationContract("real processes", async () => ({
  commands: createCommands(),
  program: (behaviour) => ({ argv: argvOf(behaviour), cwd: tmpdir(), env: { PATH: process.env["PATH"] ?? "" } }),
  [Symbol.asyncDispose]: async () => {},
}));

function argvOf({ does }: TalkBehaviour): [string, ...string[]] {
  switch (does) {
    case "answer":
      return ["sh", "-c", 'sed -u "s/^/heard /"; echo bye'];
    case "leave":
      return ["sh", "-c", 'read -r line; echo "heard $line"; exit 3'];
    case "ignore":
      return ["sleep", "1000"];
    case "flood":
      return ["yes", "more"];
  }
}
