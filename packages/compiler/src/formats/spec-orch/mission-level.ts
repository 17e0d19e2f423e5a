import type { Boundaries, BoundaryItem, Grouping, Requirement } from "@fabrikk/state";

import type { DataNode } from "../../data/data-node.ts";
import { assignIds, type Identifiable } from "../../spec/content-id.ts";
import type { SpecReading } from "../../spec/spec-reading.ts";
import { assembleItems } from "../work-items/assemble-items.ts";
import { noScope, type ItemStatement, type WorkItem } from "../work-items/work-item.ts";
import type { MissionReading } from "./read-mission.ts";

/** What must hold for a mission as a whole. */
export interface MissionLevel {
  readonly requirements: readonly Requirement[];
  /** Each requirement for itself, or as `spec.md` groups them. */
  readonly groupings: readonly Grouping[];
  readonly boundaries: Boundaries;
  /** The ids of the criteria of the mission's own document, by the values that state them. */
  readonly ids: ReadonlyMap<DataNode, string>;
}

/**
 * Puts together what the mission's own document and its `spec.md` demand. The same words in both are one requirement: the one of `spec.md`,
 * which can say more about it.
 */
export function missionLevel(mission: MissionReading | null, spec: SpecReading): MissionLevel {
  const stated = new Map(spec.requirements.map(({ id, text }) => [plainId(text), id]));
  const criteria = (mission?.criteria ?? []).map((statement) => ({
    statement,
    id: stated.get(plainId(statement.text)),
  }));
  const own = assembleItems(
    criteria.flatMap(({ statement, id }) => (id === undefined ? [alone(statement)] : [])),
    spec.requirements.map(asOther),
  );
  const shared = criteria.flatMap(({ statement, id }) => (id === undefined ? [] : [[statement.origin, id] as const]));
  const { always, ask_first, never } = spec.boundaries;
  return {
    requirements: [...own.requirements, ...spec.requirements],
    groupings: [...own.groupings, ...spec.groupings],
    boundaries: { always: distinct([...(mission?.always ?? []), ...always]), ask_first, never },
    ids: new Map([...own.ids, ...shared]),
  };
}

/** A requirement as a statement that is told elsewhere: an equal text gets another id. */
export function asOther({ text }: Requirement): Identifiable {
  return { authorId: null, text, heading: "" };
}

function alone(statement: ItemStatement): WorkItem {
  return { statement, parts: [], scope: noScope, checks: [], testLevels: [], class: null, needs: [], deferral: null };
}

function plainId(text: string): string {
  return assignIds([{ authorId: null, text, heading: "" }])[0] ?? "";
}

function distinct(items: readonly BoundaryItem[]): BoundaryItem[] {
  return [...Map.groupBy(items, ({ text }) => text).values()].flatMap(([first]) => first ?? []);
}
