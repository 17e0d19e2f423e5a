import { createRedactor } from "@fabrikk/state/redact";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { redactLine } from "./redact-line.ts";

const redactor = createRedactor({ secrets: ["open-sesame-4711"] });
const redact = (line: string) => redactLine(redactor, line);

test("what is no JSON is redacted as any text is", () => {
  expect(redact("say open-sesame-4711 {")).toBe("say [redacted] {");
  expect(redact('{"cut": "open-sesame-4711')).toBe('{"cut": "[redacted]');
  const deep = `${"[".repeat(200_000)}"open-sesame-4711"${"]".repeat(200_000)}`;
  expect(redact(deep)).toBe(redactor.redactText(deep));
});

test("a line of JSON stays JSON, whatever in it looks like a secret", () => {
  const event = {
    type: "text",
    token: 12_345,
    said: 'use password=hunter22" or\nnone',
    key: "-----BEGIN PRIVATE KEY-----",
  };
  expect(JSON.parse(redact(JSON.stringify(event)))).toEqual({
    ...event,
    said: 'use password=[redacted]" or\nnone',
    key: "[redacted]",
  });
  expect(redact('{"api_key": "a-b-c-d"}')).toBe('{"api_key":"[redacted]"}');
  expect(redact('{"open-sesame-4711": 1}')).toBe('{"[redacted]":1}');
});

test("JSON's own escapes hide nothing", () => {
  expect(redact(String.raw`{"a":"\u006fpen-sesame-4711","b":"open\u001b[0m-sesame-4711"}`)).toBe(
    '{"a":"[redacted]","b":"[redacted]"}',
  );
});

test("what holds no secret keeps its value", () => {
  fc.assert(
    fc.property(fc.json(), (line) => {
      expect(JSON.parse(redactLine(createRedactor({ secrets: [] }), `[${line}]`))).toBeInstanceOf(Array);
    }),
  );
  const event = { type: "result", is_error: false, num_turns: 2, usage: { input_tokens: 2000 }, result: "done\nwell" };
  expect(JSON.parse(redact(JSON.stringify(event)))).toEqual(event);
});
