import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { createPiAgent, type PiAgentOptions, type ProgramAgentOptions } from "../src/index.ts";
import { programOptions, seeStart, wordAfter, type SeenStart } from "./scripted-program.ts";
import { openSessionPlace } from "./session-place.ts";

const key = { name: "STUB_KEY", value: "sk-planted-0123456789" };
const agentOf = (api: PiAgentOptions["api"]) => (options: ProgramAgentOptions) => createPiAgent({ ...options, api });

async function configured({ env }: SeenStart, file: string): Promise<unknown> {
  return JSON.parse(await readFile(join(env["PI_CODING_AGENT_DIR"] ?? "", file), "utf8"));
}

describe("the pi agent", () => {
  test("FAB-EXEC-010 gets the prompt as it is on standard input, quiet, with nothing of the user's or the repository's loaded", async () => {
    await using place = await openSessionPlace();
    const start = await seeStart(agentOf(null), place.request);
    expect(start.stdin).toBe(place.request.prompt);
    expect(wordAfter(start, "--mode")).toBe("json");
    const quiet = ["--print", "--offline", "--no-approve", "--no-extensions", "--no-skills", "--no-prompt-templates"];
    expect(start.words).toEqual(expect.arrayContaining(quiet));
    expect(start.words.join(" ")).not.toMatch(/--model|--session /);
  });

  test("model and resumed session of the request reach it", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, model: "stub/some/model", resume: "an-id" };
    const start = await seeStart(agentOf(null), request);
    expect(wordAfter(start, "--model")).toBe("stub/some/model");
    expect(wordAfter(start, "--session")).toBe("an-id");
  });

  test("its environment is the allowed one and its own folders; endpoint and key are in its private configuration", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, model: "stub/some/model" };
    const endpoint = "http://127.0.0.1:1/v1";
    const start = await seeStart(agentOf("openai-completions"), request, { key, endpoint });
    expect(
      Object.keys(start.env)
        .filter((name) => !/^(FABRIKK_|PWD$|SHLVL$|_$)/.test(name))
        .toSorted(),
    ).toEqual(["LANG", "PATH", "PI_CODING_AGENT_DIR", "TMPDIR"]);
    const api = "openai-completions";
    const models = { providers: { stub: { baseUrl: endpoint, api, models: [{ id: "some/model" }] } } };
    expect(await configured(start, "models.json")).toEqual(models);
    const credentials = await configured(start, "auth.json");
    expect(credentials).toMatchObject({ stub: { type: "api_key", key: expect.stringMatching(/^!cat '.*\/key'/) } });
    expect(JSON.stringify([start, credentials])).not.toContain(key.value);
    const left = await readdir(programOptions(request, []).folder, { recursive: true });
    expect(left.filter((path) => /key|tmp/.test(path))).toEqual([]);
  });

  test("of a provider that pi knows only the address is another; without a model the key keeps its name", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, model: "anthropic/claude" };
    const known = await seeStart(agentOf(null), request, { key, endpoint: "http://127.0.0.1:1" });
    expect(await configured(known, "models.json")).toEqual({
      providers: { anthropic: { baseUrl: "http://127.0.0.1:1" } },
    });
    const unnamed = await seeStart(agentOf(null), place.request, { key });
    expect(unnamed.env["STUB_KEY"]).toBe(key.value);
    expect(await configured(unnamed, "auth.json")).toEqual({});
  });

  test("it says that it reports money only where pi knows the price", async () => {
    await using place = await openSessionPlace();
    const options = programOptions(place.request, ["pi"]);
    expect(createPiAgent({ ...options, api: null }).capabilities.usage).toBe("cost");
    expect(createPiAgent({ ...options, api: "openai-completions" }).capabilities.usage).toBe("tokens");
  });
});
