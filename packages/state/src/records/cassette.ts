import { z } from "zod";

/** One thing a scripted worker does. `write` and `remove` really change files of the workspace. */
export const CassetteAction = z.discriminatedUnion("do", [
  /** `text` as it is, or the content of `from`, a file beside the cassette. */
  z.strictObject({
    do: z.literal("write"),
    path: z.string().min(1),
    text: z.string().optional(),
    from: z.string().optional(),
  }),
  z.strictObject({ do: z.literal("remove"), path: z.string().min(1) }),
  /** Run by `sh -c` in the workspace; its exit code decides nothing. */
  z.strictObject({ do: z.literal("run"), command: z.string().min(1) }),
  z.strictObject({ do: z.literal("say"), text: z.string() }),
  z.strictObject({ do: z.literal("wait"), ms: z.int().nonnegative() }),
  /** The result file: any JSON, so that a broken one can be played too. */
  z.strictObject({ do: z.literal("result"), json: z.json() }),
  z.strictObject({ do: z.literal("result-text"), text: z.string() }),
  /** The session ends here, without a word, as if the agent's process had died. */
  z.strictObject({ do: z.literal("crash") }),
]);
export type CassetteAction = z.infer<typeof CassetteAction>;

/** One session: chosen by role, task and the number of earlier settled attempts (design, section 4). */
export const CassetteEntry = z.strictObject({
  role: z.enum(["worker", "repair", "reviewer", "normalizer", "planner"]),
  /** The task's id; for a reviewer, the reviewer's name. */
  task: z.string().min(1),
  settled_attempts: z.int().nonnegative(),
  actions: z.array(CassetteAction),
});
export type CassetteEntry = z.infer<typeof CassetteEntry>;

/** A recorded or scripted agent session that the replay agent plays, really editing files. */
export const Cassette = z.strictObject({ schema: z.literal(1), entries: z.array(CassetteEntry) });
export type Cassette = z.infer<typeof Cassette>;
