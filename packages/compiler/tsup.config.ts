import { library } from "../../tools/build/library.ts";

/** The Markdown parser inside: one of its parts has a variant for pages that needs `document`, which workers do not have. */
export default library(["index"], [/^mdast-util-/, /^micromark/, /^decode-named-character-reference$/]);
