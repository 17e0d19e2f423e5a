import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";

import { sha256Hex, Usage } from "@fabrikk/state";
import type { AgentRequest } from "@fabrikk/state/ports";

/** A session's own room on disk, for the user alone. Disposing it removes all but `home` and what the task has used. */
export interface PrivateFolder extends AsyncDisposable {
  /** The program's configuration and its sessions: kept, and the same for all sessions of one role and task. */
  readonly home: string;
  /** Temporary files of the program and its commands. */
  readonly temp: string;
  /** Puts a file into `home`, over an older one. */
  configure(file: string, text: string): Promise<string>;
  /** Puts a file there for this session alone, and resolves to its absolute path. */
  handOver(file: string, text: string): Promise<string>;
  /** What the earlier session has used in all; null where nobody knows. */
  spentBy(session: string): Promise<Usage | null>;
  keepSpent(session: string, usage: Usage): Promise<void>;
}

/**
 * Opens the room of a request below `folder`, which is never within the working files: what lies there would be taken for work.
 * Names are short, since programs make sockets below `temp`.
 */
export async function openPrivateFolder(
  folder: string,
  { role, task, workspace }: AgentRequest,
): Promise<PrivateFolder> {
  if (!isAbsolute(folder) || !relative(workspace, folder).startsWith("..")) {
    throw new Error(`the folder of an agent must be absolute, and outside of the workspace ${workspace}: ${folder}`);
  }
  const place = join(folder, sha256Hex(`${role}/${task}`).slice(0, 12));
  const [home, temp, session] = [join(place, "home"), join(place, "tmp"), join(place, "session")];
  const spentFile = (id: string) => join(place, `spent-${sha256Hex(id).slice(0, 12)}.json`);
  const clear = () => Promise.all([temp, session].map((path) => rm(path, { recursive: true, force: true })));
  await clear();
  for (const path of [home, temp, session]) await mkdir(path, { recursive: true, mode: 0o700 });
  return {
    home,
    temp,
    configure: (file, text) => putFile(home, file, text),
    handOver: (file, text) => putFile(session, file, text),
    spentBy: async (id) => parseUsage(await readFile(spentFile(id), "utf8").catch(() => "null")),
    keepSpent: (id, usage) => writeFile(spentFile(id), JSON.stringify(usage), { mode: 0o600 }),
    [Symbol.asyncDispose]: async () => void (await clear()),
  };
}

async function putFile(folder: string, file: string, text: string): Promise<string> {
  const path = join(folder, file);
  await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

function parseUsage(text: string): Usage | null {
  try {
    return Usage.nullable().catch(null).parse(JSON.parse(text));
  } catch {
    return null;
  }
}
