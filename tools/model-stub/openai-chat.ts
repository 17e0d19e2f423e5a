import type { ConversationItem, Reply, ToolCall } from "./conversation.ts";
import type { LooseJson } from "./loose-json.ts";
import { openaiRefusal } from "./openai-refusal.ts";
import { stubUsage } from "./stub-usage.ts";
import type { ServerSentEvent, WireProtocol } from "./wire-protocol.ts";

/** `POST /v1/chat/completions`, streamed. */
export const openaiChat: WireProtocol = {
  name: "chat",
  matches: (path) => path.endsWith("/chat/completions"),
  read: (body) => ({
    model: body.at("model").text(),
    tools: body
      .at("tools")
      .list()
      .map((tool) => tool.at("function"))
      .map((tool) => ({ name: tool.at("name").text(), input: tool.at("parameters").value })),
    items: body.at("messages").list().flatMap(itemsOf),
  }),
  events,
  refusal: openaiRefusal,
};

function itemsOf(message: LooseJson): readonly ConversationItem[] {
  const role = message.at("role").text();
  if (role === "tool") return [{ type: "tool-result" }];
  if (role !== "user") return [];
  const content = message.at("content");
  return [{ type: "text", text: [content.text(), ...content.list().map((part) => part.at("text").text())].join("") }];
}

function events({ id, text, call }: Reply, model: string): readonly ServerSentEvent[] {
  const { input, cacheRead, cacheWrite, output, reasoning } = stubUsage;
  const total = input + cacheRead + cacheWrite;
  const usage = {
    prompt_tokens: total,
    prompt_tokens_details: { cached_tokens: cacheRead },
    completion_tokens: output,
    completion_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: total + output,
  };
  const calls = call === null ? [] : [functionCall(id, call)];
  const chunk = { id: `chatcmpl-${id}`, object: "chat.completion.chunk", created: 0, model };
  const choices = [
    { delta: { role: "assistant", content: "" }, finish_reason: null },
    ...(text === "" ? [] : [{ delta: { content: text }, finish_reason: null }]),
    ...calls.map((each) => ({ delta: { tool_calls: [each] }, finish_reason: null })),
    { delta: {}, finish_reason: call === null ? "stop" : "tool_calls" },
  ];
  return [
    ...choices.map((choice) => ({ data: { ...chunk, choices: [{ index: 0, ...choice }] } })),
    { data: { ...chunk, choices: [], usage } },
    { data: "[DONE]" },
  ];
}

function functionCall(id: string, { tool, input }: ToolCall) {
  return { index: 0, id: `call_${id}`, type: "function", function: { name: tool, arguments: JSON.stringify(input) } };
}
