import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { describe, expect, test } from "vitest";

import { createClaudeAgent } from "../src/index.ts";
import { recordedLines } from "./recorded-session.ts";
import { programOptions, scriptedProgram, seeStart, wordAfter } from "./scripted-program.ts";
import { openSessionPlace } from "./session-place.ts";

const never = new AbortController().signal;
const key = { name: "ANTHROPIC_API_KEY", value: "sk-planted-0123456789" };

describe("the claude agent", () => {
  test("FAB-EXEC-010 gets the prompt as it is on standard input, and words that make it quiet and bound", async () => {
    await using place = await openSessionPlace();
    const start = await seeStart(createClaudeAgent, place.request);
    expect(start.stdin).toBe(place.request.prompt);
    expect(start.words).toEqual(expect.arrayContaining(["-p", "--verbose", "--strict-mcp-config"]));
    expect(wordAfter(start, "--output-format")).toBe("stream-json");
    expect(wordAfter(start, "--permission-mode")).toBe("acceptEdits");
    expect(wordAfter(start, "--setting-sources")).toBe("");
    expect(wordAfter(start, "--add-dir")).toBe(dirname(place.request.resultFile));
    expect(start.words.join(" ")).not.toMatch(/--(model|resume|max-turns|json-schema)\b/);
  });

  test("model, resumed session, turns and schema of the request reach it", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, model: "opus", resume: "an-id", turns: 7, schema: { type: "object" } };
    const start = await seeStart(createClaudeAgent, request);
    expect(wordAfter(start, "--model")).toBe("opus");
    expect(wordAfter(start, "--resume")).toBe("an-id");
    expect(wordAfter(start, "--max-turns")).toBe("7");
    expect(wordAfter(start, "--json-schema")).toBe('{"type":"object"}');
  });

  test("its environment is the allowed one, its own folders and its endpoint: no key, which a helper gives it once", async () => {
    await using place = await openSessionPlace();
    const endpoint = "http://127.0.0.1:1";
    const start = await seeStart(createClaudeAgent, place.request, { key, endpoint });
    expect(
      Object.keys(start.env)
        .filter((name) => !/^(CLAUDE_CODE_|FABRIKK_|PWD$|SHLVL$|_$)/.test(name))
        .toSorted(),
    ).toEqual(["ANTHROPIC_BASE_URL", "CLAUDE_CONFIG_DIR", "LANG", "PATH", "TMPDIR"]);
    expect(start.env).toMatchObject({ ANTHROPIC_BASE_URL: endpoint, CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" });
    expect(JSON.stringify(start)).not.toContain(key.value);
    expect(wordAfter(start, "--settings")).toMatch(/"apiKeyHelper":"cat '[^']+\/key' /);
  });

  test("the helper gives the key, and nothing of the key or the temporary files is left after the session", async () => {
    await using place = await openSessionPlace();
    const script = `
      while [ "$1" != --settings ]; do shift; done
      helper=$(printf %s "$2" | sed 's/.*"apiKeyHelper":"\\([^"]*\\)".*/\\1/')
      touch "$TMPDIR/leftover"
      sh -c "$helper" > ../given; ls "$(dirname "$TMPDIR")/session" > ../rest`;
    const options = { ...programOptions(place.request, scriptedProgram(script)), key };
    await createClaudeAgent(options).run(place.request, () => {}, never);
    expect(await readFile(join(place.folder, "given"), "utf8")).toBe(key.value);
    expect(await readFile(join(place.folder, "rest"), "utf8")).toBe("");
    const left = await readdir(options.folder, { recursive: true });
    expect(left.filter((path) => /key|leftover|tmp/.test(path))).toEqual([]);
  });

  test("a credential by another name is handed on by that name", async () => {
    await using place = await openSessionPlace();
    const token = { name: "CLAUDE_CODE_OAUTH_TOKEN", value: "planted" };
    const start = await seeStart(createClaudeAgent, place.request, { key: token });
    expect(start.env).toMatchObject({ CLAUDE_CODE_OAUTH_TOKEN: "planted" });
    expect(wordAfter(start, "--settings")).not.toContain("apiKeyHelper");
  });

  test("what a session used is taken off what the session that goes on from it reports", async () => {
    await using place = await openSessionPlace();
    const play = (name: string) => scriptedProgram('printf "%s\\n" "$1"', recordedLines("claude", name).join("\n"));
    const options = programOptions(place.request, play("ok"));
    const first = await createClaudeAgent(options).run(place.request, () => {}, never);
    expect(first.usage?.cost_usd).toBe(0.01818);
    const request = { ...place.request, resume: first.session };
    const again = await createClaudeAgent({ ...options, command: play("resume") }).run(request, () => {}, never);
    expect(again.session).toBe(first.session);
    expect(again.usage?.cost_usd).toBeCloseTo(0.00606, 10);
  });

  test("FAB-EXEC-004 an answer in the asked shape is left as the result, unless the agent left one itself", async () => {
    await using place = await openSessionPlace();
    const request = { ...place.request, schema: { type: "object" } };
    const lines = recordedLines("claude", "schema").join("\n");
    const own = scriptedProgram('printf mine > "$FABRIKK_RESULT"; printf "%s\\n" "$1"', lines);
    const none = scriptedProgram('rm -f "$FABRIKK_RESULT"; printf "%s\\n" "$1"', lines);
    const run = async (command: readonly string[]) => {
      await createClaudeAgent(programOptions(request, command)).run(request, () => {}, never);
      return place.read(request.resultFile);
    };
    expect(await run(own)).toBe("mine");
    expect(await run(none)).toBe('{"ok":true}');
  });

  test("a program that is not there is a wrong configuration, named", async () => {
    await using place = await openSessionPlace();
    const run = (command: readonly string[]) => () =>
      createClaudeAgent(programOptions(place.request, command)).run(place.request, () => {}, never);
    const error = { code: "FABRIKK_AGENTS_PROGRAM_MISSING", details: { program: "no-such-claude" } };
    await expect(run(["no-such-claude"])).rejects.toMatchObject(error);
    expect(run([])).toThrow(/no command/);
  });

  test("its folder is never within the working files", async () => {
    await using place = await openSessionPlace();
    const options = { ...programOptions(place.request, ["true"]), folder: join(place.request.workspace, "agents") };
    await expect(createClaudeAgent(options).run(place.request, () => {}, never)).rejects.toThrow(
      /outside of the workspace/,
    );
  });
});
