import { parse } from "smol-toml";

/** A TOML document; undefined where it is none. */
export function readToml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
