export { cassetteFileLoader, loadCassette } from "./replay/load-cassette.ts";
export { createReplayAgent, type ReplayAgentOptions } from "./replay/create-replay-agent.ts";
export { createShellAgent, type ShellAgentOptions } from "./shell/create-shell-agent.ts";
export { nodeWorkspaceFiles, type WorkspaceFiles } from "./replay/workspace-files.ts";
