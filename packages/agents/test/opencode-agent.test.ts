import { readdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";

import { describe, expect, test } from "vitest";

import { createOpencodeAgent, type OpencodeAgentOptions, type ProgramAgentOptions } from "../src/index.ts";
import { programOptions, seeStart, wordAfter, type SeenStart } from "./scripted-program.ts";
import { openSessionPlace } from "./session-place.ts";

const key = { name: "STUB_KEY", value: "sk-planted-0123456789" };
const agentOf = (providerPackage: OpencodeAgentOptions["providerPackage"]) => (options: ProgramAgentOptions) =>
  createOpencodeAgent({ ...options, providerPackage });

async function configured({ env }: SeenStart): Promise<unknown> {
  return JSON.parse(await readFile(env["OPENCODE_CONFIG"] ?? "", "utf8"));
}

describe("the opencode agent", () => {
  test("FAB-EXEC-010 gets the prompt as it is on standard input, and its tools are bound to workspace and outbox", async () => {
    await using place = await openSessionPlace();
    const start = await seeStart(agentOf(null), place.request);
    expect(start.stdin).toBe(place.request.prompt);
    expect(start.words).toEqual(["run", "--format", "json", "--title", "task-1"]);
    expect(await configured(start)).toEqual({
      autoupdate: false,
      share: "disabled",
      permission: { external_directory: { "*": "deny", [`${dirname(place.request.resultFile)}/*`]: "allow" } },
    });
  });

  test("model and resumed session of the request reach it", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, model: "stub/some/model", resume: "ses_1" };
    const start = await seeStart(agentOf(null), request);
    expect(wordAfter(start, "--model")).toBe("stub/some/model");
    expect(wordAfter(start, "--session")).toBe("ses_1");
    expect(await configured(start)).toMatchObject({ small_model: "stub/some/model" });
  });

  test("its environment is the allowed one and its own folders; endpoint and key are in its private configuration", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, model: "stub/some/model" };
    const endpoint = "http://127.0.0.1:1/v1";
    const start = await seeStart(agentOf("@ai-sdk/openai-compatible"), request, { key, endpoint });
    const given = Object.keys(start.env).filter((name) => !/^(FABRIKK_|OPENCODE_|XDG_|PWD$|SHLVL$|_$)/.test(name));
    expect(given.toSorted()).toEqual(["LANG", "PATH", "TMPDIR"]);
    const configuration = await configured(start);
    const options = { baseURL: endpoint, apiKey: expect.stringMatching(/^\{file:.*\/key\}$/) };
    expect(configuration).toMatchObject({
      provider: { stub: { npm: "@ai-sdk/openai-compatible", models: { "some/model": {} }, options } },
    });
    expect(JSON.stringify([start, configuration])).not.toContain(key.value);
    const left = await readdir(programOptions(request, []).folder, { recursive: true });
    expect(left.filter((path) => /key|tmp/.test(path))).toEqual([]);
  });

  test("of a provider that it knows only the address is another; without a model the key keeps its name", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, model: "anthropic/claude" };
    const known = await seeStart(agentOf(null), request, { endpoint: "http://127.0.0.1:1" });
    const provider = { anthropic: { options: { baseURL: "http://127.0.0.1:1" } } };
    expect(await configured(known)).toMatchObject({ provider });
    expect((await seeStart(agentOf(null), place.request, { key })).env["STUB_KEY"]).toBe(key.value);
  });

  test("it says that it reports money only where it knows the price", async () => {
    await using place = await openSessionPlace();
    const options = programOptions(place.request, ["opencode"]);
    expect(createOpencodeAgent({ ...options, providerPackage: null }).capabilities.usage).toBe("cost");
    expect(createOpencodeAgent({ ...options, providerPackage: "any" }).capabilities.usage).toBe("tokens");
  });
});
