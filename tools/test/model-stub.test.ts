import { request } from "node:http";
import type { Duplex } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import { faults } from "../model-stub/fault.ts";
import { startModelStub } from "../model-stub/start-model-stub.ts";
import { stubUsage } from "../model-stub/stub-usage.ts";

type Json = Record<string, unknown>;

const writeSchema = { type: "object", properties: { file_path: {}, content: {} }, required: ["file_path", "content"] };
const shellSchema = {
  type: "object",
  properties: { cmd: { type: "string" }, why: { type: "string" }, now: { type: "boolean" } },
  required: ["cmd", "why", "now"],
};
const offers = [
  { name: "read", schema: {} },
  { name: "write", schema: writeSchema },
  { name: "bash", schema: shellSchema },
];

/** How each protocol asks, with the answers of so many tools, and what its answer says. */
const protocols = {
  messages: {
    path: "/v1/messages",
    ask: (prompt: string, results: number, tools = offers): Json => ({
      model: "m",
      system: "@@say never read@@",
      messages: [
        { role: "user", content: [{ type: "text", text: prompt }] },
        ...Array.from({ length: results }, () => [
          { role: "assistant", content: [{ type: "tool_use" }] },
          { role: "user", content: [{ type: "tool_result", content: "ok" }] },
        ]).flat(),
      ],
      tools: tools.map(({ name, schema }) => ({ name, input_schema: schema })),
    }),
    input: (found: string) => JSON.parse(JSON.parse(/"partial_json":("(?:[^"\\]|\\.)*")/.exec(found)?.[1] ?? '"null"')),
    usage: `"input_tokens":${stubUsage.input},"cache_read_input_tokens":300,"cache_creation_input_tokens":200,"output_tokens":50`,
    last: '{"type":"message_stop"}',
  },
  responses: {
    path: "/v1/responses",
    ask: (prompt: string, results: number, tools = offers): Json => ({
      model: "m",
      input: [
        { type: "message", role: "developer", content: [{ type: "input_text", text: "@@say never read@@" }] },
        { type: "message", role: "user", content: [{ type: "input_text", text: prompt }] },
        ...Array.from({ length: results }, () => [{ type: "function_call" }, { type: "function_call_output" }]).flat(),
      ],
      tools: tools.map(({ name, schema }) => ({ type: "function", name, parameters: schema })),
    }),
    input: (found: string) => JSON.parse(JSON.parse(/"arguments":("(?:[^"\\]|\\.)*")/.exec(found)?.[1] ?? '"null"')),
    usage: '"input_tokens":1500,"input_tokens_details":{"cached_tokens":300},"output_tokens":50',
    last: '"type":"response.completed"',
  },
  chat: {
    path: "/v1/chat/completions",
    ask: (prompt: string, results: number, tools = offers): Json => ({
      model: "m",
      messages: [
        { role: "system", content: "@@say never read@@" },
        { role: "user", content: prompt },
        ...Array.from({ length: results }, () => [{ role: "assistant" }, { role: "tool", content: "ok" }]).flat(),
      ],
      tools: tools.map(({ name, schema }) => ({ type: "function", function: { name, parameters: schema } })),
    }),
    input: (found: string) => JSON.parse(JSON.parse(/"arguments":("(?:[^"\\]|\\.)*")/.exec(found)?.[1] ?? '"null"')),
    usage: '"prompt_tokens":1500,"prompt_tokens_details":{"cached_tokens":300},"completion_tokens":50',
    last: "data: [DONE]",
  },
  gemini: {
    path: "/v1beta/models/m:streamGenerateContent?alt=sse&key=never-logged",
    ask: (prompt: string, results: number, tools = offers): Json => ({
      systemInstruction: { parts: [{ text: "@@say never read@@" }] },
      contents: [
        { role: "user", parts: [{ text: prompt }] },
        ...Array.from({ length: results }, () => [
          { role: "model", parts: [{ functionCall: {} }] },
          { role: "user", parts: [{ functionResponse: {} }] },
        ]).flat(),
      ],
      tools: [{ functionDeclarations: tools.map(({ name, schema }) => ({ name, parametersJsonSchema: schema })) }],
    }),
    input: (found: string) => JSON.parse(/"args":(\{.*?\})/.exec(found)?.[1] ?? "null"),
    usage: '"promptTokenCount":1500,"cachedContentTokenCount":300,"candidatesTokenCount":40,"thoughtsTokenCount":10',
    last: '"finishReason":"STOP"',
  },
} as const;
const names = Object.keys(protocols) as (keyof typeof protocols)[];

async function post(url: string, body: unknown, timeoutMs = 5_000): Promise<Response> {
  return await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer never-logged" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
}

test.each(names)("%s: a prompt is followed turn by turn, from the history alone", async (name) => {
  await using stub = await startModelStub();
  const { path, ask, input, usage, last } = protocols[name];
  const prompt = 'Please\n@@say First this.@@ @@write a.txt one\n"two"@@ then @@run ls "a b"@@ and @@say All done.@@';
  const answers: string[] = [];
  for (const results of [0, 1, 2, 0]) {
    const response = await post(`${stub.url}/agent${path}`, ask(prompt, results));
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    answers.push(await response.text());
  }
  const [first = "", second = "", third = "", again] = answers;
  expect(input(first)).toEqual({ file_path: "a.txt", content: 'one\n"two"\n' });
  expect(input(second)).toEqual({ cmd: 'ls "a b"', why: "as the prompt says", now: false });
  expect(first).toContain("First this.");
  expect(third).toContain("All done.");
  expect(input(third)).toBeNull();
  expect(again).toBe(first);
  const ids = [first, second, third].map(
    (answer) => /(?:toolu|call|chatcmpl|msg|resp)_[0-9a-f-]+/.exec(answer)?.[0] ?? name,
  );
  expect(new Set(ids).size).toBe(name === "gemini" ? 1 : 3);
  expect([first, second, third].filter((each) => each.includes(usage) && each.includes(last))).toHaveLength(3);
  expect(stub.requests.map(({ answer }) => answer)).toEqual(["write", "bash", "text", "write"]);
  expect(stub.requests[0]).toEqual({
    method: "POST",
    path: `/agent${path.replace(/\?.*/, "")}`,
    protocol: name,
    model: "m",
    tools: ["read", "write", "bash"],
    answer: "write",
    fault: null,
  });
  expect(JSON.stringify(stub.requests)).not.toContain("never-logged");
});

test.each(names)("%s: every fault comes as it is named", { timeout: 30_000 }, async (name) => {
  await using stub = await startModelStub();
  const { path, ask, last } = protocols[name];
  const seen = await Promise.all(
    faults.map(async (fault) => {
      const prompt = `@@fault ${fault}${fault === 429 ? " after=7" : ""}@@ @@write a.txt b@@`;
      try {
        const response = await post(`${stub.url}${path}`, ask(prompt, 0), 1_000);
        const seconds = response.headers.get("retry-after");
        if (!response.ok) return { fault, status: response.status, seconds, text: await response.text() };
        const words = await collected(response);
        return {
          fault,
          status: 200,
          begun: words.text.startsWith("event:") || words.text.startsWith("data:"),
          ...words,
        };
      } catch (error) {
        return { fault, failed: error instanceof Error ? error.name : "?" };
      }
    }),
  );
  const refusals = faults.filter((fault) => typeof fault === "number");
  expect(seen).toMatchObject([
    ...refusals.map((status) => ({ status, seconds: status === 429 ? "7" : null })),
    { fault: "hang", failed: "TimeoutError" },
    { fault: "stall", begun: true, failed: "TimeoutError" },
    { fault: "cut", begun: true, failed: "TypeError" },
  ]);
  expect(seen.filter(({ text }) => text?.includes(last))).toEqual([]);
  expect(seen.slice(0, refusals.length).map(({ text }) => text?.includes('"error":{'))).toEqual(
    refusals.map(() => true),
  );
  expect(stub.requests.map(({ fault, answer }) => ({ fault, answer }))).toEqual(
    expect.arrayContaining(faults.map((fault) => ({ fault, answer: null }))),
  );
});

/** A body as far as it came, and the name of the error that ended it. */
async function collected(response: Response): Promise<{ text: string; failed: string | null }> {
  let text = "";
  try {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
    return { text, failed: null };
  } catch (error) {
    return { text, failed: error instanceof Error ? error.name : "?" };
  }
}

test("faults are counted per turn of a prompt: the first n, once, one after another", async () => {
  await using stub = await startModelStub();
  const { path, ask } = protocols.chat;
  const statuses = async (prompt: string, results: readonly number[]): Promise<readonly number[]> => {
    const found: number[] = [];
    for (const result of results) found.push((await post(`${stub.url}${path}`, ask(prompt, result))).status);
    return found;
  };
  const prompt = "@@fault 429 2@@ @@fault 503 once@@ @@run true@@ @@fault 500 once@@";
  expect(await statuses(prompt, [0, 0, 0, 0, 1, 1])).toEqual([429, 429, 503, 200, 500, 200]);
  expect(await statuses(`another ${prompt}`, [0])).toEqual([429]);
  expect(await statuses("@@fault 529@@", [0, 0, 0])).toEqual([529, 529, 529]);
});

test("a structured answer goes through the tool for it, or is said", async () => {
  await using stub = await startModelStub();
  const { path, ask, input } = protocols.messages;
  const prompt = '@@answer {"ok":true}@@';
  const withTool = await post(`${stub.url}${path}`, ask(prompt, 0, [{ name: "StructuredOutput", schema: {} }]));
  expect(input(await withTool.text())).toEqual({ ok: true });
  const without = await post(`${stub.url}${path}`, ask(prompt, 0));
  expect(await without.text()).toContain(JSON.stringify('{"ok":true}'));
  expect(stub.requests.map(({ answer }) => answer)).toEqual(["StructuredOutput", "text"]);
});

test("a loop never ends and never repeats itself", async () => {
  await using stub = await startModelStub();
  const { path, ask, input } = protocols.gemini;
  const commands: unknown[] = [];
  for (const results of [0, 1, 40]) {
    commands.push(input(await (await post(`${stub.url}${path}`, ask("@@loop@@", results))).text()).cmd);
  }
  expect(commands).toEqual(["echo 0", "echo 1", "echo 40"]);
});

test("the program's own tools are used: a patch, else the shell", async () => {
  await using stub = await startModelStub();
  const { path, ask, input } = protocols.responses;
  const shell = { name: "exec_command", schema: shellSchema };
  const prompt = "@@write a/b.txt it's\nme@@";
  const patched = await post(`${stub.url}${path}`, ask(prompt, 0, [shell, { name: "apply_patch", schema: {} }]));
  expect(await patched.text()).toContain(
    JSON.stringify("*** Begin Patch\n*** Add File: a/b.txt\n+it's\n+me\n*** End Patch\n"),
  );
  const shelled = await post(`${stub.url}${path}`, ask(prompt, 0, [shell]));
  expect(input(await shelled.text())).toMatchObject({ cmd: `printf '%s\\n' 'it'\\''s\nme' > 'a/b.txt'` });
});

test("a prompt that cannot be followed is refused with its reason; one without tools or directives is only answered", async () => {
  await using stub = await startModelStub();
  const { path, ask } = protocols.chat;
  const answered = async (prompt: string, tools: typeof offers) => {
    const response = await post(`${stub.url}${path}`, ask(prompt, 0, tools));
    return { status: response.status, text: await response.text() };
  };
  const noTool = await answered("@@run ls@@", [{ name: "read", schema: {} }]);
  expect(noTool).toMatchObject({ status: 400, text: expect.stringContaining("is offered, only read") });
  const typing = await answered("@@wirte a b@@", offers);
  expect(typing).toMatchObject({ status: 400, text: expect.stringContaining("@@wirte a b@@") });
  const badFault = await answered("@@fault 418@@", offers);
  expect(badFault).toMatchObject({ status: 400, text: expect.stringContaining("no fault is called 418") });
  expect(await answered("@@write a b@@", [])).toMatchObject({ status: 200, text: expect.stringContaining("Done.") });
  expect(await answered("Hello", offers)).toMatchObject({ status: 200, text: expect.stringContaining("Done.") });
});

test("telemetry is taken and counted; any other request is logged and not found", async () => {
  await using stub = await startModelStub();
  for (const signal of ["logs", "metrics", "metrics", "traces"]) {
    expect((await post(`${stub.url}/v1/${signal}`, {})).status).toBe(200);
  }
  expect(stub.exports).toEqual({ logs: 1, metrics: 2, traces: 1 });
  expect((await fetch(`${stub.url}/v1/models?key=secret`)).status).toBe(404);
  expect(stub.requests.at(-1)).toMatchObject({ method: "GET", path: "/v1/models", protocol: null });
});

test("as a proxy it leads to itself and nowhere else", async () => {
  await using stub = await startModelStub();
  const { host, port } = new URL(stub.url);
  const connected = async (path: string) =>
    await new Promise<{ status: number | undefined; socket: Duplex }>((resolve, reject) => {
      request({ host: "127.0.0.1", port, method: "CONNECT", path })
        .on("connect", ({ statusCode: status }, socket) => resolve({ status, socket }))
        .on("error", reject)
        .end();
    });
  const outside = await connected("example.invalid:443");
  outside.socket.destroy();
  const inside = await connected(host);
  inside.socket.write(`GET /v1/models HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
  expect((await textOf(inside.socket)).split("\r\n")[0]).toBe("HTTP/1.1 404 Not Found");
  expect([outside.status, inside.status]).toEqual([403, 200]);
  expect(stub.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "CONNECT example.invalid:443",
    "GET /v1/models",
  ]);
  const open = await connected(host);
  await stub.close();
  expect(await textOf(open.socket)).toBe("");
});

test("it closes at once, whoever still waits, and a second time", async () => {
  const stub = await startModelStub();
  const { path, ask } = protocols.messages;
  const waiting = post(`${stub.url}${path}`, ask("@@fault hang@@", 0)).then(
    () => "answered",
    () => "ended",
  );
  while (stub.requests.length === 0) await sleep(5);
  const start = performance.now();
  await stub.close();
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(await waiting).toBe("ended");
  await stub.close();
  await expect(fetch(stub.url)).rejects.toThrow("fetch failed");
});
