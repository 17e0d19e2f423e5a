import { open } from "node:fs/promises";

/**
 * Makes a file durable, whoever wrote it; or the names in a folder, so that a file that was created or renamed there
 * is found after a power loss.
 */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
