/** `AB-CD-001`, `REQ-1`, `NFR_2.1`, `R-7b`: capitals, then a dash or underscore, then a number. */
const separated = String.raw`[A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)*[-_]\d+(?:[.-]\d+)*[a-z]?`;
/** `FR1`, `US2.3`: usual prefixes need no separator. */
const joined = String.raw`(?:FR|NFR|REQ|US|AC|UC|SC|BR|SR|TR|R)\d+(?:\.\d+)*`;
const authorId = `(?:${separated}|${joined})(?![A-Za-z0-9_]|[-.][A-Za-z0-9])`;

/** First words of names that look like ids: standards (`UTF-8`, `RFC-2119`), and parts of a document (`PHASE-1`). */
const otherNames = new Set(
  [
    "AES ANSI BASE CP CVE CWE ECMA ES FIPS GPT HTTP IEC IEEE IPV ISO MD PEP PKCS POSIX RFC RSA SHA SSL TLS UCS USB UTF UUID WCAG",
    "APPENDIX CHAPTER FIG FIGURE ITERATION MILESTONE PART PHASE RELEASE SECTION SPRINT STAGE STEP TABLE VERSION WEEK",
  ].flatMap((names) => names.split(" ")),
);

const label = new RegExp(
  String.raw`^(?<open>[ \t]*(?:\*\*|__|\x60|\[|\*\*\[)?)(?<id>${authorId})(?<close>\]?(?:\*\*|__|\x60)?)(?<after>(?:[ \t]*[:.)])?(?:\*\*|__)?(?:[ \t]+[-–—](?=[ \t]))?:?)(?<space>[ \t]*)`,
);

/** An author's id at the start of a line, and where the text after it starts. */
export interface LeadingId {
  readonly id: string;
  /** Offset of the first character after the id, its marks and its colon. */
  readonly textFrom: number;
  /** Is it set off: bold, in code or brackets, or followed by a colon or dash? A bare word is not a definition. */
  readonly isMarked: boolean;
  readonly isBold: boolean;
}

/** Reads an explicit id from the start of a line of Markdown: `**AB-1**: text`, `**AB-1: title** text`, `[AB-1] text`, `AB-1: text`. */
export function leadingId(line: string): LeadingId | null {
  const groups = label.exec(line)?.groups;
  if (groups?.["id"] === undefined || isOtherName(groups["id"])) return null;
  const open = (groups["open"] ?? "").trim();
  const close = groups["close"] ?? "";
  const after = groups["after"] ?? "";
  const isSetOff = after.includes(":") || /[-–—]$/.test(after);
  const isBold = open.startsWith("**") || open === "__";
  return {
    id: groups["id"],
    textFrom:
      (groups["open"] ?? "").length +
      groups["id"].length +
      close.length +
      after.length +
      (groups["space"] ?? "").length,
    isBold,
    isMarked: isSetOff || isBold || (open === "[" && close.startsWith("]")),
  };
}

/** Every id that a text refers to, in order: authors' ids, and ids that were made from content (`R-1a2b3c4d5e`). */
export function findRequirementIds(text: string): readonly string[] {
  const pattern = new RegExp(String.raw`(?<![A-Za-z0-9_.-])(?:R-[0-9a-f]{10}(?![0-9A-Za-z])|${authorId})`, "g");
  return [...text.matchAll(pattern)].map((match) => match[0]).filter((id) => !isOtherName(id));
}

function isOtherName(id: string): boolean {
  return otherNames.has(id.split(/[-_.]/)[0] ?? "");
}
