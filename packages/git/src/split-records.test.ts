import { expect, test } from "vitest";

import { splitRecords } from "./split-records.ts";

test("splits at NUL and keeps what is UTF-8 as text", () => {
  expect(splitRecords(Buffer.from("a b\0naïve\nname\0"))).toEqual([
    { text: "a b", utf8: true },
    { text: "naïve\nname", utf8: true },
  ]);
  expect(splitRecords(Buffer.from(""))).toEqual([]);
});

test("marks a record that is not UTF-8, and only that one", () => {
  const output = Buffer.concat([Buffer.from("näme\0bad"), Buffer.of(0xff), Buffer.from("\0ok\0")]);
  expect(splitRecords(output)).toEqual([
    { text: "näme", utf8: true },
    { text: "bad\u00ff", utf8: false },
    { text: "ok", utf8: true },
  ]);
});
