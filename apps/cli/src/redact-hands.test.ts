import { Config } from "@fabrikk/state";
import type { Repository, Workspace, Workspaces } from "@fabrikk/state/ports";
import { createRedactor } from "@fabrikk/state/redact";
import { expect, it } from "vitest";

import { redactDiffs, redactOutboxes, secretsOf } from "./redact-hands.ts";

const config = Config.parse({
  agents: { mine: { kind: "shell", command: ["mine"], environment: ["MY_KEY", "NONE"] } },
});
const redactor = createRedactor({ secrets: secretsOf(config, { MY_KEY: "hunter2-hunter2" }) });

it("redacts what a worker leaves in its outbox, and leaves JSON as JSON", async () => {
  const left = { detail: 'the key is hunter2-hunter2, and "password": "abc\ndef"', n: [1, true, null] };
  const readOutbox = async () => ({ state: "read" as const, text: JSON.stringify(left) });
  const workspaces = redactOutboxes({ readOutbox } as unknown as Workspaces, redactor);
  const reading = await workspaces.readOutbox({} as Workspace, "result.json", 1);
  const text = reading.state === "read" ? reading.text : "";
  expect(text).not.toContain("hunter2");
  expect(JSON.parse(text)).toMatchObject({
    detail: expect.stringContaining("the key is [redacted]"),
    n: [1, true, null],
  });
});

it("redacts diffs, which are views", async () => {
  const repository = redactDiffs({ diff: async () => "+key = hunter2-hunter2\n" } as unknown as Repository, redactor);
  expect(await repository.diff("a", "b")).toBe("+key = [redacted]\n");
});
