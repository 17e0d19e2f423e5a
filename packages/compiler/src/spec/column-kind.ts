/**
 * What a column of a table of requirements is for: `text` describes the requirement, `title` leads the description, `note` is for
 * the people who keep the table and no part of the requirement; `more` is all else that the row says. With `other matter` and
 * no description, it is a table of something else.
 */
export type ColumnKind = "text" | "title" | "priority" | "note" | "other matter" | "more";

const kinds: readonly (readonly [ColumnKind, RegExp])[] = [
  ["priority", /^(?:priority|prio|moscow|importance)$/],
  [
    "text",
    /^(?:.* )?(?:descriptions?|requirements?|text|statement|specification|behaviou?r|rule|story|capability|functionality|shall)$/,
  ],
  ["title", /^(?:.* )?(?:title|name|summary|feature|function)$/],
  [
    "note",
    /^(?:status|state|owner|assignee|author|type|category|source|tests?|test cases?|tasks?|verification|traces?(?: to)?|links?|estimate|effort|complexity|phase|milestone|release|sprint|version|date|done)$/,
  ],
  ["other matter", /^(?:risks?|(?:open )?questions?|assumptions?|decisions?|terms?|definitions?|changes?)$/],
];

const idHead =
  /^(?:ids?|#|no|nr|num|number|key|ref|identifier|code|fr|nfr|req|requirement|us|ac|uc|story|rule)(?:[ -]?(?:ids?|#|no|nr|num|number|ref|key))?$/;

/** What a column with this head, as plain words, is for. */
export function columnKind(head: string): ColumnKind {
  const words = wordsOf(head);
  return kinds.find(([, form]) => form.test(words))?.[0] ?? "more";
}

/** Can a column with this head hold the ids of its rows? */
export function isIdHead(head: string): boolean {
  return idHead.test(wordsOf(head));
}

function wordsOf(head: string): string {
  return head
    .trim()
    .replace(/[.:?!]+$/, "")
    .toLowerCase();
}
