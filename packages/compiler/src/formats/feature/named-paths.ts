import { escapeGlob } from "../../glob/escape-glob.ts";
import { parseGlob } from "../../glob/parse-glob.ts";
import { isReservedGlob } from "../../scope/is-reserved-glob.ts";

/** Files that stand in the top folder, whatever else has their name. */
const topFiles =
  /^(?:package\.json|pnpm-workspace\.yaml|tsconfig\.json|deno\.json|pyproject\.toml|requirements\.txt|setup\.py|cargo\.toml|go\.mod|gemfile|rakefile|composer\.json|pom\.xml|build\.gradle(?:\.kts)?|makefile|justfile|taskfile\.ya?ml|dockerfile|(?:docker-)?compose\.ya?ml|readme\.md|changelog\.md|contributing\.md|license(?:\.md)?|\.gitignore|\.env\.example)$/i;
const namesWithoutExtension = /^(?:makefile|justfile|dockerfile|gemfile|rakefile|procfile|license|codeowners)$/i;
/** With these a bare name is a file's, and not a method's (`process.env`) or a host's. */
const fileExtension =
  /\.(?:[cm]?[jt]sx?|json|ya?ml|toml|py|rb|go|rs|java|kts?|swift|php|cs|cpp|cc|hpp|html?|s?css|less|vue|svelte|sql|sh|proto|graphql|xml|svg|prisma|tf|ipynb|dart|exs?|scala|tmpl|snap)$/i;

/**
 * The files that a text names, as globs: paths with a folder (`src/a.ts`, `docs/`), names of files (`a.ts` stands for one anywhere),
 * in back ticks or not. URLs, routes, absolute paths, packages and plain words such as `and/or` are none, nor are the spec's own documents.
 * @param documents names of the spec's documents
 */
export function namedPaths(text: string, documents: readonly string[]): string[] {
  const found = new Set<string>();
  for (const word of wordsOf(text)) {
    const glob = globOf(word);
    if (glob !== null && !isOfSpec(word, documents) && isUsable(glob)) found.add(glob);
  }
  return [...found];
}

/** What is in back ticks, and the words around it, without the marks that stand about them. */
function wordsOf(text: string): readonly string[] {
  return text.split(/(`+[^`\n]+`+)/).flatMap((part) => {
    const isCode = part.startsWith("`");
    const words = isCode ? [part.replace(/^`+|`+$/g, "")] : part.split(/\s+/);
    return words.flatMap((word) => (/[{}]/.test(word) ? [word] : word.split(","))).map((word) => trimmed(word, isCode));
  });
}

function trimmed(word: string, isCode: boolean): string {
  const bare = word
    .trim()
    .replace(/^[("'“‘<*_[]+/, "")
    .replace(/(?:[)"'”’>*;:!?]|\.(?=$)|,)+$/, "");
  const whole = isCode ? word.trim() : bare;
  return whole.replace(/^\.\//, "").replace(/(?::\d+(?:-\d+)?|#L\d+(?:-L?\d+)?)$/, "");
}

function globOf(word: string): string | null {
  if (word.length > 300 || !/^[\w.@$~+()[\]{}*?!,/-]+$/.test(word)) return null;
  if (/^[/~]|^\w+:|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/.test(word)) return null;
  const names = word.split("/");
  const last = names.at(-1) ?? "";
  if (names.length === 1) return nameGlob(word);
  if (/^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev)$/i.test(names[0] ?? "")) return null;
  const isFolder = last === "" && names.length > 1;
  const isFile = /[^/]\.[A-Za-z]\w{0,9}$/.test(last) || namesWithoutExtension.test(last) || /^\.\w[\w.-]*$/.test(last);
  if (!isFolder && !isFile && !/\*/.test(last)) return null;
  return literally(word);
}

function nameGlob(name: string): string | null {
  if (topFiles.test(name)) return name;
  return fileExtension.test(name) && /^[\w$@-][\w.$@+-]*$/.test(name) ? `**/${name}` : null;
}

/** `[id]` in a path is the name of a folder, and no class of characters. */
function literally(path: string): string {
  return path
    .split(/(\[[^\]/]*\])/)
    .map((part) => (part.startsWith("[") ? escapeGlob(part) : part))
    .join("");
}

/** A document of the spec, or one that features have beside it: named to be read, not to be written. */
function isOfSpec(word: string, documents: readonly string[]): boolean {
  const name = word.toLowerCase();
  return documents.some((document) => {
    const file = document.toLowerCase();
    return file === name || file.endsWith(`/${name}`);
  });
}

function isUsable(glob: string): boolean {
  return parseGlob(glob).problem === null && !isReservedGlob(glob);
}
