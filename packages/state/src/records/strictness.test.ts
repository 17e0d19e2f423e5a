import { describe, expect, test } from "vitest";
import { z } from "zod";

import * as state from "../index.ts";

const schemas = Object.entries(state).flatMap(([name, value]) =>
  value instanceof z.ZodType ? [{ name, schema: value }] : [],
);

describe("FAB-RUN-007: every record that is exported refuses an unknown field", () => {
  test.each(schemas)("$name, at any depth", ({ name, schema }) => {
    expect([...objectsIn(schema, name)].filter(takesUnknownField).map(([path]) => path)).toEqual([]);
  });

  test("and the search finds the objects", () => {
    const found = schemas.flatMap(({ name, schema }) => [...objectsIn(schema, name)].map(([path]) => path));
    expect(found).toEqual(
      expect.arrayContaining([
        "Task.repair",
        "Config.limits",
        "Config.agents.*<shell>",
        "Settlement.result<read>.result.self_review",
      ]),
    );
    expect(found).toEqual(
      expect.arrayContaining([
        "JournalEvent<step-finished>.output<work>.settlement.changes.*",
        "JournalEvent<run-created>",
      ]),
    );
    expect(found.length).toBeGreaterThan(300);
  });

  test("and the search meets an object that is not strict", () => {
    const loose = z.strictObject({ list: z.array(z.object({ a: z.string() }).nullable()) });
    expect([...objectsIn(loose, "X")].filter(takesUnknownField).map(([path]) => path)).toEqual(["X.list.*"]);
  });
});

function takesUnknownField([, object]: readonly [string, z.ZodObject]): boolean {
  const issues = object.safeParse({ unknown_field: 1 }).error?.issues ?? [];
  return !issues.some(
    (issue) => issue.code === "unrecognized_keys" && issue.path.length === 0 && issue.keys.includes("unknown_field"),
  );
}

/** Every object schema inside a schema, with its path. Fails on a kind of schema that it does not know. */
function* objectsIn(schema: unknown, path: string): Generator<readonly [string, z.ZodObject]> {
  if (schema instanceof z.ZodObject) {
    yield [path, schema];
    for (const [key, field] of Object.entries(schema.shape)) yield* objectsIn(field, `${path}.${key}`);
  } else if (schema instanceof z.ZodDiscriminatedUnion) {
    for (const option of schema.options)
      yield* objectsIn(option, `${path}<${kindOf(option, schema.def.discriminator)}>`);
  } else if (schema instanceof z.ZodArray) {
    yield* objectsIn(schema.element, `${path}.*`);
  } else if (schema instanceof z.ZodTuple) {
    for (const item of schema.def.items) yield* objectsIn(item, `${path}.*`);
  } else if (schema instanceof z.ZodRecord) {
    yield* objectsIn(schema.valueType, `${path}.*`);
  } else if (
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    yield* objectsIn(schema.unwrap(), path);
  } else if (!isScalar(schema)) {
    throw new Error(`${path}: a kind of schema that this test does not know`);
  }
}

function kindOf(option: unknown, discriminator: string): string {
  const field: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
  return field instanceof z.ZodLiteral ? String(field.value) : "?";
}

/** Holds no object; or, as `z.json()` does, any JSON. */
function isScalar(schema: unknown): boolean {
  const kinds = [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodEnum, z.ZodLiteral, z.ZodLazy];
  return kinds.some((kind) => schema instanceof kind);
}
