/** Lets in so many at once; the others wait in the order they came. */
export interface Turnstile {
  pass<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** A turnstile with `places` places. */
export function createTurnstile(places: number): Turnstile {
  const waiting: (() => void)[] = [];
  let free = places;
  return {
    pass: async (work) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
