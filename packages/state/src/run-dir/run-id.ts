import type { RunId } from "../records/identifiers.ts";

/** Crockford's base 32, in lower case: digits and letters without i, l, o and u. In ASCII order. */
const digits = "0123456789abcdefghjkmnpqrstvwxyz";
const suffixLength = 10;
const randomBits = 8n;
const suffix = new RegExp(`-([${digits}]{${suffixLength}})$`);

/**
 * The id of a new run: `<slug>-<10 base32 of UTC ms and random>` (design, section 4). The slug is the title in lower
 * case without accents, at most 40 characters, or `run`. The suffix is 42 bits of milliseconds and 8 random bits, so
 * suffixes sort by time until the year 2109.
 * @param nowMs milliseconds since 1970 in UTC
 * @param randomBytes at least one byte
 */
export function newRunId(title: string, nowMs: number, randomBytes: Uint8Array): RunId {
  const random = randomBytes[0];
  if (random === undefined) throw new RangeError("a run id needs a random byte");
  const bits = (BigInt(Math.trunc(nowMs)) << randomBits) | BigInt(random);
  return `${slugOf(title)}-${base32(bits)}`;
}

/** When the run with this id was made, in milliseconds since 1970; null when the id is not of {@link newRunId}'s form. */
export function runIdTime(id: string): number | null {
  const text = suffix.exec(id)?.[1];
  if (text === undefined) return null;
  let bits = 0n;
  for (const digit of text) bits = (bits << 5n) | BigInt(digits.indexOf(digit));
  return Number(bits >> randomBits);
}

function slugOf(title: string): string {
  const ascii = title.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const words = ascii.replaceAll(/[^a-z0-9]+/g, "-").replace(/^-/, "");
  return words.slice(0, 40).replace(/-$/, "") || "run";
}

function base32(bits: bigint): string {
  let text = "";
  for (let shift = BigInt(5 * (suffixLength - 1)); shift >= 0n; shift -= 5n)
    text += digits[Number((bits >> shift) & 31n)];
  return text;
}
