const statuses = [400, 401, 403, 429, 500, 503, 529] as const;

/**
 * What can go wrong between a program and its model: a refusal with its HTTP status; `hang`, no answer at all; `stall`,
 * an answer that stops in its middle and leaves the connection open; `cut`, one whose connection is closed there.
 */
export type Fault = (typeof statuses)[number] | "hang" | "stall" | "cut";

/** Every fault. */
export const faults: readonly Fault[] = [...statuses, "hang", "stall", "cut"];

/** The fault of this name; throws where there is none. */
export function findFault(name: string): Fault {
  const found = faults.find((fault) => String(fault) === name);
  if (found === undefined) throw new Error(`no fault is called ${name}; there are ${faults.join(", ")}`);
  return found;
}
