import { open } from "node:fs/promises";

/** Makes the names in a folder durable: a file that was created or renamed there is found after a power loss. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
