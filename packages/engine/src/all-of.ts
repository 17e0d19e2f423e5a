import { PersonNeeded } from "./person-needed.ts";
import type { Run } from "./run.ts";

/**
 * Waits for all. When one fails the others are called off first, so that nothing goes on writing the journal behind an
 * error's back; a question to a person calls nobody off.
 */
export async function allOf<Value>(run: Run, work: readonly Promise<Value>[]): Promise<readonly Value[]> {
  const outcomes = await Promise.allSettled(work.map((one) => watched(run, one)));
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

async function watched<Value>(run: Run, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof PersonNeeded)) run.fail(error);
    throw error;
  }
}
