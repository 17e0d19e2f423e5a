import { z } from "zod";

/** How strongly a requirement is meant, after its RFC 2119 key word. */
export const Priority = z.enum(["must", "should", "may"]);
export type Priority = z.infer<typeof Priority>;

/** How much harm a fault in it would do. */
export const Risk = z.enum(["low", "medium", "high"]);
export type Risk = z.infer<typeof Risk>;

/** Where a task's tests must stand: L0 contract, L1 unit, L2 integration, L3 component. */
export const TestLevel = z.enum(["L0", "L1", "L2", "L3"]);
export type TestLevel = z.infer<typeof TestLevel>;
