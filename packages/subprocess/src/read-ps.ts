import { execFileSync } from "node:child_process";

import type { ProcessRow } from "./process-table.ts";

/** The processes as `ps` shows them, for systems without /proc. The process group stands for the session. */
export function readPs(): readonly ProcessRow[] {
  const columns = ["-A", "-o", "pid=,ppid=,pgid=,stat=,lstart="];
  const text = execFileSync("/bin/ps", columns, {
    encoding: "utf8",
    env: { LC_ALL: "C" },
    maxBuffer: 64 * 1024 * 1024,
  });
  return text.split("\n").flatMap((line) => {
    const [pid, parent, session, state, ...started] = line.trim().split(/\s+/);
    if (state === undefined || state.startsWith("Z")) return [];
    const start = Date.parse(started.join(" "));
    return [{ pid: Number(pid), parent: Number(parent), session: Number(session), started: start, mark: null }];
  });
}
