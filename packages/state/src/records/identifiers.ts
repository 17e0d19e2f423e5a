import { z } from "zod";

/** A run's id: valid as a folder name and inside a git ref (design, section 4). */
export const RunId = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/, "a run id is lower-case letters, digits and dashes");
export type RunId = z.infer<typeof RunId>;

/** A task's id: valid as a folder name and inside a git ref. */
export const TaskId = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/, "a task id is lower-case letters, digits and dashes");
export type TaskId = z.infer<typeof TaskId>;

/** A requirement's id: the author's own, or one made from the text. */
export const RequirementId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9._-]{0,119}$/, "a requirement id is letters, digits, dots, dashes, underscores");
export type RequirementId = z.infer<typeof RequirementId>;

/** SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof Sha256>;

/** A git object's id (SHA-1 repositories; others are refused by `@fabrikk/git`). */
export const ObjectId = z.string().regex(/^[0-9a-f]{40}$/);
export type ObjectId = z.infer<typeof ObjectId>;

/** RFC 3339 in UTC with milliseconds: `2026-11-20T08:51:41.000Z`. */
export const Timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export type Timestamp = z.infer<typeof Timestamp>;

/** A path inside the repository: relative, `/` between segments, no `.` or `..` segment. */
export const RepositoryPath = z
  .string()
  .min(1)
  .refine(
    (path) => !path.startsWith("/") && path.split("/").every((part) => part !== "" && part !== "." && part !== ".."),
    {
      error: "a repository path is relative and has no empty, . or .. segment",
    },
  );
export type RepositoryPath = z.infer<typeof RepositoryPath>;
