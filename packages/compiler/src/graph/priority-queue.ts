/** Numbers that stand for something, the one with the least key first. */
export interface PriorityQueue {
  readonly size: () => number;
  readonly push: (value: number) => void;
  /** The first, which stays. */
  readonly first: () => number | undefined;
  readonly pop: () => number | undefined;
}

/**
 * A binary heap.
 * @param keyOf what is compared; the numbers themselves where nothing is said. May not change for a number that is in the queue.
 */
export function priorityQueue(keyOf: (value: number) => number = (value) => value): PriorityQueue {
  const heap: number[] = [];
  const keyAt = (index: number): number =>
    index < heap.length ? keyOf(heap[index] as number) : Number.POSITIVE_INFINITY;
  return {
    size: () => heap.length,
    first: () => heap[0],
    push: (value) => {
      heap.push(value);
      rise(heap, keyAt);
    },
    pop: () => {
      const [least] = heap;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink(heap, keyAt);
      }
      return least;
    },
  };
}

type KeyAt = (index: number) => number;

function swap(heap: number[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b] as number, heap[a] as number];
}

function rise(heap: number[], keyAt: KeyAt): void {
  for (let index = heap.length - 1; index > 0;) {
    const parent = (index - 1) >> 1;
    if (keyAt(parent) <= keyAt(index)) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function sink(heap: number[], keyAt: KeyAt): void {
  for (let index = 0; ;) {
    const [left, right] = [2 * index + 1, 2 * index + 2];
    const least = keyAt(right) < keyAt(left) ? right : left;
    if (least >= heap.length || keyAt(least) >= keyAt(index)) return;
    swap(heap, index, least);
    index = least;
  }
}
