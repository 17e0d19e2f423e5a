import { afterAll, beforeAll } from "vitest";

/** Makes one world for all tests of the surrounding `describe`, which must not get in each other's way. */
export function sharedWorld<World extends AsyncDisposable>(make: () => Promise<World>): () => World {
  let world: World | undefined;
  beforeAll(async () => {
    world = await make();
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
  });
  return () => {
    if (world === undefined) throw new Error("the world was not made");
    return world;
  };
}
