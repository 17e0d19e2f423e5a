import type { CostBand } from "./cost-band.ts";
import type { PlanCertificate } from "./plan-certificate.ts";

/** So many hot files are shown. */
const mostFiles = 3;
/** So many tasks of the critical path. */
const mostTasks = 6;

/** A certificate for people: at most 15 lines, each ending with `\n`. */
export function drawCertificate(certificate: PlanCertificate): string {
  const { workers, schedule, critical_path: path, work, predicted } = certificate;
  const worst = certificate.worst_case[schedule];
  const rows = [
    ["assumed", assumption(certificate)],
    ["critical path", `${duration(path.minutes)}: ${shortened(path.tasks)}`],
    ["work", `${duration(work)}, over ${count(workers, "worker")} ${duration(work / workers)}`],
    ["lower bound", `${duration(certificate.lower_bound.minutes)} (${because(certificate)})`],
    ["predicted", `waves ${duration(predicted.waves)}, continuous ${duration(predicted.continuous)}`],
    ["worst case", `${schedule} ${duration(worst.minutes)} (${worst.bound})`],
    ["", worst.says],
    ["cost", costText(certificate.cost)],
    ...fileRows(certificate),
  ];
  const title = `Plan certificate: ${count(certificate.tasks, "task")}, ${count(certificate.waves, "wave")}, width ${certificate.width}, ${count(workers, "worker")}, schedule ${schedule}`;
  return [title, ...rows.map(([name = "", text = ""]) => `  ${name.padEnd(13)}  ${text}`)]
    .map((line) => `${line}\n`)
    .join("");
}

function assumption({ minutes_a_task: { low, high } }: PlanCertificate): string {
  return `${low === high ? duration(low) : `${duration(low)} to ${duration(high)}`} a task, no retries, no wait for integration`;
}

function because({ lower_bound: { because: reason, file } }: PlanCertificate): string {
  switch (reason) {
    case "critical-path":
      return "the critical path";
    case "work":
      return "work over workers";
    case "file":
      return `tasks that take turns at ${file ?? "a file"}`;
  }
}

function costText({ low, high, repair, says }: CostBand): string {
  if (low === null || high === null) return says;
  const each = repair ? ` A repair adds ${dollars(repair.low)} to ${dollars(repair.high)}.` : "";
  return `${dollars(low)} to ${dollars(high)}. ${says}${each}`;
}

function fileRows({ hot_files: files, hot_files_unpriced: unpriced }: PlanCertificate): readonly (readonly string[])[] {
  const shown = files.slice(0, mostFiles);
  const hidden = files.length + unpriced - shown.length;
  const rows = shown.map(({ file, alike, tasks, waves, minutes_lost: lost }, index) => [
    index === 0 ? "hot files" : "",
    `${file}${alike.length > 0 ? ` and ${alike.length} alike` : ""}: ${count(tasks.length, "task")} in ${count(waves.length, "wave")}, ${lost > 0 ? `costs ${duration(lost)}` : "costs no time"}`,
  ]);
  return hidden > 0 ? [...rows, ["", `and ${hidden} more`]] : rows;
}

function shortened(tasks: readonly string[]): string {
  const half = mostTasks / 2;
  if (tasks.length <= mostTasks) return tasks.join(" > ");
  return [...tasks.slice(0, half), `${tasks.length - mostTasks} more`, ...tasks.slice(-half)].join(" > ");
}

/** Whole minutes, with hours from 60 on; parts of minutes only below 10. */
function duration(minutes: number): string {
  if (minutes < 10) return `${Number(minutes.toFixed(1))} min`;
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  return `${Math.floor(whole / 60)} h${whole % 60 === 0 ? "" : ` ${whole % 60} min`}`;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
