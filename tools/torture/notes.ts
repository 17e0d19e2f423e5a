import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { FindingCategory, findingId, type Cassette, type CassetteEntry, type Review } from "@fabrikk/state";

import { plainGit } from "../plain-git.ts";

interface Note {
  readonly id: string;
  readonly word: string;
  readonly needs: string;
}

const notes: readonly Note[] = [
  { id: "NOTE-001", word: "one", needs: "none" },
  { id: "NOTE-002", word: "two", needs: "none" },
  { id: "NOTE-003", word: "three", needs: "NOTE-001, NOTE-002" },
];
const reviewer = "reader";
const finding = {
  category: "edge-cases",
  severity: "high",
  confidence: 0.95,
  statement: "the third note has no signature",
  file: "notes/three.txt",
  lines: [1, 1],
  requirement_id: "NOTE-003",
  fix: "sign it",
  why: "a note without a signature is nobody's",
  ref: "docs/spec.md NOTE-003",
} satisfies Review["findings"][number];

/**
 * A repository with a specification of three notes, and the cassette of its agents beside it: two waves, an attempt that is
 * refused, a finding, its repair. Checks are shell commands that end at once. @returns the repository's absolute path
 */
export async function writeNotes(folder: string): Promise<string> {
  const repo = join(folder, "repo");
  await mkdir(join(repo, "docs"), { recursive: true });
  await writeFile(join(folder, "cassette.json"), JSON.stringify({ schema: 1, entries: sessions() } satisfies Cassette));
  await writeFile(join(repo, "docs", "spec.md"), `# Notes\n\n${notes.map(requirementOf).join("")}`);
  await writeFile(join(repo, "fabrikk.config.json"), JSON.stringify(config));
  await plainGit(repo, ["init", "--quiet", "--initial-branch=main", "--template="]);
  await plainGit(repo, ["add", "--all"]);
  await plainGit(repo, ["commit", "--quiet", "--message=The specification"]);
  return repo;
}

const config = {
  workers: 2,
  mode: "autopilot",
  agents: { scripted: { kind: "replay", cassette: "../cassette.json" } },
  roles: { worker: "scripted", repair: "scripted" },
  reviewers: [{ name: reviewer, agent: "scripted" }],
  quality_gate: [{ name: "spec", command: "test -s docs/spec.md" }],
};

function requirementOf({ id, word, needs }: Note): string {
  const lines = [
    `- **${id}**: The note SHALL say ${word}.`,
    `Files: notes/${word}.txt`,
    `Depends on: ${needs}`,
    `Check: ${checkOf(word)}`,
    "Class: docs",
  ];
  return `${lines.join("\n  - ")}\n`;
}

function checkOf(word: string): string {
  return `grep -qx ${word} notes/${word}.txt`;
}

function sessions(): CassetteEntry[] {
  const [first, ...others] = notes.map(({ id, word }) =>
    session({ task: id.toLowerCase(), settled: 0, word, text: `${word}\n` }),
  );
  const liar = session({ task: "note-001", settled: 0, word: "one", text: "nothing\n" });
  const repair = session({
    task: `repair-${findingId(finding).slice(2)}`,
    settled: 0,
    word: "three",
    text: "three\nsigned\n",
  });
  return [
    liar,
    ...(first === undefined ? [] : [{ ...first, settled_attempts: 1 }]),
    ...others,
    { ...repair, role: "repair" },
    review(0, [finding]),
    review(1, []),
  ];
}

interface Session {
  readonly task: string;
  readonly settled: number;
  readonly word: string;
  readonly text: string;
}

function session({ task, settled, word, text }: Session): CassetteEntry {
  const path = `notes/${word}.txt`;
  const self_review = {
    scan_clean: true,
    review: "read once more",
    files_reviewed: [path],
    verification_command: checkOf(word),
    verification_exit_code: 0,
  };
  const json = { type: "result", task_id: task, status: "done", detail: "written", artifacts: [path], self_review };
  return {
    role: "worker",
    task,
    settled_attempts: settled,
    actions: [
      { do: "write", path, text },
      { do: "run", command: checkOf(word) },
      { do: "result", json },
    ],
  };
}

function review(settled: number, findings: Review["findings"]): CassetteEntry {
  const clean = FindingCategory.options.filter(
    (category) =>
      !["spec-conformance", "hygiene"].includes(category) && findings.every((one) => one.category !== category),
  );
  return {
    role: "reviewer",
    task: reviewer,
    settled_attempts: settled,
    actions: [{ do: "result", json: { type: "review", findings, certified_clean: clean } }],
  };
}
