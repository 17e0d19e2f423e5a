import { drawPlan, measurePlan } from "@fabrikk/compiler";

import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { readRun } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";

/** What `fabrikk plan` was asked. */
export interface PlanRequest {
  readonly run?: string | undefined;
  readonly format: "table" | "dot" | "mermaid";
}

/** The plan as a table or a drawing, with its critical path and width (FAB-PLAN-011). Only reads. */
export async function plan(context: CommandContext, request: PlanRequest): Promise<CommandOutput> {
  const { run, graph } = await readRun(context.folder, request.run);
  const { criticalPath, width } = measurePlan(graph);
  const drawing = drawPlan(graph)[request.format];
  const measures = `critical path: ${criticalPath.join(" > ")}\nwidth: ${width}, waves: ${graph.waves.length}`;
  return {
    json: { run, format: request.format, critical_path: criticalPath, width, graph, drawing },
    text: request.format === "table" ? `${drawing.trimEnd()}\n\n${measures}` : drawing,
    exitCode: exitCode.completed,
  };
}
