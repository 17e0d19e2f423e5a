/** Numbers, the least first. */
export interface PriorityQueue {
  readonly size: () => number;
  readonly push: (value: number) => void;
  readonly pop: () => number | undefined;
}

/** A binary heap. */
export function priorityQueue(): PriorityQueue {
  const heap: number[] = [];
  return {
    size: () => heap.length,
    push: (value) => {
      heap.push(value);
      rise(heap);
    },
    pop: () => {
      const [least] = heap;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return least;
    },
  };
}

function at(heap: readonly number[], index: number): number {
  return heap[index] ?? Number.POSITIVE_INFINITY;
}

function swap(heap: number[], a: number, b: number): void {
  [heap[a], heap[b]] = [at(heap, b), at(heap, a)];
}

function rise(heap: number[]): void {
  for (let index = heap.length - 1; index > 0;) {
    const parent = (index - 1) >> 1;
    if (at(heap, parent) <= at(heap, index)) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function sink(heap: number[]): void {
  for (let index = 0; ;) {
    const [left, right] = [2 * index + 1, 2 * index + 2];
    const least = at(heap, right) < at(heap, left) ? right : left;
    if (at(heap, least) >= at(heap, index)) return;
    swap(heap, index, least);
    index = least;
  }
}
