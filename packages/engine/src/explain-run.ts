import type { Status } from "@fabrikk/state";

/** In plain words: why a run is not finished, what stands in the way, and what to do next (FAB-VIEW-002). Pure. */
export function explainRun(status: Status): string {
  const verified = status.requirements.filter(({ state }) => state === "verified").length;
  const deferred = status.requirements.filter(({ state }) => state === "deferred").length;
  const counts = `${verified} of ${status.requirements.length} requirements are verified${deferred === 0 ? "" : `, ${deferred} deferred`}.`;
  if (status.state === "completed") return `Run ${status.run} is completed: ${counts}\nNext: ${status.next_action}\n`;
  const open = status.open.map(
    ({ id, why, code, next }) => `- ${id}${code === null ? "" : ` (${code})`}: ${why}\n  next: ${next}`,
  );
  return [
    `Run ${status.run} is ${status.state}, in stage ${status.stage}. ${counts}`,
    status.needs_person
      ? "It needs a person."
      : status.state === "blocked"
        ? `It has ended: mend what is open, then \`fabrikk prepare --update ${status.run}\`.`
        : "It needs no person's decision.",
    ...(open.length === 0 ? [] : ["", "What is open:", ...open]),
    "",
    `Next: ${status.next_action}`,
    "",
  ].join("\n");
}
