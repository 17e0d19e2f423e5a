import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";

import type { DataNode } from "./data-node.ts";
import { readData } from "./read-data.ts";

/** What is wrong, one line each. */
function wrong(file: string, text: string): readonly string[] {
  return readData({ file, text }).problems.map(({ code, line, message }) => `${line} ${code.slice(17)} ${message}`);
}

function rootOf(file: string, text: string): DataNode | null {
  const { root, problems } = readData({ file, text });
  expect(problems).toEqual([]);
  return root;
}

/** The values as JavaScript has them. */
function plain(node: DataNode | null): unknown {
  if (node === null) return undefined;
  if (node.type === "scalar") return node.value;
  if (node.type === "list") return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

/** Path and lines of every value. */
function places(node: DataNode | null): readonly string[] {
  if (node === null) return [];
  const own = `${node.path || "root"} ${node.lines.join("-")}`;
  if (node.type === "scalar") return [own];
  const parts = node.type === "list" ? node.items : node.entries.map(({ value }) => value);
  return [own, ...parts.flatMap(places)];
}

test("FAB-INT-001: every value of a JSON document has its lines, whatever the line ends", () => {
  const text = '{\n  "a": [1.10,\n    "x"\n  ],\n  "b c": { "d": null }\n}\n';
  const expected = ["root 1-6", "a 2-4", "a[0] 2-2", "a[1] 3-3", '["b c"] 5-5', '["b c"].d 5-5'];
  expect(places(rootOf("a.json", text))).toEqual(expected);
  expect(places(rootOf("a.json", text.replaceAll("\n", "\r\n")))).toEqual(expected);
  expect(places(rootOf("a.json", text.replaceAll("\n", "\r")))).toEqual(expected);
  expect(places(rootOf("a.json", `\uFEFF${text}`))).toEqual(expected);
});

test("FAB-INT-001: every value of a YAML document has its lines, without the blank lines and comments behind it", () => {
  const text = [
    "# first",
    "list:",
    "  - id: A-1",
    "    text: >",
    "      one",
    "      two",
    "",
    "  # between",
    "  - goes",
    "    on",
    "flow: [1,",
    "  2]",
    "last: 1.10",
  ].join("\n");
  const expected = [
    ...["root 2-13", "list 3-10", "list[0] 3-6", "list[0].id 3-3", "list[0].text 4-6", "list[1] 9-10"],
    ...["flow 11-12", "flow[0] 11-11", "flow[1] 12-12", "last 13-13"],
  ];
  expect(places(rootOf("a.yaml", text))).toEqual(expected);
  expect(places(rootOf("a.yml", text.replaceAll("\n", "\r\n")))).toEqual(expected);
  const root = rootOf("a.yaml", text);
  const last = root?.type === "map" ? root.entries.at(-1)?.value : undefined;
  expect(last).toMatchObject({ value: 1.1, source: "1.10" });
});

test("FAB-INT-007: every broken line of a JSON file is told, the first fault of each", () => {
  const text = '{\n  "a": 1\n  "b": tru,\n  "c": "open,\n  "d": 1, "d": 2\n}';
  expect(wrong("a.json", text)).toEqual([
    "3 JSON_INVALID a comma is missing before this",
    "4 JSON_INVALID a text is not closed on its line: a line break within it is written \\n",
    "5 JSON_INVALID a comma is missing before this",
  ]);
  expect(wrong("a.json", '{"a": 1,\n"b": [2,]\n')).toEqual([
    "2 JSON_INVALID a value is missing here: it may be one comma too many",
  ]);
  expect(wrong("a.json", '{"a": {\n"b": 1,\n"b": 2}}')).toEqual([
    '3 JSON_INVALID the key "b" stands twice: first on line 2',
  ]);
  expect(wrong("a.json", "")).toHaveLength(1);
  expect(wrong("a.json", "{}\n{}")).toEqual([
    "2 JSON_INVALID the document is at its end before this: one bracket too many, or a second document",
  ]);
});

test("FAB-INT-007: only *.jsonc holds comments and final commas", () => {
  const text = '// note\n{"a": 1,}';
  expect(plain(rootOf("a.jsonc", text))).toEqual({ a: 1 });
  expect(wrong("a.json", text).map((each) => each.slice(0, 14))).toEqual(["1 JSON_INVALID", "2 JSON_INVALID"]);
});

test("FAB-INT-007: every broken line of a YAML file is told, and what is no plain data", () => {
  expect(wrong("a.yaml", "a: b: c\nd: [1\ne: 2\n")).toEqual([
    "1 YAML_INVALID a text that holds a colon and a space stands in quotes",
    "3 YAML_INVALID flow sequence in block collection must be sufficiently indented and end with a ]",
  ]);
  expect(wrong("a.yaml", "a: 1\na: 2\n? [x]\n: 1\n<<: {b: 1}\nc: *none\nd: !mine 1\n---\ne: 1")).toEqual([
    '2 YAML_INVALID the key "a" stands twice: first on line 1',
    "3 YAML_INVALID a key is a plain text",
    "5 YAML_INVALID the merge key << is not read: write the keys out",
    "6 YAML_INVALID the alias *none stands for nothing",
    "7 YAML_INVALID unresolved tag: !mine",
    "8 YAML_INVALID a second document begins here: a file holds one",
  ]);
});

test("FAB-INT-007: an alias is what it stands for, on its own line; what grows without end is refused", () => {
  const root = rootOf("a.yaml", "a: &files [x, y]\nb: *files");
  expect(plain(root)).toEqual({ a: ["x", "y"], b: ["x", "y"] });
  expect(places(root).slice(-3)).toEqual(["b 2-2", "b[0] 2-2", "b[1] 2-2"]);
  const rows = Array.from(
    { length: 20 },
    (_, level) => `a${level + 1}: &a${level + 1} [${Array.from({ length: 9 }, () => `*a${level}`).join(", ")}]`,
  );
  expect(wrong("a.yaml", ["a0: &a0 x", ...rows].join("\n"))).toEqual([
    "6 YAML_INVALID the aliases stand for more than 10000 values: write them out",
  ]);
  expect(wrong("a.yaml", "x: 1\na: &a [*a]")).toEqual(["2 NESTING_TOO_DEEP the value stands in more than 64 others"]);
});

test("FAB-INT-007: deep nesting is refused and never walked, in time near-linear in the text", () => {
  const deep = "the value stands in more than 64 others";
  for (const text of ["[", "{", '{"a":', '[{"a":']) {
    expect(wrong("a.json", `\n${text.repeat(300_000)}`)).toEqual([`2 NESTING_TOO_DEEP ${deep}`]);
  }
  for (const text of ["[", "{a: ", "- ", "? ", "a: "]) {
    expect(wrong("a.yaml", `\n${text.repeat(300_000)}`)).toContain(`2 NESTING_TOO_DEEP ${deep}`);
  }
  expect(wrong("a.json", `${"[".repeat(64)}${"]".repeat(64)}`)).toEqual([]);
  expect(wrong("a.yaml", `${"[".repeat(64)}${"]".repeat(64)}`)).toEqual([]);
});

test("FAB-INT-007: a file that is wrong in each line is told with a thousand of them", () => {
  const text = "The tool runs.\n".repeat(5000);
  expect(wrong("a.json", text)).toHaveLength(1001);
  expect(wrong("a.json", text).at(-1)).toBe("1001 JSON_INVALID 4000 lines from here on are broken, too");
});

const key = fc.constantFrom("id", "text", "a b", "x-y", "1", "__proto__x", "é");
const value = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("node"), { maxLength: 4 }),
    fc.dictionary(key, tie("node"), { maxKeys: 4 }),
  ),
})).node;

test("FAB-INT-001: JSON and YAML of the same values are read alike, with lines inside of the text", () => {
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2, "\t"), (data, indent) => {
      const json = JSON.stringify(data, null, indent);
      expect(plain(rootOf("a.json", json))).toEqual(JSON.parse(json));
      const yaml = stringify(data);
      expect(plain(rootOf("a.yaml", yaml))).toEqual(JSON.parse(json));
      const lines = yaml.split("\n").length;
      for (const place of places(rootOf("a.yaml", yaml))) {
        const [from = 0, to = 0] = (/(\d+)-(\d+)$/.exec(place) ?? []).slice(1).map(Number);
        expect([from >= 1, from <= to, to <= lines]).toEqual([true, true, true]);
      }
    }),
    { numRuns: 200 },
  );
});

test("FAB-INT-007: any text is read without an error being thrown", () => {
  const piece = fc.constantFrom(
    ..."{ } [ ] , : \" ' - a b: | > & * ! # % \n   \t --- ... ? @ ` \\ \\u12 // /* 1 null é".split(" "),
    " ",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom("a.json", "a.jsonc", "a.yaml"), (pieces, file) => {
      const text = pieces.join("");
      const { problems } = readData({ file, text });
      const lines = text.split(/\r\n?|\n/).length;
      expect(problems.every(({ line, message }) => line >= 1 && line <= lines && message !== "")).toBe(true);
    }),
    { numRuns: 500 },
  );
});
