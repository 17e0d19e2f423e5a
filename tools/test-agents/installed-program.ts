import { access, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { AgentProgram } from "./agent-program.ts";

/** Absolute path of the program, where exactly the wanted version was installed to its end; else null. */
export async function installedProgram(program: AgentProgram, folder: string): Promise<string | null> {
  const place = programFolder(program, folder);
  const path = join(place, "node_modules", program.program);
  try {
    const installed = await readFile(join(place, "installed"), "utf8");
    await access(path);
    return installed.trim() === `${program.package}@${program.version}` ? path : null;
  } catch {
    return null;
  }
}

/** Absolute path of the program's own folder. */
export function programFolder(program: AgentProgram, folder: string): string {
  return join(folder, program.name);
}
