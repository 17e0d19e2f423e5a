/** Standard output, which may be closed early (`fabrikk status | head -1`) or full. */
export interface StandardOutput {
  /** Writes, unless it takes no more. */
  write(text: string): void;
  /** Calls once when it takes no more. While somebody listens the process is left to them; otherwise it ends. */
  onClosed(listener: () => void): Disposable;
  /** Was anything lost that somebody wanted to read? A closed pipe is no failure: nobody reads on. */
  failed(): boolean;
}

/** @param onFailure is told once why standard output cannot be written; not told of a closed pipe */
export function openStandardOutput(onFailure: (error: NodeJS.ErrnoException) => void): StandardOutput {
  const listeners = new Set<() => void>();
  let fault: NodeJS.ErrnoException | null = null;
  const failed = () => fault !== null && fault.code !== "EPIPE";
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (fault !== null) return;
    fault = error;
    if (failed()) onFailure(error);
    if (listeners.size === 0) process.exit(failed() ? 1 : process.exitCode);
    for (const listener of listeners) listener();
  });
  return {
    write: (text) => {
      if (fault === null) process.stdout.write(text);
    },
    onClosed: (listener) => {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    failed,
  };
}
