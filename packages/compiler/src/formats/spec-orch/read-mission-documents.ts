import type { Grouping } from "@fabrikk/state";

import type { DataDocument } from "../../data/data-document.ts";
import { openLedger, type DataLedger } from "../../data/data-ledger.ts";
import type { DataMap } from "../../data/data-node.ts";
import { explainData } from "../../data/explain-data.ts";
import { isDataFile, readData } from "../../data/read-data.ts";
import type { SourceText, SpecReading } from "../../spec/spec-reading.ts";
import { emptyReading } from "../empty-reading.ts";
import { joinReadings } from "../join-readings.ts";
import { assembleItems } from "../work-items/assemble-items.ts";
import { keepKnownNeeds } from "../work-items/keep-known-needs.ts";
import { documentKind, type SpecOrchKind } from "./document-kind.ts";
import { asOther, missionLevel, type MissionLevel } from "./mission-level.ts";
import { readMission } from "./read-mission.ts";
import { readMissionSpec } from "./read-mission-spec.ts";
import { readPlan } from "./read-plan.ts";

/**
 * The reading of a mission: its plan, its own document and its `spec.md`, as far as they are given. Each packet of the plan is a grouping of the
 * packet, its criteria, and what must hold for the mission as a whole; the waves that it declares are an assertion only (FAB-PLAN-006).
 */
export function readMissionDocuments(group: readonly SourceText[]): SpecReading {
  const documents = group.filter(({ file }) => isDataFile(file)).map((source) => readData(source));
  const spec = group.find(({ file }) => !isDataFile(file));
  const specReading = spec === undefined ? emptyReading([]) : readMissionSpec(spec);
  const [plan, mission] = [openAs(documents, "plan"), openAs(documents, "mission")];
  const said = mission === null ? null : readMission(mission.ledger, mission.root);
  const level = missionLevel(said, specReading);
  const { requirements, groupings, boundaries, ids } = level;
  const whole = {
    ...emptyReading([]),
    title: said?.title ?? specReading.title,
    requirements: [...requirements],
    boundaries,
  };
  return joinReadings(
    [
      plan === null ? { ...whole, groupings: [...groupings] } : whole,
      { ...specReading, requirements: [], groupings: [], boundaries: emptyReading([]).boundaries },
      mission === null
        ? emptyReading([])
        : { ...emptyReading(mission.ledger.problems), ...explainData(mission.ledger, ids) },
      plan === null ? emptyReading([]) : readPackets(plan, level),
      ...documents.map(({ problems }) => emptyReading(problems)),
    ],
    group.map(({ file }) => file),
  );
}

interface Opened {
  readonly ledger: DataLedger;
  readonly root: DataMap;
}

/** The document of this kind, where there is one and it is not broken. */
function openAs(documents: readonly DataDocument[], kind: SpecOrchKind): Opened | null {
  const document = documents.find(({ root, problems }) => problems.length === 0 && documentKind(root) === kind);
  return document?.root?.type === "map" ? { ledger: openLedger(document), root: document.root } : null;
}

function readPackets({ ledger, root }: Opened, level: MissionLevel): SpecReading {
  const { packets, waves } = readPlan(ledger, root);
  const known = new Set(packets.flatMap(({ statement }) => statement.authorId ?? []));
  const needs = keepKnownNeeds(packets, (id) => known.has(id));
  const { requirements, groupings, dependencies, deferred, problems, ids } = assembleItems(
    needs.items,
    level.requirements.map(asOther),
  );
  const { served, apart } = servedBy(groupings, level);
  return {
    ...emptyReading([...ledger.problems, ...needs.problems, ...problems]),
    requirements,
    groupings: [
      ...groupings.map((grouping) => ({ ...grouping, requirement_ids: [...grouping.requirement_ids, ...served] })),
      ...apart,
    ],
    dependencies,
    deferred,
    declaredWaves: [{ file: ledger.document.file, waves: waves.map((wave) => [...wave]) }],
    assumptions: [...ledger.assumptions],
    ...explainData(ledger, ids),
  };
}

/** Each packet serves what the mission demands, but for requirements that name files or checks of their own, or that no packet is there for. */
function servedBy(
  packets: readonly Grouping[],
  { requirements, groupings }: MissionLevel,
): { readonly served: readonly string[]; readonly apart: readonly Grouping[] } {
  const apart = groupings.filter(({ scope, checks }) => packets.length === 0 || scope.owned.length + checks.length > 0);
  const own = new Set(apart.flatMap(({ requirement_ids }) => requirement_ids));
  return { served: requirements.map(({ id }) => id).filter((id) => !own.has(id)), apart };
}
