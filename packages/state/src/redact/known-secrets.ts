import { createControlStage } from "./control-stage.ts";
import type { KnownSecrets } from "./secret-stage.ts";

/** Shorter ones would hide harmless words. */
const shortest = 6;

/** Prepares secrets for the search. Null when there is none of six characters or more. */
export function knownSecrets(secrets: readonly string[]): KnownSecrets | null {
  const forms = new Set(secrets.flatMap((secret) => formsOf(shownForm(secret).trim())));
  if (forms.size === 0) return null;
  const longestFirst = [...forms].toSorted((left, right) => right.length - left.length);
  const escaped = longestFirst.map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  return {
    pattern: new RegExp(escaped.join("|"), "g"),
    reach: longestFirst[0]?.length ?? 0,
    spansLines: longestFirst.some((form) => form.includes("\n")),
  };
}

/** The secret as it stands in a text whose control characters are gone. */
function shownForm(secret: string): string {
  return createControlStage().push(secret.toWellFormed(), true);
}

/** The ways in which programs print a secret: as it is, in JSON, in a URL, in base 64 alone and inside a longer text. */
function formsOf(secret: string): readonly string[] {
  if (secret.length < shortest) return [];
  const url = encodeURIComponent(secret);
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    url,
    url.replaceAll(/%../g, (code) => code.toLowerCase()),
  ];
  for (const form of [url, url.replaceAll(/%../g, (code) => code.toLowerCase())])
    forms.push(form.replaceAll("%20", "+"));
  for (const base64 of base64Forms(new TextEncoder().encode(secret))) {
    forms.push(base64, base64.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return forms;
}

/**
 * Base 64 writes three bytes as four characters, so a secret inside a longer text appears in one of three ways. The
 * characters at its ends, which its neighbours share, are left out of those.
 */
function base64Forms(bytes: Uint8Array): readonly string[] {
  const alone = base64Of(bytes);
  const inside = [0, 1, 2].map((shift) => {
    const shifted = new Uint8Array(shift + bytes.length);
    shifted.set(bytes, shift);
    return base64Of(shifted).slice(Math.ceil((shift * 8) / 6), Math.floor((shifted.length * 8) / 6));
  });
  return [alone, alone.replace(/=+$/, ""), ...inside];
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
