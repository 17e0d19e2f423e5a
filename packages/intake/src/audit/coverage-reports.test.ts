import { expect, test } from "vitest";

import { coverageReports } from "./coverage-reports.ts";

const summary = JSON.stringify({ total: { lines: { total: 10, covered: 7, pct: 70 }, branches: {} }, "/w/a.js": {} });
const lcov = "TN:\nSF:a.js\nDA:1,1\nLF:4\nLH:3\nend_of_record\nSF:b.js\nLF:2\nLH:0\nend_of_record\n";
const cobertura =
  '<?xml version="1.0"?>\n<!DOCTYPE coverage SYSTEM "x">\n<coverage line-rate="0.5" lines-covered="3" lines-valid="6" version="1"><packages/></coverage>';
const jacoco =
  '<report name="x"><package name="a"><counter type="LINE" missed="9" covered="9"/></package><counter type="BRANCH" missed="1" covered="0"/><counter type="LINE" missed="2" covered="8"/></report>';

test.each([
  ["coverage-summary.json", summary, { covered: 7, total: 10 }],
  ["coverage-summary.json", "{", null],
  ["coverage-summary.json", '{"total": {}}', null],
  ["lcov.info", lcov, { covered: 3, total: 6 }],
  ["lcov.info", "hello", null],
  ["cobertura.xml", cobertura, { covered: 3, total: 6 }],
  ["coverage.xml", '<coverage generated="1"><project/></coverage>', null],
  ["jacoco.xml", jacoco, { covered: 8, total: 10 }],
  ["jacoco.xml", "<report/>", null],
])("FAB-INT-011: what %s says: %j", (name, text, expected) => {
  const report = coverageReports.find(({ names }) => names.includes(name));
  expect(report?.read(text)).toEqual(expected);
});
