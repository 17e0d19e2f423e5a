import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { describe, expect, test } from "vitest";

import { createCodexAgent } from "../src/index.ts";
import { recordedLines } from "./recorded-session.ts";
import { programOptions, scriptedProgram, seeStart, wordAfter } from "./scripted-program.ts";
import { openSessionPlace } from "./session-place.ts";

const never = new AbortController().signal;
const key = { name: "OPENAI_API_KEY", value: "sk-planted-0123456789" };

describe("the codex agent", () => {
  test("FAB-EXEC-010 gets the prompt as it is on standard input, in its sandbox, and only what the request names", async () => {
    await using place = await openSessionPlace();
    const start = await seeStart(createCodexAgent, place.request);
    expect(start.stdin).toBe(place.request.prompt);
    expect(start.words.slice(0, 2)).toEqual(["exec", "--json"]);
    expect(start.words.at(-1)).toBe("-");
    expect(wordAfter(start, "--sandbox")).toBe("workspace-write");
    expect(wordAfter(start, "--add-dir")).toBe(dirname(place.request.resultFile));
    expect(start.words.join(" ")).not.toMatch(/--model|--output-schema|resume /);
  });

  test("model, resumed session and schema of the request reach it", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, model: "gpt-5.5", resume: "an-id", schema: { type: "object" } };
    const start = await seeStart(createCodexAgent, request);
    expect(wordAfter(start, "--model")).toBe("gpt-5.5");
    expect(start.words.slice(-3)).toEqual(["resume", "an-id", "-"]);
    expect(wordAfter(start, "--output-schema")).toMatch(/schema\.json$/);
  });

  test("its environment is the allowed one and its own folders; endpoint and key are in its private configuration", async () => {
    await using place = await openSessionPlace();
    const endpoint = 'http://127.0.0.1:1/"quoted"';
    const start = await seeStart(createCodexAgent, place.request, { key, endpoint });
    expect(
      Object.keys(start.env)
        .filter((name) => !/^(FABRIKK_|PWD$|SHLVL$|_$)/.test(name))
        .toSorted(),
    ).toEqual(["CODEX_HOME", "LANG", "PATH", "TMPDIR"]);
    const configuration = await readFile(join(start.env["CODEX_HOME"] ?? "", "config.toml"), "utf8");
    expect(configuration).toContain('base_url = "http://127.0.0.1:1/\\"quoted\\""\n');
    expect(configuration).toContain("[model_providers.fabrikk.auth]");
    expect(JSON.stringify(start) + configuration).not.toContain(key.value);
    const left = await readdir(programOptions(place.request, []).folder, { recursive: true });
    expect(left.filter((path) => /key|schema|tmp/.test(path))).toEqual([]);
  });

  test("without a key and an endpoint it asks OpenAI, and no helper", async () => {
    await using place = await openSessionPlace();
    const start = await seeStart(createCodexAgent, place.request);
    const configuration = await readFile(join(start.env["CODEX_HOME"] ?? "", "config.toml"), "utf8");
    expect(configuration).toContain('base_url = "https://api.openai.com/v1"');
    expect(configuration).not.toContain("auth");
  });

  test("its version is asked for once, and told with the first event", async () => {
    await using place = await openSessionPlace();
    const script = 'printf "%s\\n" "$1"';
    const asked = scriptedProgram(script, recordedLines("codex", "ok").join("\n"));
    const agent = createCodexAgent(programOptions(place.request, asked));
    const events: unknown[] = [];
    const session = await agent.run(place.request, (event) => void events.push(event), never);
    expect(session.version).toBe("9.8.7");
    expect(events[0]).toMatchObject({ type: "session-started", version: "9.8.7", session: session.session });
  });

  test("a session that goes on beyond its turns is ended", async () => {
    await using place = await openSessionPlace();
    const endless = scriptedProgram('printf "%s\\n" "$1"; sleep 1000', recordedLines("codex", "turns").join("\n"));
    const request = { ...place.request, turns: 2 };
    const session = await createCodexAgent(programOptions(request, endless)).run(request, () => {}, never);
    expect(session).toMatchObject({ outcome: "limit", failure: null, detail: "ended at the limit of 2 turns" });
  });

  test("what a thread used is taken off what the session that goes on from it reports", async () => {
    await using place = await openSessionPlace();
    const play = (name: string) => scriptedProgram('printf "%s\\n" "$1"', recordedLines("codex", name).join("\n"));
    const options = programOptions(place.request, play("ok"));
    const first = await createCodexAgent(options).run(place.request, () => {}, never);
    const request = { ...place.request, resume: first.session };
    const resumed = { ...options, command: play("resume") };
    const again = await createCodexAgent(resumed).run(request, () => {}, never);
    expect(again.usage).toMatchObject({ input_tokens: 3000, output_tokens: 100 });
    const third = await createCodexAgent(resumed).run(request, () => {}, never);
    expect(third.usage).toMatchObject({ input_tokens: 0, output_tokens: 0 });
  });
});
