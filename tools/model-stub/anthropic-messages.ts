import type { ConversationItem, Reply } from "./conversation.ts";
import type { LooseJson } from "./loose-json.ts";
import { refusalMessage } from "./refusal-message.ts";
import { stubUsage } from "./stub-usage.ts";
import type { ServerSentEvent, WireProtocol } from "./wire-protocol.ts";

/** `POST /v1/messages`, streamed. */
export const anthropicMessages: WireProtocol = {
  name: "messages",
  matches: (path) => path.endsWith("/v1/messages"),
  read: (body) => ({
    model: body.at("model").text(),
    tools: body
      .at("tools")
      .list()
      .map((tool) => ({ name: tool.at("name").text(), input: tool.at("input_schema").value })),
    items: body.at("messages").list().flatMap(itemsOf),
  }),
  events,
  refusal: (status) => ({
    type: "error",
    error: { type: refusals[status] ?? "api_error", message: refusalMessage(status) },
  }),
};

const refusals: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  429: "rate_limit_error",
  529: "overloaded_error",
};

function itemsOf(message: LooseJson): readonly ConversationItem[] {
  if (message.at("role").text() !== "user") return [];
  const content = message.at("content");
  if (typeof content.value === "string") return [{ type: "text", text: content.value }];
  return content.list().flatMap((block): readonly ConversationItem[] => {
    const type = block.at("type").text();
    if (type === "tool_result") return [{ type: "tool-result" }];
    return type === "text" ? [{ type: "text", text: block.at("text").text() }] : [];
  });
}

function events({ id, text, call }: Reply, model: string): readonly ServerSentEvent[] {
  const { input, cacheRead, cacheWrite, output } = stubUsage;
  const usage = { input_tokens: input, cache_read_input_tokens: cacheRead, cache_creation_input_tokens: cacheWrite };
  const stop_reason = call === null ? "end_turn" : "tool_use";
  const blocks = [
    ...(text === "" ? [] : [{ block: { type: "text", text: "" }, delta: { type: "text_delta", text } }]),
    ...(call === null
      ? []
      : [
          {
            block: { type: "tool_use", id: `toolu_${id}`, name: call.tool, input: {} },
            delta: { type: "input_json_delta", partial_json: JSON.stringify(call.input) },
          },
        ]),
  ];
  const start = { id: `msg_${id}`, type: "message", role: "assistant", model, content: [], stop_reason: null };
  return [
    { type: "message_start", message: { ...start, stop_sequence: null, usage: { ...usage, output_tokens: 1 } } },
    ...blocks.flatMap(({ block, delta }, index) => [
      { type: "content_block_start", index, content_block: block },
      { type: "content_block_delta", index, delta },
      { type: "content_block_stop", index },
    ]),
    { type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: { ...usage, output_tokens: output } },
    { type: "message_stop" },
  ].map((data) => ({ event: data.type, data }));
}
