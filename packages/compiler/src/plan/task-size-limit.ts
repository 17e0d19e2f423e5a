/**
 * As much as a fresh worker can hold in mind: what a task may have of requirements, and of owned files other than tests (FAB-PLAN-004,
 * FAB-PLAN-009).
 */
export const taskSizeLimit = { requirements: 25, files: 25 } as const;
