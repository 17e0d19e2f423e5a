import type { Status } from "@fabrikk/state";

import { count } from "./count.ts";
import { textTable } from "./text-table.ts";

/** A run at a glance, for people. Open requirements are always named (FAB-VIEW-003). Pure. */
export function statusText(status: Status): string {
  return [
    `${status.title} (${status.run})`,
    `${status.state}, stage ${status.stage}, ${count(status.waves, "wave")} accepted${branchOf(status)}`,
    requirementsLine(status),
    "",
    ...taskLines(status),
    ...section("Refused attempts", status.refused.map(refusedLine)),
    ...section("Open", openLines(status)),
    ...section(
      "Warnings",
      status.warnings.map(({ code, message }) => `  ${message} [${code}]`),
    ),
    `Next: ${status.next_action}`,
  ].join("\n");
}

function requirementsLine({ requirements }: Status): string {
  const open = requirements.filter(({ state }) => state === "open").map(({ id }) => id);
  const verified = `${requirements.length - open.length} of ${count(requirements.length, "requirement")} verified`;
  return open.length === 0 ? verified : `${verified}; open: ${open.join(", ")}`;
}

function taskLines({ tasks }: Status): readonly string[] {
  if (tasks.length === 0) return [];
  const rows = tasks.map((task) => [
    task.id,
    task.status,
    count(task.attempts, "attempt"),
    task.commit?.slice(0, 10) ?? "",
    task.title,
  ]);
  return [...textTable(rows), ""];
}

/** What is open beside the requirements, which are named in a line of their own. */
function openLines({ open, requirements }: Status): readonly string[] {
  const named = new Set(requirements.map(({ id }) => id));
  const others = open.filter(({ id }) => !named.has(id));
  return others.map(({ id, why, code }) => `  ${id}: ${why}${code === null ? "" : ` [${code}]`}`);
}

/** One refused attempt: its code, why, and who mended it. */
function refusedLine({ task, attempt, code, message, mended_by: mended }: Status["refused"][number]): string {
  const [reason = ""] = message.split("\n");
  return `  ${task} attempt ${attempt}: ${code} ${reason} (${mended === null ? "not mended" : `mended by attempt ${mended}`})`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines, ""];
}

function branchOf({ branch, head }: Status): string {
  return branch === null ? "" : `, ${branch.replace("refs/heads/", "")} at ${head?.slice(0, 10) ?? "its base"}`;
}
