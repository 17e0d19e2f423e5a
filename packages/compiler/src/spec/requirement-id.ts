import { RequirementId } from "@fabrikk/state";

/** `AB-CD-001`, `REQ-1`, `NFR_2.1`, `R-7b`: capitals, then a dash or underscore, then a number. */
const separated = String.raw`[A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)*[-_]\d+(?:[.-]\d+)*[a-z]?`;
/** `FR1`, `US2.3`: usual prefixes need no separator. */
const joined = String.raw`(?:FR|NFR|REQ|US|AC|UC|SC|BR|SR|TR|R)\d+(?:\.\d+)*`;
const plainId = `(?:${separated}|${joined})`;
/** `req-1`, `Login.2`: small letters, or a dot before the number. Behind capitals and a number, words: `FR-001-login`. */
const smallId = String.raw`[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*(?:[-_]|(?<=[A-Za-z])\.)\d+(?:[.-]\d+)*[a-z]?`;
const wordyId = String.raw`[A-Z][A-Z0-9]*[-_]\d+[a-z]?(?:[-_.][A-Za-z0-9]+)+`;
const boldId = `(?:${smallId}|${wordyId})`;
const wholePlainId = new RegExp(`^${plainId}$`);
/** In a column of ids, also `T12`. */
const cellId = new RegExp(String.raw`^(?:${plainId}|${boldId}|[A-Z]{1,8}\d+(?:\.\d+)*)$`);

/** First words of names that look like ids: standards (`UTF-8`, `RFC-2119`), and parts of a document (`PHASE-1`). */
const otherNames = new Set(
  [
    "AES ANSI BASE CP CVE CWE ECMA ES FIPS GPT HTTP IEC IEEE IPV ISO MD PEP PKCS POSIX RFC RSA SHA SSL TLS UCS USB UTF UUID WCAG",
    "APPENDIX CHAPTER FIG FIGURE ITERATION MILESTONE PART PHASE RELEASE SECTION SPRINT STAGE STEP TABLE VERSION WEEK",
  ].flatMap((names) => names.split(" ")),
);

/** An id has at most 120 characters: what stands further on in a line is not looked at for one. */
const longestLabel = 200;

const plainLabel = labelOf(plainId);
const boldLabel = labelOf(boldId);

/** What an id looks like, as a clause of a message. */
export const idForm =
  "an id begins with a letter, holds only the letters A to Z and a to z, digits, dots, dashes and underscores, and has a number behind a dash or underscore, as REQ-1 has";

/** An author's id at the start of a line, and where the text after it starts. */
export interface LeadingId {
  readonly id: string;
  /** Offset of the first character after the id, its marks and its colon. */
  readonly textFrom: number;
  /** Is it set off: bold, in code or brackets, or followed by a colon or dash? A bare word is not a definition. */
  readonly isMarked: boolean;
  readonly isBold: boolean;
}

/**
 * Reads an explicit id from the start of a line of Markdown: `**AB-1**: text`, `**AB-1: title** text`, `[AB-1] text`, `AB-1: text`.
 * Small letters only in bold and with a colon or dash behind: `**node-20** is a name`, `**req-20**: text` is a definition.
 */
export function leadingId(line: string): LeadingId | null {
  return leadingIdAs(plainLabel, line) ?? boldDefinition(line);
}

/**
 * The bold text before a colon or dash at the start of a line, where it was meant as an id and can be none: `**Ä-1**: text`,
 * `**AB-1/2**: text`; a bare number (`**1.1**: text`) may be one, too.
 */
export function brokenId(line: string): { readonly text: string; readonly isNumber: boolean } | null {
  const [, , bold, behind] = /^[ \t]*(\*\*|__)(.+?)\1(.*)$/.exec(line.slice(0, longestLabel)) ?? [];
  if (bold === undefined || behind === undefined || leadingId(line) !== null) return null;
  const [before, after] = bold.split(/:|\s[-–—]\s/, 2);
  const text = (before ?? "").trim();
  if ((after === undefined && !/^\s*(?::|[-–—]\s)/.test(behind)) || isOtherName(text)) return null;
  if (/^\d{1,3}(?:\.\d{1,3}){1,2}$/.test(text)) return { text, isNumber: true };
  const isForeign = /^\p{L}[\p{L}\p{M}\p{N}]*(?:[-_.][\p{L}\p{M}\p{N}]+)*[-_.]\p{N}+[\p{L}\p{M}]?$/u.test(text);
  const isSeveral = new RegExp(String.raw`^${plainId}(?:\s*[/,;&+#]|[^\x00-\x7F])`).test(text);
  return (isForeign && !RequirementId.safeParse(text).success) || isSeveral ? { text, isNumber: false } : null;
}

/** Can this word be the id of a requirement: the author's, or one made from content (`R-1a2b3c4d5e`)? */
export function isRequirementId(word: string): boolean {
  if (/^R-[0-9a-f]{10}$/i.test(word)) return true;
  return RequirementId.safeParse(word).success && /\d/.test(word) && !isOtherName(word);
}

/** Is the word an author's id as it stands in capitals: `REQ-7`? */
export function isPlainId(word: string): boolean {
  return wholePlainId.test(word) && isRequirementId(word);
}

/** The id that a cell of a table's column of ids names, and nothing else: bold, in code or brackets, or bare. A link refers to an id. */
export function idOfCell(cell: string): string | null {
  const word =
    /^(?:\*\*|__|`|\[|\*\*`)?([A-Za-z0-9._-]{2,120})(?:\*\*|__|`|\]|`\*\*)?$/.exec(
      cell.trim().replaceAll("\\_", "_"),
    )?.[1] ?? "";
  return cellId.test(word) && isRequirementId(word) ? word : null;
}

function labelOf(id: string): RegExp {
  return new RegExp(
    String.raw`^(?<open>[ \t]*(?:\*\*|__|\x60|\[|\*\*\[)?)(?<id>${id})(?![\p{L}\p{M}\p{N}]|_(?!_)|[-.][\p{L}\p{N}])(?<close>\]?(?:\*\*|__|\x60)?)(?<after>(?:[ \t]*[:.\)])?(?:\*\*|__)?(?:[ \t]+[-–—](?=[ \t]))?:?)(?<space>[ \t]*)`,
    "u",
  );
}

function boldDefinition(line: string): LeadingId | null {
  const match = boldLabel.exec(line.slice(0, longestLabel))?.[0].trimEnd() ?? "";
  const found = leadingIdAs(boldLabel, line);
  return found?.isBold === true && /[:–—]|\s-$/.test(match) ? found : null;
}

function leadingIdAs(label: RegExp, line: string): LeadingId | null {
  const match = label.exec(line.slice(0, longestLabel));
  const { id = "", open = "", close = "", after = "", space = "" } = match?.groups ?? {};
  if (match === null || !isRequirementId(id)) return null;
  const mark = open.trim();
  const isBold = mark.startsWith("**") || mark === "__";
  // `**AB-1/2**`, `**AB-1, AB-2**`: more than an id and its title.
  if (isBold && close + after + space === "" && match[0].length < line.length) return null;
  const isSetOff = after.includes(":") || /[-–—]$/.test(after);
  return {
    id,
    textFrom: match[0].length,
    isBold,
    isMarked: isSetOff || isBold || (mark === "[" && close.startsWith("]")),
  };
}

function isOtherName(id: string): boolean {
  return otherNames.has((id.split(/[-_.]/)[0] ?? "").toUpperCase());
}
