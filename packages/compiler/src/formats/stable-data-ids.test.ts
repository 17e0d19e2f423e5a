import { Grouping, Requirement } from "@fabrikk/state";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";

import type { SpecReading } from "../spec/spec-reading.ts";
import { requirementList } from "./requirement-list.ts";
import { specOrch } from "./spec-orch.ts";
import { taskGraphJson } from "./task-graph-json.ts";

const word = fc.constantFrom("alpha", "beta", "gamma", "delta", "epsilon");
const sentence = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .map((words) => `The tool MUST ${words.join(" ")}: now.`);
const entry = fc.oneof(
  sentence,
  fc.record(
    {
      title: word,
      text: sentence,
      priority: fc.constantFrom("must", "should", "may"),
      files: fc.array(fc.constantFrom("src/a.ts", "src/b.ts"), { maxLength: 2 }),
      acceptance_criteria: fc.array(sentence, { maxLength: 3 }),
    },
    { requiredKeys: ["text"] },
  ),
);
const entries = fc
  .tuple(fc.array(entry, { maxLength: 5 }), fc.array(fc.record({ text: sentence }), { maxLength: 3 }))
  .map(([plain, named]) => [...plain, ...named.map((each, index) => ({ ...each, id: `REQ-${index}` }))])
  .filter(({ length }) => length > 0);

/** What must not change: ids with their texts, and what belongs together. */
function essence({ requirements, groupings }: SpecReading): unknown {
  return {
    requirements: requirements
      .map(({ id, kind, text, priority, risk }) => JSON.stringify([id, kind, text, priority, risk]))
      .toSorted(),
    tasks: groupings
      .map(({ requirement_ids, scope }) => JSON.stringify([requirement_ids.toSorted(), scope.owned]))
      .toSorted(),
  };
}

function list(file: string, text: string): unknown {
  return essence(requirementList.read([{ file, text }]));
}

test("FAB-INT-001: the same list as JSON and YAML, indented and ended otherwise, gives the same requirements and ids", () => {
  fc.assert(
    fc.property(entries, (data) => {
      const expected = list("r.json", JSON.stringify(data));
      const indented = JSON.stringify({ requirements: data }, null, "\t");
      expect(list("r.json", indented)).toEqual(expected);
      expect(list("r.json", indented.replaceAll("\n", "\r\n"))).toEqual(expected);
      expect(list("r.yaml", stringify(data))).toEqual(expected);
      expect(list("r.yaml", stringify(data, { indent: 4, lineWidth: 20 }).replaceAll("\n", "\r\n"))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test("FAB-INT-002: reordering the entries of a list, and the keys of an entry, leaves every id alone", () => {
  fc.assert(
    fc.property(entries, (data) => {
      const turned = data.map((each) =>
        typeof each === "string" ? each : Object.fromEntries(Object.entries(each).toReversed()),
      );
      const ids = (value: unknown): readonly string[] =>
        requirementList
          .read([{ file: "r.json", text: JSON.stringify(value) }])
          .requirements.map(({ id, text }) => `${id} ${text}`)
          .toSorted();
      expect(ids(turned.toReversed())).toEqual(ids(data));
    }),
    { numRuns: 60 },
  );
});

const values = fc.oneof(
  fc.constantFrom<unknown>("The tool MUST run.", "A-1", "1", "src/a.ts", "npm test", "done", "", 1, 2.5, true, null),
  fc.array(fc.constantFrom<unknown>("A-1", "1", 2, "src/**", "The tool MUST stop.", null), { maxLength: 3 }),
  fc.dictionary(
    fc.constantFrom("text", "create", "forbidden", "command", "lint", "id"),
    fc.constantFrom("a b", "src/a.ts", 1),
  ),
);
const keys = [
  ...["text", "description", "acceptance_criteria", "depends_on", "files", "files_out_of_scope", "checks", "deferred"],
  ...["verification_commands", "verification", "status", "priority", "wave", "parent", "type", "test_level", "risk"],
];
const item = fc.letrec<{ item: Record<string, unknown> }>((tie) => ({
  item: fc
    .tuple(
      fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 6 }),
      fc.record({ id: fc.constantFrom("A-1", "B-2", 1, 2, "no id", "1.1"), title: word }, { requiredKeys: [] }),
      fc.option(fc.array(tie("item"), { maxLength: 2 }), { nil: undefined, depthIdentifier: "item", maxDepth: 2 }),
    )
    .map(([fields, own, subtasks]) => ({ ...fields, ...own, subtasks })),
})).item;
const items = fc.array(fc.oneof({ weight: 9, arbitrary: item }, { weight: 1, arbitrary: values }), { maxLength: 4 });
const documents = fc.oneof(
  items,
  items.map((tasks) => ({ tasks, waves: [["A-1"], [1]] })),
  fc.tuple(items, items).map(([one, other]) => ({ master: { tasks: one }, "my tag": { tasks: other } })),
  items.map((userStories) => ({ project: "x", userStories })),
  fc.tuple(items, items).map(([nodes, edges]) => ({ nodes, edges: [...edges, { from: "A-1", to: "B-2" }] })),
  items.map((packets) => ({ plan_id: "p", waves: [{ wave_number: 1, work_packets: packets }, ...packets] })),
  item.map((fields) => ({
    ...fields,
    issue_id: "I-1",
    title: "t",
    context: { constraints: ["x"], files_to_read: fields },
  })),
  item.map((fields) => ({ ...fields, mission_id: "m", constraints: ["x", null] })),
  items.map((requirements) => ({ requirements, sections: [{ title: "s", requirements }] })),
  fc.dictionary(fc.constantFrom("REQ-1", "REQ-2", "x"), fc.oneof(item, values)),
  item,
);

test("FAB-INT-008: any document is read without an error, into sound records, with a note for each of its lines", () => {
  fc.assert(
    fc.property(documents, fc.constantFrom("a/tasks.json", "a/x.task.json", "a/plan.json"), (data, file) => {
      const source = { file, text: JSON.stringify(data, null, 1) };
      for (const format of [requirementList, taskGraphJson, specOrch]) {
        if (format.groups([source]).length === 0) continue;
        const { requirements, groupings, problems, notes, sentences, deferred } = format.read([source]);
        Requirement.array().parse(requirements);
        Grouping.array().parse(groupings);
        const count = source.text.split("\n").length;
        const told = new Set(notes.flatMap(({ source: { lines } }) => range(lines)));
        expect(range([1, count]).filter((line) => !told.has(line))).toEqual([]);
        const places = [...requirements, ...notes, ...sentences].map((each) => each.source.lines);
        for (const [from, to] of [...places, ...problems.map(({ line }) => [line, line] as const)])
          expect([from >= 1, from <= to, to <= count]).toEqual([true, true, true]);
        const ids = new Set(requirements.map(({ id }) => id));
        const named = [
          ...groupings.flatMap((each) => each.requirement_ids),
          ...deferred.map((each) => each.requirement_id),
        ];
        expect(named.filter((id) => !ids.has(id))).toEqual([]);
        const repeated = problems.filter(({ code }) => code === "FABRIKK_COMPILER_ID_DUPLICATE").length;
        expect(ids.size).toBe(requirements.length - repeated);
        expect(new Set(named).size).toBe(ids.size);
      }
    }),
    { numRuns: 300 },
  );
});

function range([from, to]: readonly [number, number]): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
