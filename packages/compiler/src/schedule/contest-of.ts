import { contentions, type Contention } from "../graph/contentions.ts";
import { clashing } from "../graph/file-holds.ts";
import type { ScopeTable, UseMode } from "../graph/scope-table.ts";

/** How much the tasks of a workload can be in each other's way by their files. */
export interface Contest {
  /**
   * For each task the minutes of the tasks that it can never run beside. Counted once for each file over which they clash (files with
   * the same users are one), so at least the minutes of these tasks.
   */
  readonly against: readonly number[];
  /** For each task: is there any that it can never run beside? */
  readonly isContested: readonly boolean[];
  /** The most minutes of tasks of which, because of one file, no two can run at once. */
  readonly exclusive: {
    readonly minutes: number;
    /** Index of the glob; null where no tasks clash. */
    readonly glob: number | null;
  };
}

/** Looks at every file that tasks can clash over. Time that grows with the users of these files, not with pairs of them. */
export function contestOf(table: ScopeTable, minutes: readonly number[]): Contest {
  const against = minutes.map(() => 0);
  const isContested = minutes.map(() => false);
  const unscoped = unscopedMinutes(table, minutes);
  let exclusive: Contest["exclusive"] = { minutes: unscoped, glob: unscoped > 0 ? table.everything : null };
  const seen = new Set<string>();
  for (const contention of contentions(table)) {
    const { glob } = contention;
    const isPath = table.globs[glob]?.isPath === true;
    const own = strongest(contention.own);
    const meeting = strongest(contention.users.slice(contention.own.length));
    const key = `${isPath} ${written(own)} ${written(meeting)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const clash of clashes({ own, meeting, minutes, isPath })) {
      against[clash.task] = (against[clash.task] ?? 0) + clash.minutes;
      isContested[clash.task] = true;
    }
    const changing = [
      ...new Map([...own, ...(isPath ? meeting : [])].filter(([, mode]) => mode !== "read-only")).keys(),
    ];
    const total = changing.reduce((before, task) => before + (minutes[task] ?? 0), unscoped);
    if (glob !== table.everything && total > exclusive.minutes) exclusive = { minutes: total, glob };
  }
  return { against, isContested, exclusive };
}

type Users = ReadonlyMap<number, UseMode>;

/** Each user once, with the use that clashes with most. */
function strongest(users: Contention["users"]): Users {
  const rank: Readonly<Record<UseMode, number>> = { owned: 2, shared: 1, "read-only": 0 };
  const modes = new Map<number, UseMode>();
  for (const { task, mode } of users) {
    const known = modes.get(task);
    if (known === undefined || rank[mode] > rank[known]) modes.set(task, mode);
  }
  return modes;
}

function written(users: Users): string {
  return [...users].map(([task, mode]) => `${task}${mode[0]}`).join();
}

interface Clash {
  readonly task: number;
  /** Of those that it clashes with. */
  readonly minutes: number;
}

/** Those who name a glob clash with each other and with those who meet it; two who meet it only do so at a path of their own. */
function clashes({
  own,
  meeting,
  minutes,
  isPath,
}: {
  readonly own: Users;
  readonly meeting: Users;
  readonly minutes: readonly number[];
  readonly isPath: boolean;
}): readonly Clash[] {
  return [
    ...clashesAmong(own, own, minutes),
    ...clashesAmong(own, meeting, minutes),
    ...(isPath ? clashesAmong(meeting, own, minutes) : []),
  ];
}

/** For each of some users those of others that clash with it. */
function clashesAmong(some: Users, others: Users, minutes: readonly number[]): readonly Clash[] {
  const totals = { owned: none, shared: none, "read-only": none };
  for (const [task, mode] of others) totals[mode] = sum(totals[mode], { tasks: 1, minutes: minutes[task] ?? 0 });
  return [...some].flatMap(([task, mode]) => {
    const all = clashing[mode].map((each) => totals[each]).reduce(sum, none);
    const itself = others.get(task);
    const isIn = itself !== undefined && clashing[mode].includes(itself);
    if (all.tasks === (isIn ? 1 : 0)) return [];
    return [{ task, minutes: all.minutes - (isIn ? (minutes[task] ?? 0) : 0) }];
  });
}

const none = { tasks: 0, minutes: 0 };

function sum(a: typeof none, b: typeof none): typeof none {
  return { tasks: a.tasks + b.tasks, minutes: a.minutes + b.minutes };
}

function unscopedMinutes({ uses, everything }: ScopeTable, minutes: readonly number[]): number {
  if (everything === null) return 0;
  return uses.reduce(
    (before, each, task) =>
      each.some(({ glob, mode }) => glob === everything && mode === "owned") ? before + (minutes[task] ?? 0) : before,
    0,
  );
}
