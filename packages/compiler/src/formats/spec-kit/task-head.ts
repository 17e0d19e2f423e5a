/** The start of a task line: `T012 [P] [US1] text`. */
export interface TaskHead {
  /** Null where the line has none, or a placeholder. */
  readonly id: string | null;
  /** What stands in brackets behind the id. */
  readonly tags: readonly string[];
  /** Numbers of the stories it names. */
  readonly stories: readonly number[];
  /** `[P]`: nothing in its phase has to come before it. */
  readonly isParallel: boolean;
  /** Offset of its words. */
  readonly textFrom: number;
}

/** Reads the start of a task line behind its checkbox; null where nothing follows it. */
export function taskHead(body: string): TaskHead | null {
  const [label = "", id] = /^\s*(?:\*\*)?(?:(T\d{3,}[a-z]?)|TXXX)\b(?:\*\*)?\s*[:.)-]?\s*(?:\*\*)?\s*/.exec(body) ?? [];
  const tags: string[] = [];
  let textFrom = label.length;
  for (;;) {
    const [bracket, tag] = /^\[([^\][\n]{1,40})\](?!\()\s*/.exec(body.slice(textFrom)) ?? [];
    if (bracket === undefined || tag === undefined) break;
    tags.push(tag.trim());
    textFrom += bracket.length;
  }
  if (body.slice(textFrom).trim() === "") return null;
  return {
    id: id ?? null,
    tags,
    stories: tags.flatMap((tag) => [...tag.matchAll(/\bUS-?0*(\d{1,4})\b/gi)].map(([, digits]) => Number(digits))),
    isParallel: tags.some((tag) => /^P$/i.test(tag)),
    textFrom,
  };
}
