// `npm run bench`: every row, or those whose names are given, as one table; `--json` as one object.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";

import type { BenchRow } from "./bench-row.ts";
import { childAnswer } from "./child-answer.ts";
import { renderTable } from "./render-table.ts";
import { rows } from "./rows.ts";

const { values: options, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const wanted = Object.keys(rows).filter((name) => filters.length === 0 || filters.includes(name));
const unknown = filters.filter((name) => rows[name] === undefined);
if (unknown.length > 0) {
  console.error(`no row is called ${unknown.join(", ")}; there are ${Object.keys(rows).join(", ")}`);
  process.exit(2);
}

const start = performance.now();
const machine = {
  node: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
  cpus: cpus().length,
  load: loadavg()[0] ?? 0,
};
const results: { readonly name: string; readonly row: BenchRow }[] = [];
for (const name of wanted) {
  if (process.stderr.isTTY) process.stderr.write(`measuring ${name} ...\n`);
  try {
    results.push({ name, row: await childAnswer<BenchRow>(new URL("./run-row.ts", import.meta.url), [name]) });
  } catch (error) {
    console.error(`row ${name} is missing: ${String(error)}`);
    process.exitCode = 1;
  }
}

const seconds = Math.round((performance.now() - start) / 1000);
const footer = `Node ${machine.node}, ${machine.platform}, ${machine.cpus} processors, load ${machine.load.toFixed(1)} at the start, ${seconds} s`;
console.log(options.json ? JSON.stringify({ machine, seconds, rows: results }) : renderTable(results, footer));
