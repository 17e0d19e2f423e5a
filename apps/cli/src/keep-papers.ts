import { cp } from "node:fs/promises";

import type { PreparationPaper } from "@fabrikk/intake";
import { openRunFiles } from "@fabrikk/state/run-dir";

import type { PreparationHands } from "./preparation-hands.ts";

/** Keeps what agents were asked, answered and said in a folder of the run. @param folder absolute path */
export async function keepPapers(
  hands: PreparationHands,
  papers: readonly PreparationPaper[],
  folder: string,
): Promise<void> {
  if (papers.length === 0) return;
  await cp(hands.papers, folder, { recursive: true });
  const files = openRunFiles(folder);
  for (const { path, text } of papers) await files.write(path, text);
}
