/** Takes bytes as they come and tells the lines in them, in bounded memory. */
export interface LineSplitter {
  push(chunk: Uint8Array): void;
  /** Tells the last line, where it has no end. */
  end(): void;
}

/** Of a line longer than `mostBytes` the rest is left out. A line ends with a newline, or carriage return and newline. */
export function splitLines(mostBytes: number, onLine: (line: string) => void): LineSplitter {
  let held = Buffer.alloc(Math.min(mostBytes, 4096));
  let length = 0;

  const keep = (piece: Uint8Array): void => {
    const part = piece.subarray(0, mostBytes - length);
    const needed = length + part.length;
    if (needed > held.length) {
      const grown = Buffer.alloc(Math.min(mostBytes, Math.max(needed, 2 * held.length)));
      held.copy(grown, 0, 0, length);
      held = grown;
    }
    held.set(part, length);
    length = needed;
  };
  const tell = (): void => {
    const end = held[length - 1] === carriageReturn ? length - 1 : length;
    const line = held.toString("utf8", 0, end);
    length = 0;
    onLine(line);
  };
  return {
    push(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
        keep(chunk.subarray(from, at));
        tell();
        from = at + 1;
      }
      keep(chunk.subarray(from));
    },
    end() {
      if (length > 0) tell();
    },
  };
}

const newline = 0x0a;
const carriageReturn = 0x0d;
