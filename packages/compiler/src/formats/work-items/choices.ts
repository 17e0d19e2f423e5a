import type { ErrorCode, Priority, Risk, TaskClass } from "@fabrikk/state";

/** A field that holds one of a few words. */
export interface Choice<Value> {
  /** The value by its words, folded to small letters and spaces. */
  readonly words: ReadonlyMap<string, Value>;
  readonly code: ErrorCode;
  /** What is to be written instead, for messages. */
  readonly expected: string;
}

/** "put-off": not for this time. "order": it says what comes first, and not how strongly it is meant. */
export type PriorityWord = Priority | "put-off" | "order";

/** Words of RFC 2119, of MoSCoW (DSDM), and those that tickets are sorted by. */
export const priorityChoice: Choice<PriorityWord> = {
  words: wordsOf([
    ["must", "must|must have|shall|required|mandatory"],
    ["should", "should|should have|recommended"],
    ["may", "may|could|could have|optional|nice to have"],
    ["put-off", "wont|won't|won’t|wont have|won't have|won’t have"],
    ["order", "critical|urgent|highest|high|medium|normal|low|lowest|p0|p1|p2|p3|p4"],
  ]),
  code: "FABRIKK_COMPILER_DATA_INVALID",
  expected: "a priority is one of must, should, may; high, medium, low, P0 to P4 and numbers only name an order",
};

/** How much harm a fault would do. */
export const riskChoice: Choice<Risk> = {
  words: wordsOf([
    ["low", "low"],
    ["medium", "medium"],
    ["high", "high|critical"],
  ]),
  code: "FABRIKK_COMPILER_DATA_INVALID",
  expected: "a risk is one of low, medium, high",
};

/** What sort of work a task is, by the words of this and other tools. */
export const classChoice: Choice<TaskClass> = {
  words: wordsOf([
    ["feature", "feature|feat|enhancement|implementation|code|story"],
    ["fix", "fix|bug|bugfix|hotfix|defect"],
    ["docs", "docs|doc|documentation"],
    ["config", "config|configuration"],
    ["chore", "chore|qa|test|tests|testing|refactor|refactoring|setup|infra|ci|build|quality|cleanup"],
  ]),
  code: "FABRIKK_COMPILER_CLASS_INVALID",
  expected: "a class is one of feature, fix, docs, config, chore",
};

/** The value that a word stands for; undefined where it is none of the choice's words. */
export function choose<Value>(choice: Choice<Value>, word: string): Value | undefined {
  return choice.words.get(
    word
      .trim()
      .toLowerCase()
      .replace(/[-_ ]+/g, " "),
  );
}

function wordsOf<Value>(rows: readonly (readonly [Value, string])[]): ReadonlyMap<string, Value> {
  return new Map(rows.flatMap(([value, words]) => words.split("|").map((word) => [word, value] as const)));
}
