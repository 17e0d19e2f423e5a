import { createChance } from "./chance.ts";

/** A simulated engine's life, shared by all its ports. */
export interface Life {
  dead: boolean;
  /** Moments so far: two for each call of a port, before its effect and after it. */
  moments: number;
  /** The next moment comes: the engine may die at it. */
  pass(): void;
  /** Resolves after a pseudo-random number of turns, so that seeds give different schedules. */
  turn(): Promise<void>;
}

/** A life whose schedule follows from its seed; `onMoment` is told each moment's number, from 1. */
export function startLife(seed: number, onMoment: (moment: number) => void = () => {}): Life {
  const chance = createChance(seed);
  const life: Life = {
    dead: false,
    moments: 0,
    pass: () => {
      life.moments += 1;
      onMoment(life.moments);
    },
    turn: async () => {
      for (let left = chance(4); left > 0; left -= 1) await Promise.resolve();
    },
  };
  return life;
}

/** The same port in the hands of one engine: once it is dead, no call has an effect or an answer. */
export function mortal<Port extends object>(port: Port, life: Life): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function") return member;
      return async (...args: unknown[]): Promise<unknown> => {
        await life.turn();
        await passOn(life);
        const answer: unknown = await member.apply(target, args);
        await passOn(life);
        return isResource(answer) ? mortal(answer, life) : answer;
      };
    },
  });
}

/** The dead go nowhere. */
async function passOn(life: Life): Promise<void> {
  if (!life.dead) life.pass();
  if (life.dead) await new Promise(() => {});
}

function isResource(value: unknown): value is object {
  return typeof value === "object" && value !== null && Symbol.asyncDispose in value;
}
