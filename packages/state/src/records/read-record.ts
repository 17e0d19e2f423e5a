import type { z } from "zod";

import { FabrikkError } from "../fabrikk-error.ts";

/** The schema of a record that says which version of it a file has. */
type VersionedSchema<Shape extends z.core.$ZodLooseShape> = z.ZodObject<
  Shape & { readonly schema: z.ZodLiteral<number> },
  z.core.$strict
>;

/**
 * A record as a file of a run has it, in the version that this fabrikk writes (FAB-RUN-007).
 * @param file the file that `json` is from, for the message
 * @throws FabrikkError `FABRIKK_STATE_RECORD_OLD` for an older version; ZodError for what is no such record
 */
export function readRecord<Shape extends z.core.$ZodLooseShape>(
  schema: VersionedSchema<Shape>,
  json: unknown,
  file: string,
): z.infer<VersionedSchema<Shape>> {
  const [current = 0] = schema.shape.schema.values;
  const version = versionOf(json);
  if (version === null || version >= current) return schema.parse(json);
  throw new FabrikkError({
    code: "FABRIKK_STATE_RECORD_OLD",
    message: `${file} was written by an older fabrikk: its schema is ${version}, and this one reads ${current}`,
    hint: "prepare the spec again with `fabrikk prepare <spec>`; the old run's branch and files stay as they are",
    details: { file, schema: version },
  });
}

function versionOf(json: unknown): number | null {
  if (typeof json !== "object" || json === null || !("schema" in json)) return null;
  return typeof json.schema === "number" ? json.schema : null;
}
