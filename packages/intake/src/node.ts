export { readSources } from "./read-sources.ts";
