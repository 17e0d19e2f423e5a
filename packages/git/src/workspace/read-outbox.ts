import { lstat } from "node:fs/promises";
import { join } from "node:path";

import type { OutboxReading } from "@fabrikk/state/ports";

import { readRegularFile } from "./read-regular-file.ts";

/** Reads a text file that a worker left in its outbox (FAB-EXEC-004). Whatever stands there instead is refused, never followed. */
export async function readOutbox(outbox: string, file: string, maxBytes: number): Promise<OutboxReading> {
  if (!/^[\w-][\w.-]*$/.test(file)) throw new Error(`"${file}" is not the name of a file in an outbox`);
  const folder = await lstat(outbox).catch(() => null);
  if (folder === null) return { state: "missing" };
  if (!folder.isDirectory()) return { state: "refused", reason: "the outbox is no longer a folder" };
  const reading = await readRegularFile(join(outbox, file), maxBytes);
  if (reading.state === "refused") return { state: "refused", reason: `${file}: ${reading.reason}` };
  if (reading.state === "missing") return reading;
  try {
    return { state: "read", text: new TextDecoder("utf-8", { fatal: true }).decode(reading.content) };
  } catch {
    return { state: "refused", reason: `${file}: it is not UTF-8 text` };
  }
}
