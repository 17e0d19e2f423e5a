export { DurationError } from "./duration-error.ts";
export { format, type FormatOptions } from "./format.ts";
export { parse } from "./parse.ts";
