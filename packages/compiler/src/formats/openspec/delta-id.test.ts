import { RequirementId } from "@fabrikk/state";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { deltaId } from "./delta-id.ts";

test.each([
  ["change-creation", "Stack Metadata Scaffolding", "change-creation.stack-metadata-scaffolding"],
  ["shop/basket", "Añadir  artículo!", "shop.basket.anadir-articulo"],
  ["2fa", "Code", "spec.2fa.code"],
])("FAB-INT-002: the id of %s and %j", (capability, name, id) => {
  expect(deltaId(capability, name)).toBe(id);
});

test("FAB-INT-002: names in other letters have ids of their own", () => {
  const [first, second] = [deltaId("a", "上限 MAX"), deltaId("a", "下限 MAX")];
  expect(first).toMatch(/^a\.max-[0-9a-f]{10}$/);
  expect(second).not.toBe(first);
});

test("FAB-INT-002: every id is legal, however long the name is", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: "grapheme" }),
      fc.string({ maxLength: 300, unit: "grapheme" }),
      (a, b) => {
        expect(RequirementId.safeParse(deltaId(a, b)).success).toBe(true);
      },
    ),
  );
  expect(deltaId("a", "b".repeat(200))).not.toBe(deltaId("a", "b".repeat(201)));
});
