import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { watchLimits } from "./watch-limits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const limits = { wall_ms: 1000, idle_ms: 100, output_bytes: 10 };

test("FAB-EXEC-007 the first limit counts, and is told once", () => {
  const onReached = vi.fn<() => void>();
  const watch = watchLimits(limits, undefined, onReached);
  vi.advanceTimersByTime(900); // nothing has started: silence does not count yet
  watch.started();
  vi.advanceTimersByTime(99);
  watch.heard();
  vi.advanceTimersByTime(1);
  expect(watch.reason()).toBe("wall-limit");
  watch.overflowed();
  vi.advanceTimersByTime(1000);
  expect(watch.reason()).toBe("wall-limit");
  expect(onReached).toHaveBeenCalledTimes(1);
});

test("output puts the idle limit off", () => {
  const watch = watchLimits(limits, undefined, () => {});
  watch.started();
  for (let times = 0; times < 5; times += 1) {
    vi.advanceTimersByTime(99);
    watch.heard();
  }
  expect(watch.reason()).toBe(null);
  vi.advanceTimersByTime(100);
  expect(watch.reason()).toBe("idle-limit");
});

test("after the end neither time nor the signal counts, only too much output", () => {
  const controller = new AbortController();
  const watch = watchLimits(limits, controller.signal, () => {});
  watch.started();
  watch.stop();
  controller.abort();
  vi.advanceTimersByTime(5000);
  expect(watch.reason()).toBe(null);
  watch.overflowed();
  expect(watch.reason()).toBe("output-limit");
});

test("a signal that has been given already counts", () => {
  const onReached = vi.fn<() => void>();
  const watch = watchLimits(limits, AbortSignal.abort(), onReached);
  expect(watch.reason()).toBe("cancelled");
  expect(onReached).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("a limit that is longer than a timer can be does not fire at once", () => {
  const watch = watchLimits({ ...limits, wall_ms: 2 ** 40, idle_ms: 2 ** 40 }, undefined, () => {});
  watch.started();
  vi.advanceTimersByTime(60_000);
  expect(watch.reason()).toBe(null);
  watch.stop();
});
