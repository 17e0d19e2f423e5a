import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { createRunDirectory, listRuns, newRunId, openJournal, openRunFiles, runsFolder } from "@fabrikk/state/run-dir";
import { describe, expect, test } from "vitest";

import { writeFileAtomically } from "../src/run-dir/write-file-atomically.ts";
import { countingClock } from "./counting-clock.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("createRunDirectory", () => {
  test("FAB-RUN-001: makes .fabrikk/runs/<run>, which git ignores, and never the same twice", async () => {
    await using root = await temporaryFolder();
    const dir = await createRunDirectory(root.path, "first-run");
    expect(dir).toBe(join(root.path, ".fabrikk", "runs", "first-run"));
    expect(await readdir(dir)).toEqual([]);
    expect(await readFile(join(runsFolder(root.path), ".gitignore"), "utf8")).toBe("*\n");
    await expect(createRunDirectory(root.path, "first-run")).rejects.toMatchObject({
      code: "FABRIKK_STATE_RUN_EXISTS",
    });
    await createRunDirectory(root.path, "second-run");
    expect(await readdir(runsFolder(root.path))).toEqual([".gitignore", "first-run", "second-run"]);
  });

  test.each(["../up", "a/b", "A", "", "."])("refuses %j as a run id", async (id) => {
    await using root = await temporaryFolder();
    await expect(createRunDirectory(root.path, id)).rejects.toThrow("a run id is lower-case letters");
    expect(await readdir(root.path)).toEqual([]);
  });
});

describe("listRuns", () => {
  test("lists runs oldest first, by the time in the id, else by the folder's", async () => {
    await using root = await temporaryFolder();
    expect(await listRuns(root.path)).toEqual([]);
    const day = Date.UTC(2026, 10, 20);
    const newest = newRunId("a", day + 2000, Buffer.from([0]));
    const oldest = newRunId("z", day, Buffer.from([255]));
    for (const id of [newest, "by-hand", oldest]) await createRunDirectory(root.path, id);
    await utimes(join(runsFolder(root.path), "by-hand"), new Date(day + 1000), new Date(day + 1000));
    await writeFile(join(runsFolder(root.path), "a-file"), "");
    await mkdir(join(runsFolder(root.path), "No Run"));
    expect(await listRuns(root.path)).toEqual([oldest, "by-hand", newest]);
  });
});

describe("openRunFiles", () => {
  test("writes, replaces and reads files, and makes their folders", async () => {
    await using run = await temporaryFolder();
    const files = openRunFiles(run.path);
    expect(await files.read("tasks/a/attempt-1/prompt.md")).toBeNull();
    await files.write("tasks/a/attempt-1/prompt.md", "one");
    await files.write("tasks/a/attempt-1/prompt.md", "two é");
    expect(await files.read("tasks/a/attempt-1/prompt.md")).toBe("two é");
    expect(await readdir(join(run.path, "tasks/a/attempt-1"))).toEqual(["prompt.md"]);
    const reserved = await files.reserve("tasks/b/stdout.log");
    expect(reserved).toBe(join(run.path, "tasks/b/stdout.log"));
    await writeFile(reserved, "by another program");
    expect(await files.read("tasks/b/stdout.log")).toBe("by another program");
  });

  test.each(["../x", "/etc/x", "a/../../x", "a//b", "", ".", "a\\..\\b"])("refuses the path %j", async (path) => {
    await using run = await temporaryFolder();
    const files = openRunFiles(run.path);
    await expect(files.write(path, "x")).rejects.toThrow(RangeError);
    await expect(files.read(path)).rejects.toThrow(RangeError);
    await expect(files.reserve(path)).rejects.toThrow(RangeError);
  });

  test.each(["journal/1.jsonl", "Journal/2.jsonl", "lock", "lock.after-1"])("never writes %s", async (path) => {
    await using run = await temporaryFolder();
    await expect(openRunFiles(run.path).write(path, "x")).rejects.toThrow("belongs to the journal or the lock");
    expect(await readdir(run.path)).toEqual([]);
  });

  test("FAB-RUN-001: hands out the journal's files as they are", async () => {
    await using run = await temporaryFolder();
    const files = openRunFiles(run.path);
    expect(await files.journalFiles()).toEqual([]);
    for (let epoch = 1; epoch <= 11; epoch += 1)
      await (await openJournal({ dir: run.path, clock: countingClock() })).close();
    const journal = await files.journalFiles();
    expect(journal.map(({ path }) => path)).toEqual(
      Array.from({ length: 11 }, (_, index) => `journal/${index + 1}.jsonl`),
    );
    for (const { path, content } of journal) expect(content).toEqual(await readFile(join(run.path, path)));
  });
});

describe("writeFileAtomically", () => {
  test("leaves the old content and nothing else behind when it fails", async () => {
    await using folder = await temporaryFolder();
    const target = join(folder.path, "a-folder");
    await mkdir(target);
    await expect(writeFileAtomically(target, "x")).rejects.toThrow("EISDIR");
    expect(await readdir(folder.path)).toEqual(["a-folder"]);
  });

  test("is never seen half-written", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "status.json");
    const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(100_000));
    await writeFileAtomically(path, contents[0] ?? "");
    const progress = { written: 0 };
    const writes = (async () => {
      for (const content of contents) await writeFileAtomically(path, content).then(() => (progress.written += 1));
    })();
    while (progress.written < contents.length) expect(contents.includes(await readFile(path, "utf8"))).toBe(true);
    await writes;
  });
});
