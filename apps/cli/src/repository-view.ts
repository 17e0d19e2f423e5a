import type { RepositoryView } from "@fabrikk/intake";
import type { Repository } from "@fabrikk/state/ports";

/** The files of a commit, for preparation; each is read once. */
export async function repositoryView(repository: Repository, commit: string): Promise<RepositoryView> {
  const tree = await repository.treeOf(commit);
  const texts = new Map<string, Promise<string | null>>();
  const read = async (path: string): Promise<string | null> => {
    const bytes = await repository.readFile(tree, path);
    if (bytes === null) return null;
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return null; // no text
    }
  };
  return {
    files: (await repository.listFiles(tree)).toSorted(),
    read: (path) => {
      const text = texts.get(path) ?? read(path);
      texts.set(path, text);
      return text;
    },
  };
}
