import type { SpecProblem } from "../spec/spec-problem.ts";
import type { DataNode } from "./data-node.ts";

/** A JSON or YAML document as it was read. */
export interface DataDocument {
  readonly file: string;
  readonly text: string;
  /** Null where the document is empty or too broken to have one. With problems it may lack parts. */
  readonly root: DataNode | null;
  /** Every fault of its syntax, in order. */
  readonly problems: readonly SpecProblem[];
}
