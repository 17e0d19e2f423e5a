/** A simulated engine's life, shared by all its ports. */
export interface Life {
  dead: boolean;
  /** Resolves after a pseudo-random number of turns, so that seeds give different schedules. */
  turn(): Promise<void>;
}

/** A life whose schedule follows from its seed. */
export function startLife(seed: number): Life {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return {
    dead: false,
    turn: async () => {
      for (let left = next() % 4; left > 0; left -= 1) await Promise.resolve();
    },
  };
}

/** The same port in the hands of one engine: once it is dead, no call has an effect or an answer. */
export function mortal<Port extends object>(port: Port, life: Life): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function") return member;
      return async (...args: unknown[]): Promise<unknown> => {
        await life.turn();
        if (life.dead) return await new Promise(() => {});
        const answer: unknown = await member.apply(target, args);
        if (life.dead) return await new Promise(() => {});
        return isResource(answer) ? mortal(answer, life) : answer;
      };
    },
  });
}

function isResource(value: unknown): value is object {
  return typeof value === "object" && value !== null && Symbol.asyncDispose in value;
}
