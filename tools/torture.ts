// `npm run torture`: kills the demo's engine at every record of its journal, before it is written and after, and compares what
// the run left with a run that nobody killed. `--from 10 --to 20`, `--sides before`, `--every 5` take a part of it.
import { parseArgs } from "node:util";

import { killRun, plainRun } from "./torture/kill-run.ts";
import { playDemo } from "./torture/play-demo.ts";
import { twoAtATime } from "./torture/two-at-a-time.ts";

const { values: options } = parseArgs({
  options: {
    from: { type: "string", default: "1" },
    to: { type: "string" },
    sides: { type: "string", default: "before,after" },
    every: { type: "string", default: "1" },
  },
});
const sides = options.sides.split(",");
if (sides.some((side) => side !== "before" && side !== "after"))
  refuse(`--sides is before, after, or before,after; not ${options.sides}`);

const [from, every] = [wholeNumber("from", options.from), wholeNumber("every", options.every)];
const wantedTo = options.to === undefined ? null : wholeNumber("to", options.to);

const start = performance.now();
const plain = await plainRun(playDemo);
const records = plain.events.length;
const to = wantedTo ?? records;
if (from > to || to > records) refuse(`--from and --to are records from 1 to ${records}`);
const points: string[] = [];
for (let seq = from; seq <= to; seq += every) points.push(...sides.map((side) => `${seq}:${side}`));
console.error(
  `the run has ${records} records, tree ${plain.tree}, ${plain.trailers.length} pairs of task and requirement; ${points.length} kills`,
);

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
let [done, failed, longestMs] = [0, 0, 0];
await twoAtATime(points, async (point) => {
  if (stop.signal.aborted) return;
  const begin = performance.now();
  const faults = await killRun({ play: playDemo, plain, killAt: [point] });
  if (stop.signal.aborted) return; // ctrl-c ended that run too
  longestMs = Math.max(longestMs, performance.now() - begin);
  done += 1;
  for (const fault of faults) console.log(`${point} ${fault}`);
  if (faults.length > 0) failed += 1;
  if (done % 10 === 0) console.error(`${done} of ${points.length}, ${failed} failed, ${secondsSince(start)} s`);
});
const alike = `${done - failed} runs ended as the one that was not killed, ${failed} did not`;
const times = `longest ${(longestMs / 1000).toFixed(1)} s, all ${secondsSince(start)} s`;
console.log(`${done} of ${points.length} kills at records ${from} to ${to} of ${records}: ${alike}; ${times}`);
process.exitCode = stop.signal.aborted ? 130 : failed === 0 ? 0 : 1;

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) refuse(`--${name} is a whole number from 1, not ${text}`);
  return Number(text);
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function secondsSince(begin: number): number {
  return Math.round((performance.now() - begin) / 1000);
}
