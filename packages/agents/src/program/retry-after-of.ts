const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds after which a provider may be asked again, as a message tells them: "retry after 20s". Null where it tells none. */
export function retryAfterOf(message: string): number | null {
  const found =
    /(?:retry|try again|available|resets?)[\s\S]{0,20}?\b(?:after|in)\b\W{0,4}(\d{1,6}(?:\.\d{1,6})?)\s*(ms|s|m|h)?/iu.exec(
      message,
    );
  if (found === null) return null;
  return Math.ceil(Number(found[1]) * (units[(found[2] ?? "s").toLowerCase()] ?? 1000));
}
