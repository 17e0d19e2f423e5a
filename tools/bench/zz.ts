import { growthLines, measureGrowth } from "./growth.ts";
for (const kind of ["written", "inferred"]) {
  const g = await measureGrowth({
    program: new URL("./compile-once.ts", import.meta.url),
    words: [kind],
    sizes: [1000, 3000, 10000, 30000],
    unit: "tasks",
    mostRounds: 2,
    patienceMs: 60000,
  });
  for (const l of growthLines(g))
    console.log(kind, l.name, l.ratio.median.toFixed(2), Math.round(l.base.median), Math.round(l.subject.median));
}
