/** What the engine tells a guard. */
export type ToGuard =
  | {
      readonly type: "start";
      readonly argv: readonly [string, ...string[]];
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      /** Absolute paths that the guard opens as the command's standard streams. */
      readonly stdin: string;
      readonly stdout: string;
      readonly stderr: string;
      /** The folder of these files, which the guard removes once they are open. */
      readonly folder: string;
    }
  | { readonly type: "end" };

/** What a guard tells the engine: `not-started`, or the other three in this order. */
export type FromGuard =
  | { readonly type: "not-started"; readonly problem: string }
  | { readonly type: "started"; readonly pid: number }
  | { readonly type: "ended"; readonly exitCode: number | null; readonly signal: string | null }
  | { readonly type: "finished"; readonly leftovers: number };
