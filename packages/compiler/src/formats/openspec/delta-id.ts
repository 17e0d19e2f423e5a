import { sha256Hex } from "@fabrikk/state";

/** A requirement's id has 120 characters at most. */
const longest = 120;

/**
 * The id of a requirement from what identifies it in OpenSpec, its capability and its name: `change-creation.stack-metadata-scaffolding`.
 * Another body leaves it alone. Names that differ only in letters that an id cannot have differ in a few digits of their hash.
 */
export function deltaId(capability: string, name: string): string {
  const id = [...capability.split("/"), name].map(slug).join(".");
  const whole = /^[a-z]/.test(id) ? id : `spec.${id}`;
  return whole.length <= longest ? whole : `${whole.slice(0, longest - 11)}-${digits(whole)}`;
}

function slug(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const kept = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (!/[^\p{ASCII}\p{P}\p{S}\p{Z}]/u.test(plain) && kept !== "") return kept;
  return [kept, digits(plain)].filter((part) => part !== "").join("-");
}

function digits(text: string): string {
  return sha256Hex(text).slice(0, 10);
}
