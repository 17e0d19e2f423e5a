/** Does the work for every item, two at a time, in order; resolves when all is done. */
export async function twoAtATime<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const workThrough = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all([workThrough(), workThrough()]);
}
