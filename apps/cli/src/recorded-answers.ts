import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * What agents answered when a run was prepared, in all its generations, by the prompt: the same question about the same documents is not
 * asked again.
 * @param dir absolute path of the run's folder
 */
export async function recordedAnswers(dir: string): Promise<ReadonlyMap<string, string>> {
  const files: string[] = [];
  for await (const file of glob(["prepare/*.answer.json", "generation-*/prepare/*.answer.json"], { cwd: dir }))
    files.push(file);
  const answers = new Map<string, string>();
  // The newest generation last: its answers hold.
  for (const file of files.toSorted((a, b) => generationOf(a) - generationOf(b))) {
    const path = join(dir, file);
    const prompt = await readFile(path.replace(/\.answer\.json$/, ".prompt.md"), "utf8").catch(() => null);
    if (prompt !== null) answers.set(prompt, await readFile(path, "utf8"));
  }
  return answers;
}

function generationOf(file: string): number {
  return Number(/^generation-(\d+)/.exec(file)?.[1] ?? 1);
}
