import { drawCertificate, drawPlan, measurePlan } from "@fabrikk/compiler";

import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { planCertificate } from "../plan-certificate.ts";
import { readRun } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";

/** What `fabrikk plan` was asked. */
export interface PlanRequest {
  readonly run?: string | undefined;
  readonly format: "table" | "dot" | "mermaid";
  /** Reckon with so many workers instead of the configured ones. */
  readonly workers?: number;
}

/** The plan as a table or a drawing, with its certificate: critical path, width, makespan and its bounds (FAB-PLAN-011, FAB-TOP-005). Only reads. */
export async function plan(context: CommandContext, request: PlanRequest): Promise<CommandOutput> {
  const { run, graph, created } = await readRun(context.folder, request.run);
  const { criticalPath, width } = measurePlan(graph);
  const certificate = planCertificate(graph, created.config, request.workers);
  const drawing = drawPlan(graph)[request.format];
  return {
    json: { run, format: request.format, critical_path: criticalPath, width, certificate, graph, drawing },
    text: request.format === "table" ? `${drawing.trimEnd()}\n\n${drawCertificate(certificate)}` : drawing,
    exitCode: exitCode.completed,
  };
}
