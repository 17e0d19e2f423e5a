import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

import { Cassette, FabrikkError, type CassetteAction } from "@fabrikk/state";

/**
 * Reads and checks a cassette, a JSON file. Throws `FABRIKK_AGENTS_CASSETTE_UNREADABLE`, or
 * `FABRIKK_AGENTS_CASSETTE_INVALID` that names every place.
 */
export async function loadCassette(file: string): Promise<Cassette> {
  const json = parse(file, await read(file));
  const parsed = Cassette.safeParse(json);
  if (!parsed.success) {
    throw invalid(
      file,
      parsed.error.issues.map((issue) => `${placeOf(issue.path)}: ${issue.message}`),
    );
  }
  const problems = problemsOf(parsed.data);
  if (problems.length > 0) throw invalid(file, problems);
  return parsed.data;
}

/** Reads the files that the `write` actions of a cassette name by `from`: they lie beside it. */
export function cassetteFileLoader(file: string): (from: string) => Promise<string> {
  return (from) => read(resolve(dirname(file), from));
}

function problemsOf({ entries }: Cassette): readonly string[] {
  const places = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const key = `${entry.role} ${entry.task} ${entry.settled_attempts}`;
    const earlier = places.get(key);
    places.set(key, index);
    const twice = earlier === undefined ? [] : [`entries[${index}]: is for the same session as entries[${earlier}]`];
    const halves = entry.actions.flatMap((action, at) => {
      const problem = problemOfWrite(action);
      return problem === null ? [] : [`entries[${index}].actions[${at}]: ${problem}`];
    });
    return [...twice, ...halves];
  });
}

function problemOfWrite(action: CassetteAction): string | null {
  if (action.do !== "write" || (action.text === undefined) !== (action.from === undefined)) return null;
  return "a write has either text or from";
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new FabrikkError({
      code: "FABRIKK_AGENTS_CASSETTE_UNREADABLE",
      message: `the cassette's file ${file} cannot be read: ${messageOf(cause)}`,
      hint: "Check the path, which is relative to the file that names it.",
      details: { file },
      cause,
    });
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(file, [messageOf(cause)], cause);
  }
}

function invalid(file: string, problems: readonly string[], cause?: unknown): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_AGENTS_CASSETTE_INVALID",
    message: `the cassette ${file} is not valid: ${problems.join("; ")}`,
    hint: "Mend these places.",
    details: { file, problems },
    cause,
  });
}

/** `entries[2].actions[0].path` */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return place === "" ? "the whole" : place.replace(/^\./, "");
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
