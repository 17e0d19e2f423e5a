import { throwawayRepository } from "@fabrikk/state/contracts/throwaway-repository";
import { expect, test } from "vitest";

import { verifyCommit } from "../src/node.ts";

test("FAB-VER-009: a commit is verified alone, without an engine, and the checkout is left as it is", async () => {
  await using project = await throwawayRepository({ "a.txt": "one\n" });
  const broken = await project.commitFiles({ "a.txt": "two\n" });
  const checks = [{ kind: "command", command: "grep one a.txt", exit_code: 0 } as const];
  const [good, bad] = [
    await verifyCommit({ repository: project.folder, commit: project.commit, checks }),
    await verifyCommit({ repository: project.folder, checks }),
  ];
  expect(good.verdict.value).toBe("pass");
  expect(bad).toMatchObject({
    commit: broken,
    verdict: { value: "fail", conditions: [{ code: "FABRIKK_VERIFIER_CHECK_FAILED" }] },
  });
  expect(await project.git("status", "--porcelain")).toBe("");
});
