import { describe, expect, test } from "vitest";

import { createRedactor } from "./create-redactor.ts";

const plain = createRedactor({ secrets: [] });

describe("control characters", () => {
  test.each([
    ["colours", "\u001b[1;31mred\u001b[0m", "red"],
    ["8-bit CSI", "\u009b31mred", "red"],
    ["a link (OSC 8)", "\u001b]8;;http://x\u0007link\u001b]8;;\u001b\\.", "link."],
    ["an 8-bit OSC", "\u009d0;title\u009cx", "x"],
    ["a device control string", "\u001bPq#0;2\u001b\\x", "x"],
    ["a character set", "\u001b(Bx\u001b7y", "xy"],
    ["a sequence inside a sequence", "\u001b[3\u001b[31mx", "x"],
    ["a control character inside a sequence", "\u001b[3\u00071mx", "x"],
    ["C0 and C1", "a\0b\u0008c\u007fd\u0085e", "abcde"],
    ["marks that turn the text", "a\u202eb\u2066c\u200fd\u061ce", "abcde"],
    ["a sequence without its end", "\u001b]0;title\nnext", "\nnext"],
    ["a sequence that breaks off", "\u001b[31é", "é"],
    ["line ends", "a\r\nb\rc\n\rd\r", "a\nb\nc\n\nd\n"],
    ["newline and tab, which stay", "a\n\tb", "a\n\tb"],
    ["other languages, which stay", "żółć 日本語 🧑‍🚀", "żółć 日本語 🧑‍🚀"],
  ])("%s", (_, text, shown) => {
    expect(plain.redactText(text)).toBe(shown);
  });
});

describe("known secrets", () => {
  const secret = 'p4$$w/rd "x"+é';
  const redactor = createRedactor({ secrets: [secret] });
  const bytes = Buffer.from(secret);

  test.each([
    ["as it is", secret],
    ["in JSON", JSON.stringify(secret).slice(1, -1)],
    ["in a URL", encodeURIComponent(secret)],
    ["in a URL, lower-case", encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase())],
    ["in base 64", bytes.toString("base64")],
    ["in base 64 without padding", bytes.toString("base64").replace(/=+$/, "")],
    ["in base 64 for URLs", bytes.toString("base64url")],
    ["with colours inside", `${secret.slice(0, 4)}\u001b[31m${secret.slice(4)}`],
    ["with an invisible mark inside", `${secret.slice(0, 4)}\u202e${secret.slice(4)}`],
  ])("%s", (_, text) => {
    expect(redactor.redactText(`say ${text}, then`)).toBe("say [redacted], then");
  });

  test("in a form", () => {
    const form = createRedactor({ secrets: ["two words/ä"] });
    expect(form.redactText(new URLSearchParams({ name: "two words/ä" }).toString())).toBe("name=[redacted]");
  });

  test.each([0, 1, 2])("inside longer base 64, shifted by %i", (shift) => {
    const encoded = Buffer.from(`${"u".repeat(shift + 3)}:${secret}:more`).toString("base64");
    const shown = redactor.redactText(encoded);
    expect(shown).toContain("[redacted]");
    const left = Buffer.from(shown.replace("[redacted]", ""), "base64").toString("latin1");
    expect(left).not.toContain(bytes.toString("latin1").slice(2, -2));
  });

  test("overlapping ones are hidden whole", () => {
    const both = createRedactor({ secrets: ["abcdef", "defghi", "abcdefgh"] });
    expect(both.redactText("-abcdefghi- abcdefabcdef")).toBe("-[redacted]- [redacted][redacted]");
  });

  test("of several lines, whatever the line ends", () => {
    const lines = createRedactor({ secrets: ["first line\r\nsecond line\r\n"] });
    expect(lines.redactText("a first line\nsecond line b first line\r\nsecond line")).toBe("a [redacted] b [redacted]");
  });

  test("under six characters are left, and expressions are no expressions", () => {
    const odd = createRedactor({ secrets: ["short", "", "      ", "a.*b[c]"] });
    expect(odd.redactText("short axxb[c] a.*b[c]")).toBe("short axxb[c] [redacted]");
  });

  test("come before patterns: what a known secret is part of is hidden with it", () => {
    const part = createRedactor({ secrets: ["abcdefghi"] });
    expect(part.redactText("sk-ant-api03-abcdefghi-qrstuvwxyz Bearer abcdefghijkl")).toBe(
      "[redacted] Bearer [redacted]",
    );
    expect(createRedactor({ secrets: ["word=abc def ghi"] }).redactText("password=abc def ghi")).toBe("pass[redacted]");
  });
});

describe("patterns", () => {
  const run = (length: number) => "aB3".repeat(length).slice(0, length);

  test.each([
    ["AWS", `AKIA${"A1".repeat(8)}`],
    ["GitHub", `ghp_${run(36)}`],
    ["GitHub, fine-grained", `github_pat_${run(22)}_${run(59)}`],
    ["Slack", `xoxb-123456789012-${run(24)}`],
    ["OpenAI", `sk-proj-${run(48)}`],
    ["Anthropic", `sk-ant-api03-${run(40)}-${run(40)}AA`],
    ["Google", `AIza${run(35)}`],
    ["JSON web token", `eyJhbGciOiJIUzI1NiJ9.eyJ${run(40)}.${run(43)}`],
  ])("%s key", (_, key) => {
    expect(plain.redactText(`use ${key}.`)).toMatch(/^use \[redacted\]\.?$/);
    expect(plain.redactText(`"line one\\n${key}"`)).toBe(String.raw`"line one\n[redacted]"`);
  });

  test.each([
    ["password=hunter2 and on", "password=[redacted] and on"],
    ["DB_PASSWORD: hunter2", "DB_PASSWORD: [redacted]"],
    ["token: abc123", "token: [redacted]"],
    ["export AWS_SECRET_ACCESS_KEY=a/b+c", "export AWS_SECRET_ACCESS_KEY=[redacted]"],
    ['{"apiKey": "a \\" b", "next": 1}', '{"apiKey": "[redacted]", "next": 1}'],
    [
      String.raw`{"text":"{\"token\": \"a \\\" b\", \"next\": 1}"}`,
      String.raw`{"text":"{\"token\": \"[redacted]\", \"next\": 1}"}`,
    ],
    [String.raw`{"token":"ends in a backslash\\"} x`, `{"token":"[redacted]"} x`],
    ["secret = 'two words' # why", "secret = '[redacted]' # why"],
    ["password: 'never closed\nnext line", "password: '[redacted]\nnext line"],
    ['env["TOKEN"] = "abc"', 'env["TOKEN"] = "[redacted]"'],
    ["Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic [redacted]"],
    ["curl -H 'authorization: Bearer abc.def-ghi' x", "curl -H 'authorization: Bearer [redacted]' x"],
    ["Bearer abcdefgh12345", "Bearer [redacted]"],
    ["https://bob:s3cret@example.org/x", "https://bob:[redacted]@example.org/x"],
  ])("%s", (text, shown) => {
    expect(plain.redactText(text)).toBe(shown);
  });

  test.each([
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----",
    `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${`${run(64)}\n`.repeat(25)}-----END RSA PRIVATE KEY-----`,
    `+-----BEGIN OPENSSH PRIVATE KEY-----\n${`+${run(70)}\n`.repeat(10)}+-----END OPENSSH PRIVATE KEY-----`.slice(1),
    `-----BEGIN PRIVATE KEY-----\\n${run(64)}\\n-----END PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\n${`${run(64)}\n`.repeat(20)}`,
  ])("a private key", (key) => {
    const shown = plain.redactText(`before ${key}`);
    expect(shown).toBe("before [redacted]");
  });

  test.each([
    "the task-implement-the-whole-parser-now is ready",
    "tokens: 5123, input_tokens=12",
    "function f(token: string, secret: unknown) {}",
    "PWD=/home/user",
    "see http://localhost:8080/a and git@example.org:a/b",
    "commit 0123456789abcdef0123456789abcdef01234567",
    "if (password) { reset() }",
  ])("leaves %s", (text) => {
    expect(plain.redactText(text)).toBe(text);
  });

  test("words about a private key hide no more than themselves", () => {
    const rest = `" to find one.\n${"Ordinary text follows here. ".repeat(30)}`;
    expect(plain.redactText(`search for "-----BEGIN PRIVATE KEY-----${rest}`)).toBe(`search for "[redacted]${rest}`);
  });
});
