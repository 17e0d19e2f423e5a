import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { readSources } from "../src/read-sources.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fabrikk-intake-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("FAB-INT-001: documents are read once each, named relative to the repository", async () => {
  await mkdir(join(folder, "repo", "docs"), { recursive: true });
  await writeFile(join(folder, "repo", "docs", "a.md"), "It MUST.\r\n");
  await writeFile(join(folder, "b.md"), "b");
  await symlink(join(folder, "b.md"), join(folder, "repo", "link.md"));
  const root = join(folder, "repo");
  const sources = await readSources(root, ["docs/a.md", join(root, "docs/a.md"), "./docs/../link.md", "../b.md"]);
  expect(sources.map(({ file }) => file)).toEqual(["docs/a.md", "link.md", "../b.md"]);
  expect(new TextDecoder().decode(sources[0]?.bytes)).toBe("It MUST.\r\n");
});

test("FAB-INT-008: a folder stands for the documents in it and below it, links and other files left out", async () => {
  for (const path of ["f/spec.md", "f/b/tasks.md", "f/b/data.json", "f/.hidden/x.md", "f/node_modules/y.md"]) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), "x");
  }
  await writeFile(join(folder, "f", "code.ts"), "x");
  await writeFile(join(folder, "f", ".openspec.yaml"), "x");
  await symlink(join(folder, "f", "spec.md"), join(folder, "f", "link.md"));
  const sources = await readSources(folder, ["f", "f/spec.md"]);
  expect(sources.map(({ file, folder: found }) => [file, found])).toEqual([
    ["f/.openspec.yaml", "f"],
    ["f/b/data.json", "f"],
    ["f/b/tasks.md", "f"],
    ["f/spec.md", undefined],
  ]);
});

test("FAB-INT-007: a folder with too many documents is not read", async () => {
  await Promise.all(Array.from({ length: 501 }, (_, index) => writeFile(join(folder, `${index}.md`), "x")));
  await expect(readSources(folder, ["."])).rejects.toMatchObject({ code: "FABRIKK_INTAKE_SOURCE_FOLDER" });
});

test("FAB-INT-007: missing files, folders and 11 MB are told at once, and not read", async () => {
  await mkdir(join(folder, "docs"));
  await writeFile(join(folder, "big.md"), "");
  await truncate(join(folder, "big.md"), 11_000_000);
  await expect(readSources(folder, ["none.md", "docs", "big.md", "big.md/x"])).rejects.toMatchObject({
    code: "FABRIKK_INTAKE_SPEC_REFUSED",
    details: {
      problems: [
        { code: "FABRIKK_INTAKE_SOURCE_MISSING", file: "none.md", line: 1 },
        { code: "FABRIKK_INTAKE_SOURCE_FOLDER", file: "docs", line: 1 },
        { code: "FABRIKK_INTAKE_SPEC_TOO_LARGE", file: "big.md", line: 1 },
        { code: "FABRIKK_INTAKE_SOURCE_MISSING", file: "big.md/x", line: 1 },
      ],
    },
  });
});

test("FAB-INT-007: what is no regular file cannot be read; one problem has its own code", async () => {
  await symlink("loop.md", join(folder, "loop.md"));
  await expect(readSources(folder, ["loop.md"])).rejects.toMatchObject({ code: "FABRIKK_INTAKE_SOURCE_UNREADABLE" });
});

test.skipIf(process.platform === "win32")("FAB-INT-007: a device is not read", async () => {
  await expect(readSources(folder, ["/dev/zero"])).rejects.toMatchObject({ code: "FABRIKK_INTAKE_SOURCE_UNREADABLE" });
});
