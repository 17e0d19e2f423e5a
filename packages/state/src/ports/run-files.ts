/** The files of a run beside its journal. All of them can be rebuilt, or are evidence and views. Paths are relative to the run's folder. */
export interface RunFiles {
  /** Replaces the file at once and durably (temporary file, sync, rename). Makes its folder. */
  write(path: string, content: string): Promise<void>;
  read(path: string): Promise<string | null>;
  /** The absolute path, for programs that write there themselves (a command's output). Its folder exists afterwards. */
  reserve(path: string): Promise<string>;
  /** The journal's files as they are now, for the journal ref. */
  journalFiles(): Promise<readonly { readonly path: string; readonly content: Uint8Array }[]>;
}
