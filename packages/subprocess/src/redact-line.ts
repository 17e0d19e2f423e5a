import type { Redactor } from "@fabrikk/state/redact";

/**
 * One line without its secrets. A line of JSON stays JSON, so that an event is not lost by what stands in it: its texts are
 * redacted one by one, which also finds what is hidden by JSON's own escapes. A secret that spans lines is not found.
 */
export function redactLine(redactor: Redactor, line: string): string {
  const json = /^\s*[{[]/.test(line) ? textsRedacted(redactor, line) : null;
  if (json === null) return redactor.redactText(line);
  const whole = redactor.redactText(json);
  return whole === json || isJson(whole) ? whole : json;
}

/** Null: it is no JSON, or nested deeper than can be walked. */
function textsRedacted({ redactText }: Redactor, line: string): string | null {
  try {
    return JSON.stringify(
      JSON.parse(line, (_key, value: unknown) => (typeof value === "string" ? redactText(value) : value)),
    );
  } catch {
    return null;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
