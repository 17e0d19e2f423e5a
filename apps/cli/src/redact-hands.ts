import type { Repository, Workspaces } from "@fabrikk/state/ports";
import type { Config } from "@fabrikk/state";
import type { Redactor } from "@fabrikk/state/redact";

/** The values of the environment variables that agents are given by name: never to be written anywhere. */
export function secretsOf({ agents }: Config, environment: Readonly<Record<string, string | undefined>>): string[] {
  const names = Object.values(agents).flatMap((agent) => (agent.kind === "shell" ? agent.environment : []));
  return names.flatMap((name) => environment[name] ?? []);
}

/** Workspaces whose outboxes are read through the redaction: a worker's words reach no journal and no file as they are. */
export function redactOutboxes(workspaces: Workspaces, redactor: Redactor): Workspaces {
  return {
    ...workspaces,
    readOutbox: async (workspace, file, maxBytes) => {
      const reading = await workspaces.readOutbox(workspace, file, maxBytes);
      return reading.state === "read" ? { ...reading, text: redactJsonText(reading.text, redactor) } : reading;
    },
  };
}

/** A repository whose diffs, which are views, are shown through the redaction. Trees and commits stay as they are. */
export function redactDiffs<Hands extends Repository>(repository: Hands, redactor: Redactor): Hands {
  return { ...repository, diff: async (from, to) => redactor.redactText(await repository.diff(from, to)) };
}

/** Redacts the strings of JSON one by one, so that it stays JSON; any other text as a whole. */
function redactJsonText(text: string, redactor: Redactor): string {
  const redact = (_key: string, value: unknown): unknown =>
    typeof value === "string" ? redactor.redactText(value) : value;
  try {
    return JSON.stringify(JSON.parse(text), redact, 2);
  } catch {
    return redactor.redactText(text);
  }
}
