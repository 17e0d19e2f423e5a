import type { ConversationItem, Reply, ToolCall } from "./conversation.ts";
import type { LooseJson } from "./loose-json.ts";
import { openaiRefusal } from "./openai-refusal.ts";
import { stubUsage } from "./stub-usage.ts";
import type { ServerSentEvent, WireProtocol } from "./wire-protocol.ts";

/** `POST /v1/responses`, streamed. */
export const openaiResponses: WireProtocol = {
  name: "responses",
  matches: (path) => path.endsWith("/responses"),
  read: (body) => ({
    model: body.at("model").text(),
    tools: body
      .at("tools")
      .list()
      .map((tool) => ({ name: tool.at("name").text(), input: tool.at("parameters").value ?? null })),
    items: inputOf(body.at("input")),
  }),
  events,
  refusal: openaiRefusal,
};

function inputOf(input: LooseJson): readonly ConversationItem[] {
  if (typeof input.value === "string") return [{ type: "text", text: input.value }];
  return input.list().flatMap((item): readonly ConversationItem[] => {
    if (item.at("type").text().endsWith("_call_output")) return [{ type: "tool-result" }];
    if (item.at("role").text() !== "user") return [];
    const content = item.at("content");
    const text = [content.text(), ...content.list().map((part) => part.at("text").text())].join("");
    return [{ type: "text", text }];
  });
}

function events({ id, text, call }: Reply, model: string): readonly ServerSentEvent[] {
  const { input, cacheRead, cacheWrite, output, reasoning } = stubUsage;
  const total = input + cacheRead + cacheWrite;
  const usage = {
    input_tokens: total,
    input_tokens_details: { cached_tokens: cacheRead },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: total + output,
  };
  const items = [...(text === "" ? [] : [messageItem(id, text)]), ...(call === null ? [] : [callItem(id, call)])];
  const response = { id: `resp_${id}`, object: "response", created_at: 0, model };
  const parts = [
    { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
    ...items.flatMap((item, output_index) => [
      { type: "response.output_item.added", output_index, item: { ...item, status: "in_progress" } },
      ...("content" in item
        ? [{ type: "response.output_text.delta", output_index, item_id: item.id, content_index: 0, delta: text }]
        : []),
      { type: "response.output_item.done", output_index, item },
    ]),
    { type: "response.completed", response: { ...response, status: "completed", output: items, usage } },
  ];
  return parts.map((part, sequence_number) => ({ event: part.type, data: { ...part, sequence_number } }));
}

function messageItem(id: string, text: string) {
  const content = [{ type: "output_text", text, annotations: [] }];
  return { type: "message", id: `msg_${id}`, role: "assistant", status: "completed", content };
}

function callItem(id: string, { tool, input }: ToolCall) {
  const item = { id: `item_${id}`, call_id: `call_${id}`, name: tool, status: "completed" };
  return typeof input === "string"
    ? { type: "custom_tool_call", ...item, input }
    : { type: "function_call", ...item, arguments: JSON.stringify(input) };
}
