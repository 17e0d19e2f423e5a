export { allowedEnvironment } from "./allowed-environment.ts";
export { createCommands, type CommandsOptions } from "./create-commands.ts";
