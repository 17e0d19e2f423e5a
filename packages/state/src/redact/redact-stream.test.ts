import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createRedactor, type Redactor } from "./create-redactor.ts";

const secrets = ["s3cret-value", "abcabcabd", "two\nlines here", "ключ-пароль", "xyxyxyxy"];
const redactor = createRedactor({ secrets });

/** Bits of texts that start, end or nearly make a secret, a pattern or a control sequence. */
const bit = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...secrets, ...secrets.map((secret) => btoa(encodeURIComponent(secret)))) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...'abc|xy|s3cret|-value|password|token| = |: |"|\\"|\\|\'|\\n|\n|\r|\r\n| |[redacted]|é|日本|🧑‍🚀'.split("|"),
      ..."\u001b|\u001b[3|1m|\u001b]0;|\u0007|\u009b|\0|\u202e|Bearer |Authorization: |://a:|@|sk-|eyJ|.eyJ|ghp_|AKIA".split(
        "|",
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "-----BEGIN PRIVATE KEY-----",
      "-----END PRIVATE KEY-----",
      "-----BEGIN ",
      "A1b2".repeat(12),
      "A1b2".repeat(300),
      "word ".repeat(120),
      "Zz09/+".repeat(3000),
      "AIzaAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ),
  },
);
const text = fc.array(bit, { maxLength: 30 }).map((bits) => bits.join(""));

describe("redactStream", () => {
  test("writes what redactText writes, wherever the chunks end", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 1500 }), { minLength: 1, maxLength: 20 }), (whole, sizes) => {
        expect(streamed(redactor, whole, sizes)).toBe(redactor.redactText(whole));
      }),
      { numRuns: 400 },
    );
  });

  test("writes what redactText writes, byte for byte", () => {
    fc.assert(
      fc.property(text, (whole) => {
        expect(streamed(redactor, whole, [1])).toBe(redactor.redactText(whole));
      }),
      { numRuns: 30 },
    );
  });

  const long = "aB3_".repeat(300);
  /** A quotation mark with backslashes before it. */
  const mark = (backslashes: number) => `${"\\".repeat(backslashes)}"`;
  test.each([
    [
      "an assignment",
      `private_key_${long.slice(0, 32)}${mark(3)}]        ===        ${mark(3)}${long}${mark(7)}b${mark(3)} after`,
    ],
    ["a value that ends in a backslash", `password: ${mark(3)}${long}${mark(11)} after ${mark(3)}`],
    ["a bare assignment", `credentials_${long.slice(0, 32)}${mark(3)}]        ===        undefine! after`],
    ["a declaration", `credentials_${long.slice(0, 32)}${mark(3)}]        ===        undefined after`],
    [
      "an escaped value",
      `{${mark(1)}password${mark(1)}: ${mark(1)}${long} ${mark(3)} b${mark(5)}, ${mark(1)}next${mark(1)}: 1}`,
    ],
    ["an authorization header", `Authorization${mark(3)}        :        ${mark(3)}abcdefghijkl    value after`],
    ["a bearer", "Bearer        abcdefgh after"],
    ["a URL", `https://${"u".repeat(128)}:${"p".repeat(256)}@host`],
    ["a web token", `eyJ${long.slice(0, 1024)}.eyJabc_de.rest after`],
    ["no web token", `eyJ${long.slice(0, 1024)}.eyJabc_d after`],
    ["a private key", `-----BEGIN ${"ABCD ".repeat(6)}PRIVATE KEY BLOCK-----${long}-----END PRIVATE KEY----- after`],
    ["an escape before a key", "say\\nsk-abcdefghijklmnopqrstuvwxyz after"],
    ["no key", "task-implement-the-whole-parser-now and xeyJabcdef.eyJabcdef"],
    ...["ghp_", "github_pat_", "xoxb-", "xapp-1-", "AIza", "ya29.", "sk-"].map((start) => [
      `${start}...`,
      `${start}${"A1".repeat(40)} after`,
    ]),
  ])("decides about %s byte for byte as about the whole", (_, words) => {
    // What follows is longer than all that can be held back, so that no decision waits for the end.
    const whole = `${"so ".repeat(20)}${words}${" and on".repeat(600)}`;
    expect(streamed(redactor, whole, [1])).toBe(redactor.redactText(whole));
  });

  test("never writes a known secret, not even between two pushes", () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 40 }), (whole, size) => {
        const stream = redactor.redactStream();
        let written = "";
        for (const chunk of chunksOf(Buffer.from(whole), [size + 1])) {
          written += stream.push(chunk);
          for (const secret of secrets) expect(written).not.toContain(secret);
        }
        expect(stream.end()).not.toContain("s3cret-value");
      }),
    );
  });

  test("holds back little, also on a line that never ends", () => {
    const stream = redactor.redactStream();
    let written = 0;
    for (let pushed = 64; pushed <= 256 * 1024; pushed += 64) {
      written += stream.push(Buffer.alloc(64, "word and ")).length;
      expect(pushed - written).toBeLessThan(4096);
    }
    written += stream.end().length;
    expect(written).toBe(256 * 1024);
  });

  test("shows a finished line at once", () => {
    const stream = createRedactor({ secrets: ["s3cret-value"] }).redactStream();
    expect(stream.push(Buffer.from("tests passed\nnext"))).toBe("tests passed\n");
    expect(stream.end()).toBe("next");
  });

  test("makes U+FFFD of invalid UTF-8 and keeps characters that chunks cut", () => {
    const bytes = Buffer.concat([
      Buffer.from("a日"),
      Buffer.from([0xff, 0xe6, 0x97]),
      Buffer.from("b🧑é"),
      Buffer.from([0xf0]),
    ]);
    const stream = redactor.redactStream();
    let written = "";
    for (const byte of bytes) written += stream.push(Buffer.from([byte]));
    expect(written + stream.end()).toBe("a日\ufffd\ufffdb🧑é\ufffd");
  });

  test("keeps a byte order mark, as redactText does", () => {
    expect(streamed(redactor, "\ufeffa", [1])).toBe(redactor.redactText("\ufeffa"));
  });
});

describe("one long line", () => {
  const megabyte = 1_000_000;

  test.each<readonly [string, number]>([
    ["aB3", 10 * megabyte],
    ...[
      "s3cret-valu",
      "abc",
      "eyJ",
      "eyJaaaaaaaa.",
      "TOKEN",
      "token_",
      "password=",
      'password="\\\\',
      "://a:",
      "\u001b[3",
    ].map((unit) => [unit, 2 * megabyte] as const),
    ["-----BEGIN PRIVATE KEY-----", 2 * megabyte],
  ])("of %j, %i bytes, takes time in proportion", (unit, size) => {
    const whole = Buffer.from(unit.repeat(Math.ceil(size / unit.length)));
    const stream = redactor.redactStream();
    const start = process.cpuUsage();
    for (const chunk of chunksOf(whole, [65_536])) stream.push(chunk);
    stream.end();
    const { user, system } = process.cpuUsage(start);
    // Half a second or less; a search that goes back over the line takes minutes.
    expect((user + system) / 1e6).toBeLessThan(10);
  });
});

function streamed({ redactStream }: Redactor, whole: string, sizes: readonly number[]): string {
  const stream = redactStream();
  const written = chunksOf(Buffer.from(whole), sizes).map((chunk) => stream.push(chunk));
  return written.join("") + stream.end();
}

function chunksOf(bytes: Buffer, sizes: readonly number[]): readonly Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}
