import { PersonNeeded } from "./person-needed.ts";
import type { Run } from "./run.ts";

/** Work of a run that goes on at once, each piece under a name of its own. */
export interface Hands {
  /** The names of what goes on now. */
  readonly busy: ReadonlySet<string>;
  begin(name: string, work: () => Promise<void>): void;
  /** Resolves when some of it has ended, well or not. */
  next(): Promise<void>;
  /** Has any of it failed, or asked for a person? Then nothing more is to be begun. */
  failed(): boolean;
  /** Throws what failed, once nothing goes on any more. */
  throwFailure(): void;
}

/**
 * Hands that are told one by one what to do, where `allOf` knows it all at once. The rule is the same: when one fails the others
 * are called off first, and a question to a person calls nobody off.
 */
export function createHands(run: Pick<Run, "fail">): Hands {
  const busy = new Set<string>();
  let ended = Promise.withResolvers<void>();
  let failure: { readonly error: unknown } | null = null;
  const watched = async (name: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof PersonNeeded)) run.fail(error);
      if (failure === null || failure.error instanceof PersonNeeded) failure = { error };
    } finally {
      busy.delete(name);
      ended.resolve();
      ended = Promise.withResolvers();
    }
  };
  return {
    busy,
    begin: (name, work) => {
      busy.add(name);
      void watched(name, work);
    },
    next: async () => await ended.promise,
    failed: () => failure !== null,
    throwFailure: () => {
      if (failure !== null) throw failure.error;
    },
  };
}
