import type { ToolCall, ToolOffer } from "./conversation.ts";
import { looseJson } from "./loose-json.ts";
import type { Action } from "./read-directives.ts";

/** Names that programs give their tools, in the order in which they are looked for. */
const writers = ["Write", "write", "write_file", "apply_patch"];
const shells = ["Bash", "bash", "run_shell_command", "exec_command", "shell"];
const answerers = ["StructuredOutput"];

/**
 * The call that does it, by the tool that this program offers for it. Null for an answer where there is no tool for one.
 * Throws where the program offers no tool that could do it: a prompt that cannot be followed tests nothing.
 */
export function callTool(action: Action, offers: readonly ToolOffer[]): ToolCall | null {
  switch (action.type) {
    case "answer": {
      const tool = findTool(answerers, offers);
      return tool === null ? null : { tool: tool.name, input: JSON.parse(action.json) };
    }
    case "run": {
      const tool = needTool(shells, offers);
      return { tool: tool.name, input: inputOf(tool, { command: action.command }) };
    }
    case "write":
      return writeCall(action, needTool([...writers, ...shells], offers));
  }
}

function writeCall({ file, text }: { readonly file: string; readonly text: string }, tool: ToolOffer): ToolCall {
  if (tool.name === "apply_patch") {
    const added = text.split("\n").map((line) => `+${line}`);
    return {
      tool: tool.name,
      input: ["*** Begin Patch", `*** Add File: ${file}`, ...added, "*** End Patch", ""].join("\n"),
    };
  }
  if (shells.includes(tool.name))
    return { tool: tool.name, input: inputOf(tool, { command: `printf '%s\\n' ${quoted(text)} > ${quoted(file)}` }) };
  return { tool: tool.name, input: inputOf(tool, { file, text: `${text}\n` }) };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function findTool(names: readonly string[], offers: readonly ToolOffer[]): ToolOffer | null {
  const found = names.map((name) => offers.find((offer) => offer.name === name));
  return found.find((offer) => offer !== undefined) ?? null;
}

function needTool(names: readonly string[], offers: readonly ToolOffer[]): ToolOffer {
  const tool = findTool(names, offers);
  if (tool !== null) return tool;
  const offered = offers.map(({ name }) => name).join(", ");
  throw new Error(`none of ${names.join(", ")} is offered, only ${offered || "nothing"}`);
}

/** What the tools call what we have to say. */
const words: Readonly<Record<string, readonly string[]>> = {
  file: ["file_path", "filePath", "path"],
  text: ["content", "text"],
  command: ["command", "cmd"],
};

/** The input by the tool's own schema: our values under its names, and something for what else it requires. */
function inputOf(tool: ToolOffer, values: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const schema = looseJson(tool.input);
  const properties = schema.at("properties");
  const input: Record<string, unknown> = {};
  for (const [word, value] of Object.entries(values)) {
    const name = (words[word] ?? []).find((each) => properties.at(each).value !== undefined);
    if (name === undefined) throw new Error(`the tool ${tool.name} takes none of ${words[word]?.join(", ")}`);
    input[name] = properties.at(name).at("type").text() === "array" ? ["bash", "-c", value] : value;
  }
  for (const required of schema.at("required").list()) {
    const name = required.text();
    input[name] ??= filler(properties.at(name).at("type").text());
  }
  return input;
}

function filler(type: string): unknown {
  switch (type.toLowerCase()) {
    case "boolean":
      return false;
    case "integer":
    case "number":
      return 0;
    case "array":
      return [];
    default:
      return "as the prompt says";
  }
}
