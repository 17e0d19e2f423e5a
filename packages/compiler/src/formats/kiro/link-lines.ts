/** What a link line names: criteria by their number, whole requirements, or all of them. */
export type LinkTarget = { readonly requirement: number; readonly criterion: number | null } | "all";

/** Most criteria that a range such as `1.1-1.9` may stand for. */
const widest = 100;

/**
 * The targets of a line such as `_Requirements: 1.2, 2.1_`, in any language, or `**Validates: Requirements 1.2**`; null where it is
 * none. What is not a number in it is for people.
 */
export function linkList(line: string): readonly LinkTarget[] | null {
  const list = valueOf(line);
  if (list === null) return null;
  const plain = list.replace(/\([^()]*\)/g, " ");
  const numbers = [...plain.matchAll(/(?<![\w.-])(\d+)(?:\.(\d+))?(?:\s*[-–—]\s*(?:(\d+)\.)?(\d+))?(?![\w]|\.\d)/g)];
  const targets = numbers.flatMap(([, requirement = "", from, , to]): readonly LinkTarget[] =>
    from === undefined
      ? [{ requirement: Number(requirement), criterion: null }]
      : criteria(Number(requirement), Number(from), to === undefined ? Number(from) : Number(to)),
  );
  return targets.length === 0 && /^\s*all\b/i.test(plain) ? ["all"] : targets;
}

/** The task numbers of a line such as `_Depends: 1.1, 2.3_`. */
export function neededTasks(line: string): readonly string[] {
  const list = /^\W*_\s*depends(?: on)?\s*[:：]([^_]*)_/i.exec(line)?.[1] ?? "";
  return list.match(/\d+(?:\.\d+)*/g) ?? [];
}

function valueOf(line: string): string | null {
  const named = /_\s*requirements?\s*[:：]([^_]*)_/i.exec(line) ?? /\bvalidates\W*requirements?\b([^*_]*)/i.exec(line);
  if (named !== null) return named[1] ?? "";
  const [, label = "", list] = /^\W*_([^_:：]{1,40})[:：]\s*((?:\d+(?:\.\d+)+[,，、;\s]*)+)_\s*$/.exec(line) ?? [];
  return list === undefined || /^\s*(?:depends|leverage|boundary)/i.test(label) ? null : list;
}

function criteria(requirement: number, from: number, to: number): readonly LinkTarget[] {
  if (to < from || to - from >= widest) return [from, to].map((criterion) => ({ requirement, criterion }));
  return Array.from({ length: to - from + 1 }, (_, index) => ({ requirement, criterion: from + index }));
}
