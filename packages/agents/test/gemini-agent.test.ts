import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { describe, expect, test } from "vitest";

import { createGeminiAgent } from "../src/index.ts";
import { programOptions, seeStart, wordAfter, type SeenStart } from "./scripted-program.ts";
import { openSessionPlace } from "./session-place.ts";

const key = { name: "GEMINI_API_KEY", value: "planted-0123456789" };

async function configured({ env }: SeenStart): Promise<unknown> {
  return JSON.parse(await readFile(join(env["GEMINI_CLI_HOME"] ?? "", ".gemini", "settings.json"), "utf8"));
}

describe("the gemini agent", () => {
  test("FAB-EXEC-010 gets the prompt as it is on standard input, quiet, and its tools are bound to workspace and outbox", async () => {
    await using place = await openSessionPlace();
    const start = await seeStart(createGeminiAgent, place.request);
    expect(start.stdin).toBe(place.request.prompt);
    expect(wordAfter(start, "--output-format")).toBe("stream-json");
    expect(wordAfter(start, "--extensions")).toBe("none");
    expect(wordAfter(start, "--include-directories")).toBe(dirname(place.request.resultFile));
    expect(start.words.join(" ")).not.toMatch(/--model|--resume/);
    expect(await configured(start)).toMatchObject({
      privacy: { usageStatisticsEnabled: false },
      general: { enableAutoUpdate: false, maxAttempts: 2 },
    });
  });

  test("model, resumed session and turns of the request reach it", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, model: "gemini-3.8-flash", resume: "an-id", turns: 7 };
    const start = await seeStart(createGeminiAgent, request);
    expect(wordAfter(start, "--model")).toBe("gemini-3.8-flash");
    expect(wordAfter(start, "--resume")).toBe("an-id");
    expect(await configured(start)).toMatchObject({ model: { maxSessionTurns: 7 } });
    const projects = await readFile(join(start.env["GEMINI_CLI_HOME"] ?? "", ".gemini", "projects.json"), "utf8");
    expect(JSON.parse(projects)).toEqual({ projects: { [request.workspace]: "work" } });
  });

  test("its environment is the allowed one, its own folders, its endpoint and its key, which it is told to keep to itself", async () => {
    await using place = await openSessionPlace();
    const endpoint = "http://127.0.0.1:1";
    const start = await seeStart(createGeminiAgent, place.request, { key, endpoint });
    const given = Object.keys(start.env).filter((name) => !/^(FABRIKK_|GEMINI_CLI_|PWD$|SHLVL$|_$)/.test(name));
    expect(given.toSorted()).toEqual(["GEMINI_API_KEY", "GOOGLE_GEMINI_BASE_URL", "LANG", "PATH", "TMPDIR"]);
    const configuration = await configured(start);
    const allowed = expect.arrayContaining(["LANG", "PATH", "TMPDIR", "FABRIKK_RESULT"]);
    expect(configuration).toMatchObject({
      security: { environmentVariableRedaction: { enabled: true, allowed, blocked: ["GEMINI_API_KEY"] } },
    });
    expect(JSON.stringify([start.words, start.stdin, configuration])).not.toContain(key.value);
    const left = await readdir(programOptions(place.request, []).folder, { recursive: true });
    expect(left.filter((path) => /key|\/tmp$/.test(path) && !path.includes(".gemini"))).toEqual([]);
  });
});
