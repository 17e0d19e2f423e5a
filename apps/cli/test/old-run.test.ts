import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Config, hashJson } from "@fabrikk/state";
import { createRunDirectory, openJournal } from "@fabrikk/state/run-dir";
import { expect, test } from "vitest";

import { systemClock } from "../src/system-clock.ts";
import { runForJson } from "./run-fabrikk.ts";
import { temporaryRepository } from "./temporary-repository.ts";

test("FAB-RUN-007: a run that an older fabrikk prepared is refused by its file's name, with what to do", async () => {
  await using repository = await temporaryRepository({ "README.md": "old\n" });
  const run = "old-run-0123456789";
  const dir = await createRunDirectory(repository.root, run);
  const artifact = { schema: 1, title: "Old" };
  await writeFile(join(dir, "run-artifact.json"), JSON.stringify(artifact));
  await using journal = await openJournal({ dir, clock: systemClock });
  await journal.append({
    type: "run-created",
    run,
    title: "Old",
    artifact_sha256: hashJson(artifact),
    graph_sha256: "0".repeat(64),
    config: Config.parse({}),
    base_commit: "0".repeat(40),
    base_ref: "main",
    subject_sha256: "0".repeat(64),
  });
  for (const command of ["status", "review"]) {
    const { exitCode, json } = await runForJson(repository.root, [command]);
    expect([command, exitCode, json["error"].code]).toEqual([command, 1, "FABRIKK_STATE_RECORD_OLD"]);
    expect(json["error"].message).toContain(join(dir, "run-artifact.json"));
  }
});
