import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, expect, test, vi } from "vitest";

import { createCommands } from "../src/index.ts";
import { markerOf } from "../src/guard-mark.ts";
import { readProcessTable } from "../src/process-table.ts";
import { shellSpec } from "./command-spec.ts";
import { until } from "./living.ts";

afterEach(() => void vi.unstubAllEnvs());

test.for([
  ["no temporary folder", "TMPDIR", join(tmpdir(), "fabrikk-none")],
  ["no mkfifo", "PATH", join(tmpdir(), "fabrikk-none")],
])("%s: an error, and the guard leaves", async ([, name, value]) => {
  const spec = shellSpec(":");
  vi.stubEnv(name ?? "", value);
  const problem = { code: "FABRIKK_SUBPROCESS_TEMPORARY_FILES", message: expect.stringContaining("pipes") };
  await expect(createCommands().run(spec)).rejects.toMatchObject(problem);
  const marked = () => readProcessTable(0).rows.filter(({ mark }) => mark !== null && markerOf(mark) === spec.marker);
  expect(await until(() => marked().length === 0)).toBe(true);
});
