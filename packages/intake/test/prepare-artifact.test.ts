import { compileArtifact } from "@fabrikk/compiler";
import { canonicalJson, Config, RunArtifact } from "@fabrikk/state";
import { expect, test } from "vitest";

import type { AskAgent } from "../src/ask-agent.ts";
import type { SourceFile } from "../src/decode-source.ts";
import { prepareArtifact, type PreparationOptions, type PreparationPorts } from "../src/prepare-artifact.ts";
import { gateway, honest } from "./prose-sample.ts";
import { scriptedAsker } from "./scripted-asker.ts";

const config = Config.parse({});
const source = (file: string, text: string): SourceFile => ({ file, bytes: new TextEncoder().encode(text) });
const prose = source(gateway.file, gateway.text);
const never: AskAgent = () => Promise.reject(new Error("nobody is asked here"));

const prepare = async (hands: PreparationPorts, options: PreparationOptions): Promise<RunArtifact> =>
  (await prepareArtifact(hands, options)).artifact;

function ports(fields: Partial<PreparationPorts> = {}): PreparationPorts {
  return {
    repository: {
      files: ["package.json", "src/log.mjs", "src/queue.mjs"],
      read: (path) => Promise.resolve(path === "package.json" ? '{ "scripts": { "test": "node --test" } }' : ""),
    },
    normalizer: null,
    planner: null,
    signal: new AbortController().signal,
    ...fields,
  };
}

const spec = source(
  "spec.md",
  "# Log\n\n- **L-1**: `src/log.mjs` MUST write lines.\n- **L-2**: It MUST be read.\n  Files: src/read.mjs\n",
);

test("FAB-PLAN-010: without any agent the repository proposes files, the gate is found, and it compiles", async () => {
  const made = await prepare(ports(), { sources: [spec], config });
  expect(RunArtifact.parse(made)).toEqual(made);
  expect(made.quality_gate).toEqual([{ name: "test", command: "npm test" }]);
  expect(made.groupings.map(({ scope, proposed_by: by }) => [scope.owned, by ?? "spec"])).toEqual([
    [["src/log.mjs"], "repository"],
    [["src/read.mjs"], "spec"],
  ]);
  expect(compileArtifact(made).waves).toEqual([["l-1", "l-2"]]);
  const again = await prepare(ports(), { sources: [spec], config });
  expect(canonicalJson(again)).toBe(canonicalJson(made));
});

test("FAB-INT-003: prose alone is normalized, beside a document that states its own requirements", async () => {
  const { ask, questions } = scriptedAsker([honest]);
  const made = await prepare(ports({ normalizer: ask }), { sources: [spec, prose], config });
  expect(questions.map(({ role, round }) => [role, round])).toEqual([["normalizer", 1]]);
  expect(made.requirements.filter(({ kind }) => kind === "prose").map(({ source: { lines } }) => lines)).toEqual(
    honest.requirements.map(({ lines }) => lines),
  );
  expect(made.coverage.unclaimed).toEqual([]);
  expect(made.sources.map(({ file }) => file)).toEqual(["spec.md", gateway.file]);
});

test("FAB-INT-003: without a normalizer prose is refused where nothing else states a requirement", async () => {
  await expect(prepare(ports(), { sources: [prose], config })).rejects.toMatchObject({
    code: "FABRIKK_INTAKE_NO_REQUIREMENT",
  });
});

test("FAB-INT-007: nobody is asked about a spec that is refused anyway", async () => {
  const broken = source("broken.md", "- **B-1**: x\n- **B-1**: y\n");
  await expect(
    prepare(ports({ normalizer: never, planner: never }), { sources: [broken, prose], config }),
  ).rejects.toMatchObject({ code: "FABRIKK_COMPILER_ID_DUPLICATE" });
});

const plan = (owned: string) => ({
  groupings: [{ title: "The log", requirement_ids: ["L-1"], owned: [owned], reason: "it is there" }],
});

test("FAB-PLAN-010 FAB-INT-009: a planner's proposal stands after an edit elsewhere, and is asked for anew where its words changed", async () => {
  const ofLog = ({ requirement_ids: ids }: RunArtifact["groupings"][number]): boolean => ids.includes("L-1");
  const first = scriptedAsker([plan("src/queue.mjs")]);
  const before = await prepare(ports({ planner: first.ask }), { sources: [spec], config });
  expect(before.groupings.find(ofLog)).toMatchObject({ proposed_by: "planner", scope: { owned: ["src/queue.mjs"] } });

  const edited = source(
    "spec.md",
    `${new TextDecoder().decode(spec.bytes)}- **L-3**: It MUST end.\n  Files: src/end.mjs\n`,
  );
  const same = await prepare(ports({ planner: never }), { sources: [edited], config, previous: before });
  expect(same.groupings.find(ofLog)).toEqual(before.groupings.find(ofLog));

  const reworded = source("spec.md", new TextDecoder().decode(spec.bytes).replace("write lines", "write bytes"));
  const second = scriptedAsker([plan("src/log.mjs")]);
  const after = await prepare(ports({ planner: second.ask }), {
    sources: [reworded],
    config,
    previous: before,
  });
  expect(after.groupings.find(ofLog)?.scope.owned).toEqual(["src/log.mjs"]);
});

test("FAB-PLAN-010: what a failed planner leaves open the repository proposes, and the failure is told", async () => {
  const { ask } = scriptedAsker([]);
  const made = await prepare(ports({ planner: ask }), { sources: [spec], config });
  expect(made.findings.map(({ code }) => code)).toContain("FABRIKK_INTAKE_PLANNER_FAILED");
  expect(made.groupings[0]).toMatchObject({ proposed_by: "repository", scope: { owned: ["src/log.mjs"] } });
});
