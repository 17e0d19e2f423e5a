import { parse, type ParseError } from "jsonc-parser";

/** JSON, with the comments and the comma too much that nx and turbo allow; undefined where it is none. */
export function readJson(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  return errors.length === 0 ? value : undefined;
}
