// One row of the benchmark in a process of its own, so that no row finds the heap that another one left. Started by main.ts.
import { rows } from "./rows.ts";

const row = rows[process.argv[2] ?? ""];
if (row === undefined || process.send === undefined)
  throw new Error("run-row.ts is started by main.ts with the name of a row");
process.send(await row());
process.disconnect();
