import { z } from "zod";

import type { AnswerReading } from "./ask-in-rounds.ts";

/** So many breaches of the schema are told at once; an answer of another shape has one at every place. */
const mostIssues = 100;

/**
 * Reads an answer as JSON of a schema. One fenced block around the whole is taken away: agents often add it, and nothing is
 * lost by it. Anything else around the JSON is refused.
 */
export function readJsonAnswer<Value>(text: string, schema: z.ZodType<Value>): AnswerReading<Value> {
  const json = parseJson(withoutFence(text));
  if (json === undefined) return { problems: ["the answer is not JSON"] };
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const { issues } = parsed.error;
  const told = issues.slice(0, mostIssues).map(({ path, message }) => `${placeOf(path)}: ${message}`);
  const more = issues.length - told.length;
  return { problems: more > 0 ? [...told, `and ${more} more places that break the schema`] : told };
}

/** The schema as an agent is told it: JSON Schema, of what it may write. */
export function schemaText(schema: z.ZodType): string {
  return JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2);
}

function withoutFence(text: string): string {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  return /^```(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n```$/i.exec(trimmed)?.[1] ?? trimmed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `requirements[2].lines` */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return place === "" ? "the whole" : place.replace(/^\./, "");
}
