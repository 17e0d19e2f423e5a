/**
 * What every answer of the stub says it has used, in tokens. Anthropic counts cached input beside `input`, the others
 * count it in: 1500. `reasoning` is part of `output`, where it is told at all.
 */
export const stubUsage = { input: 1000, cacheRead: 300, cacheWrite: 200, output: 50, reasoning: 10 } as const;
