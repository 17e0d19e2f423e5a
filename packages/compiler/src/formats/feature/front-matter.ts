/** One field of a document's front matter. */
interface FrontField {
  /** As it is written behind the colon, without quotes; "" where a list follows. */
  readonly value: string;
  /** The values of a list, or the one value. */
  readonly values: readonly string[];
  readonly line: number;
}

/** Front matter: its fields by name, and how many lines it takes (0 where there is none). */
export interface FrontMatter {
  readonly fields: ReadonlyMap<string, FrontField>;
  readonly length: number;
}

const none: FrontMatter = { fields: new Map(), length: 0 };

/**
 * Reads the flat front matter that the formats know: `name: value`, `name: [a, b]`, and lists of `- a` lines. What is nested
 * deeper is left out.
 */
export function readFrontMatter(lines: readonly string[]): FrontMatter {
  if (!/^---[ \t]*$/.test(lines[0] ?? "")) return none;
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line));
  if (end === -1 || !lines.slice(1, end).some((line) => /^[\w-]+[ \t]*:/.test(line))) return none;
  const fields = new Map<string, FrontField>();
  let open: string | null = null;
  for (const [index, line] of lines.slice(1, end).entries()) {
    const [, name, rest] = /^([\w-]+)[ \t]*:(?:[ \t]+(.*))?$/.exec(line) ?? [];
    const item = /^[ \t]*-[ \t]+(.+)$/.exec(line)?.[1];
    if (name !== undefined) {
      open = name;
      fields.set(name, { ...valueOf(rest ?? ""), line: index + 2 });
    } else if (item !== undefined && open !== null) {
      const field = fields.get(open) as FrontField;
      fields.set(open, { ...field, values: [...field.values, unquoted(item)] });
    }
  }
  return { fields, length: end + 1 };
}

function valueOf(text: string): Omit<FrontField, "line"> {
  const plain = text.replace(/[ \t]#.*$/, "").trim();
  const list = /^\[(.*)\]$/.exec(plain)?.[1];
  if (list === undefined) return { value: unquoted(plain), values: plain === "" ? [] : [unquoted(plain)] };
  const values = list
    .split(",")
    .map(unquoted)
    .filter((value) => value !== "");
  return { value: plain, values };
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/, "$2")
    .trim();
}
