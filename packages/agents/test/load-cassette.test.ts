import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { CassetteEntry } from "@fabrikk/state";
import { describe, expect, test } from "vitest";

import { cassetteFileLoader, loadCassette } from "../src/index.ts";
import { openSessionPlace } from "./session-place.ts";

const entry: CassetteEntry = { role: "worker", task: "task-1", settled_attempts: 0, actions: [] };

const withAction = (action: object) => ({ ...entry, actions: [action] });
const json = (entries: readonly object[]) => JSON.stringify({ schema: 1, entries });

async function load(text: string) {
  await using place = await openSessionPlace();
  const file = join(place.folder, "cassette.json");
  await writeFile(file, text);
  return await loadCassette(file);
}

describe("a cassette", () => {
  test("is read as it is", async () => {
    const entries = [withAction({ do: "say", text: "hi" })];
    expect(await load(json(entries))).toEqual({ schema: 1, entries });
  });

  test("that is not there is named", async () => {
    await using place = await openSessionPlace();
    const file = join(place.folder, "none.json");
    const problem = { code: "FABRIKK_AGENTS_CASSETTE_UNREADABLE", details: { file } };
    await expect(loadCassette(file)).rejects.toMatchObject(problem);
    await expect(cassetteFileLoader(join(place.folder, "cassette.json"))("none.json")).rejects.toMatchObject(problem);
  });

  test("names files that lie beside it", async () => {
    await using place = await openSessionPlace();
    expect(await cassetteFileLoader(join(place.folder, "cassette.json"))("prompt.md")).toBe(place.request.prompt);
  });

  test.for([
    ["no JSON", '{ "schema": 1,\n oops }', /cassette\.json is not valid: .*line 2 column 2/],
    ["another shape", "[]", /the whole: /],
    ["a wrong field", json([entry, { ...entry, task: "" }]), /entries\[1\]\.task: /],
    ["a wrong action", json([withAction({ do: "dance" })]), /entries\[0\]\.actions\[0\]\.do: /],
    [
      "a session twice and half a write",
      json([entry, withAction({ do: "write", path: "a" })]),
      /entries\[1\]: is for the same session as entries\[0\]; entries\[1\]\.actions\[0\]: a write has either text or from$/,
    ],
  ] as const)("that is not valid names every place: %s", async ([, text, message]) => {
    await expect(load(text)).rejects.toMatchObject({
      code: "FABRIKK_AGENTS_CASSETTE_INVALID",
      message: expect.stringMatching(message),
    });
  });
});
