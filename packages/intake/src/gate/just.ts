import { taskRunner } from "./task-runner.ts";

/** Recipes of a Justfile that need no argument. */
export const just = taskRunner({
  name: "Justfile",
  files: ["justfile", "Justfile", ".justfile"],
  program: "just",
  tasks: (text) => {
    const recipes = text.matchAll(/^@?([A-Za-z_][\w-]*)((?:[^\S\n]+[^\s:]+)*)[^\S\n]*:(?!=)/gm);
    const aliases = text.matchAll(/^alias[^\S\n]+([\w-]+)[^\S\n]*:=/gm);
    return new Set([
      ...[...recipes].flatMap(([, name = "", parameters = ""]) => (needsArgument(parameters) ? [] : [name])),
      ...[...aliases].flatMap(([, name]) => name ?? []),
    ]);
  },
});

/** A parameter has a default (`name=value`) or takes none or more (`*name`); else the recipe cannot be called alone. */
function needsArgument(parameters: string): boolean {
  return parameters
    .trim()
    .split(/\s+/)
    .some((parameter) => parameter !== "" && !parameter.startsWith("*") && !parameter.includes("="));
}
