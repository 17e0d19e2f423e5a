import type {
  Check,
  FileScope,
  Priority,
  RequirementKind,
  Risk,
  SourceRange,
  TaskClass,
  TestLevel,
} from "@fabrikk/state";

import type { DataNode } from "../../data/data-node.ts";
import type { Identifiable } from "../../spec/content-id.ts";

/** A requirement as a data document states it, before it has an id. */
export interface ItemStatement extends Identifiable {
  readonly kind: RequirementKind;
  /** The value that states it. */
  readonly origin: DataNode;
  /** Its first line, for titles; "" where its id must do. */
  readonly title: string;
  readonly source: SourceRange;
  /** Null where nothing but its key words says so. */
  readonly priority: Priority | null;
  readonly risk: Risk | null;
}

/** An id that a statement needs first, as it is written, and where. */
export interface ItemNeed {
  /** The origin of the statement that needs it. */
  readonly from: DataNode;
  readonly to: string;
  readonly line: number;
}

/** A statement of a data document with what belongs to it: a candidate task. */
export interface WorkItem {
  readonly statement: ItemStatement;
  /** Its acceptance criteria and subtasks: requirements of their own, served by the same task. */
  readonly parts: readonly ItemStatement[];
  readonly scope: FileScope;
  readonly checks: readonly Check[];
  readonly testLevels: readonly TestLevel[];
  /** Null where the document does not say. */
  readonly class: TaskClass | null;
  readonly needs: readonly ItemNeed[];
  /** Why it was put off; null for work that is to be done. */
  readonly deferral: string | null;
}

/** A scope that names no file. */
export const noScope: FileScope = { owned: [], read_only: [], shared: [] };
