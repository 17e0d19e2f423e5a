import { describe, expect, test } from "vitest";

import { FabrikkError, isFabrikkError } from "./fabrikk-error.ts";

const options = { code: "FABRIKK_STATE_EXAMPLE", message: "journal/1.jsonl is gone", hint: "Restore it." } as const;

describe("FabrikkError", () => {
  test("carries code, hint, details and cause", () => {
    const cause = new Error("ENOENT");
    const error = new FabrikkError({ ...options, details: { file: "journal/1.jsonl" }, cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ ...options, name: "FabrikkError", details: { file: "journal/1.jsonl" }, cause });
  });

  test("has empty details and no cause where none are given", () => {
    const error = new FabrikkError(options);
    expect(error.details).toEqual({});
    expect("cause" in error).toBe(false);
  });
});

describe("isFabrikkError", () => {
  test("recognises the error of another copy of the module, by its brand", () => {
    const foreign = Object.defineProperty(new Error("x"), Symbol.for("fabrikk.error"), { value: true });
    expect(isFabrikkError(new FabrikkError(options))).toBe(true);
    expect(isFabrikkError(foreign)).toBe(true);
  });

  test.each([[new Error("x")], [null], [undefined], ["FABRIKK_STATE_EXAMPLE"], [{ ...options }]])(
    "does not take %s for one",
    (value) => {
      expect(isFabrikkError(value)).toBe(false);
    },
  );

  test("keeps the brand out of what is printed", () => {
    expect(JSON.stringify(new FabrikkError(options))).not.toContain("fabrikk.error");
  });
});
