/** A real coding agent that the tests drive: which one, and where its package keeps it. */
export interface AgentProgram {
  /** The agent's kind in `@fabrikk/agents`, and its folder below `.tools/agents`. */
  readonly name: "claude" | "codex" | "opencode" | "gemini" | "pi";
  readonly package: string;
  /** Exact: what this repository was tried with. */
  readonly version: string;
  /** Path of the program below `node_modules`. */
  readonly program: string;
  /** Script of the package, below it, that puts its binary into place; null where none is needed. */
  readonly setUp: string | null;
  /** Room it needs on disk, installed, with npm's own copies beside it. */
  readonly megabytes: number;
}

/** The programs, in the order of the table. */
export const agentPrograms: readonly AgentProgram[] = [
  {
    name: "claude",
    package: "@anthropic-ai/claude-code",
    version: "2.1.328",
    program: "@anthropic-ai/claude-code/bin/claude.exe",
    setUp: "install.cjs",
    megabytes: 900,
  },
  {
    name: "codex",
    package: "@openai/codex",
    version: "0.169.0",
    program: "@openai/codex/bin/codex.js",
    setUp: null,
    megabytes: 600,
  },
  {
    name: "opencode",
    package: "opencode-ai",
    version: "1.18.33",
    program: "opencode-ai/bin/opencode.exe",
    setUp: "postinstall.mjs",
    megabytes: 600,
  },
  {
    name: "gemini",
    package: "@google/gemini-cli",
    version: "0.61.0",
    program: "@google/gemini-cli/bundle/gemini.js",
    setUp: null,
    megabytes: 200,
  },
  {
    name: "pi",
    package: "@earendil-works/pi-coding-agent",
    version: "0.87.1",
    program: "@earendil-works/pi-coding-agent/dist/bundle/cli.js",
    setUp: null,
    megabytes: 300,
  },
];
