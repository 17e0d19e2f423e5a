import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";

/** What stands at a path that a worker could write to. */
export type FileReading =
  | { readonly state: "read"; readonly content: Uint8Array }
  | { readonly state: "missing" }
  | { readonly state: "refused"; readonly reason: string };

/**
 * Reads a file that a worker may have replaced by anything: follows no link, waits for no pipe, opens no device, and takes no
 * more than `maxBytes`.
 */
export async function readRegularFile(path: string, maxBytes: number): Promise<FileReading> {
  try {
    const before = await lstat(path);
    if (before.isSymbolicLink()) return refused("it is a link");
    if (!before.isFile()) return refused("it is not a regular file");
    return await readOpened(path, maxBytes);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return code === "ENOENT" ? { state: "missing" } : refused(`it cannot be read (${code})`);
  }
}

/** What was looked at may have been swapped since, so the opened file is what counts. */
async function readOpened(path: string, maxBytes: number): Promise<FileReading> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const found = await file.stat();
  if (!found.isFile()) return refused("it is not a regular file");
  if (found.size > maxBytes) return refused(`it has ${found.size} bytes; ${maxBytes} are allowed`);
  const content = Buffer.alloc(found.size + 1);
  let length = 0;
  while (length < content.length) {
    const { bytesRead } = await file.read(content, length, content.length - length, length);
    if (bytesRead === 0) return { state: "read", content: content.subarray(0, length) };
    length += bytesRead;
  }
  return refused("it grows while it is read");
}

function refused(reason: string): FileReading {
  return { state: "refused", reason };
}
