import { z } from "zod";

import { Boundaries } from "./boundary.ts";
import { GateCommand } from "./run-artifact.ts";

const AgentName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "an agent's name is lower-case letters, digits and dashes");

/** How to reach one agent. */
export const AgentConfig = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("shell"),
    /** Program and arguments; run in the workspace with the prompt on standard input. */
    command: z.array(z.string().min(1)).min(1),
    /** Names of environment variables handed on to the program, beside the general allow-list. */
    environment: z.array(z.string()).default([]),
  }),
  z.strictObject({ kind: z.literal("replay"), cassette: z.string().min(1) }),
]);
export type AgentConfig = z.infer<typeof AgentConfig>;

/** `fabrikk.config.yaml` or `.json`: data only, nothing in it executes (design, section 4). */
export const Config = z.strictObject({
  schema: z.literal(1).default(1),
  /** Workers that may run at once. */
  workers: z.int().min(1).max(64).default(2),
  mode: z.enum(["autopilot", "confirm"]).default("confirm"),
  /** `waves`: the branch moves once per wave. `continuous`: a task starts as soon as it can, the branch moves per task (FAB-PLAN-012). */
  schedule: z.enum(["waves", "continuous"]).default("waves"),
  scope_mode: z.enum(["expansion", "hold", "reduction"]).default("expansion"),
  /** Commands that must pass on every wave's combined tree; detected where none are given. */
  quality_gate: z.array(GateCommand).optional(),
  agents: z.record(AgentName, AgentConfig).default({}),
  roles: z
    .strictObject({
      worker: AgentName.optional(),
      repair: AgentName.optional(),
      /** Makes requirements out of prose while a run is prepared (FAB-INT-003). */
      normalizer: AgentName.optional(),
      /** Proposes groupings and files where the spec names none (FAB-PLAN-010). */
      planner: AgentName.optional(),
    })
    .default({}),
  reviewers: z.array(z.strictObject({ name: AgentName, agent: AgentName })).default([]),
  boundaries: Boundaries.partial().default({}),
  /** What the plan certificate reckons with (FAB-TOP-005): estimates, never limits. */
  estimates: z
    .strictObject({
      /** Minutes that one attempt at one task takes, verification included. */
      task_minutes: z.number().positive().max(100_000).default(15),
      /** What one session of a role costs, US dollars, from and to. */
      session_price: z
        .partialRecord(
          z.enum(["worker", "repair", "reviewer"]),
          z.strictObject({ low: z.number().min(0), high: z.number().min(0) }),
        )
        .default({}),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** Failed attempts that are sent back before a task is blocked (FAB-EXEC-009). */
      retries: z.int().min(0).max(20).default(3),
      /** Lost attempts of one task before it is blocked. */
      lost: z.int().min(1).max(100).default(5),
      /** Waves of one generation, fruitless ones included (FAB-CNV-001); in the continuous schedule ten integrations are one. */
      waves: z.int().min(1).max(1000).default(50),
      repair_depth: z.int().min(0).max(20).default(3),
      attempt_seconds: z.number().positive().default(3600),
      idle_seconds: z.number().positive().default(900),
      command_seconds: z.number().positive().default(900),
      output_bytes: z.int().positive().default(50_000_000),
    })
    .prefault({}),
});
export type Config = z.infer<typeof Config>;
