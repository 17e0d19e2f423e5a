/** A file of a tree: its text, and git's mode where it is not a plain file (`120000`: a link, with its target as text). */
export type TreeFile = string | { readonly mode: "100755" | "120000" | "160000"; readonly text: string };

/** The files of a tree, by path. */
export type TreeFiles = Readonly<Record<string, TreeFile>>;
