import { Socket } from "node:net";

import type { InputChannel } from "@fabrikk/state/ports";

/** Standard input of a command, held open by the engine. */
export interface HeldInput extends InputChannel {
  /** Resolves once the command has read so much that at most 16 MiB wait, or can read no more. */
  taken(): Promise<void>;
  /** Drops what was not read. */
  close(): void;
}

/** Bytes that may wait to be read: far more than one message, so that a command may answer one while the next is on its way. */
const mostWaiting = 16 * 1024 * 1024;

/** Holds the writing end of a pipe. What the command no longer reads is dropped: its own end tells more than a broken pipe. */
export function holdInput(fd: number): HeldInput {
  const socket = new Socket({ fd, readable: false, writable: true });
  let over: () => void = () => {};
  const isOver = new Promise<void>((resolve) => (over = resolve));
  socket.on("error", () => {});
  socket.once("close", () => over());
  return {
    write: (text) => {
      if (socket.writable) socket.write(text);
    },
    end: () => {
      if (socket.writable) socket.end(() => socket.destroy());
    },
    async taken() {
      while (!socket.destroyed && socket.writableLength > mostWaiting) {
        await Promise.race([isOver, new Promise((resolve) => socket.once("drain", resolve))]);
      }
    },
    close: () => void socket.destroy(),
  };
}
