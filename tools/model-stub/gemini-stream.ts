import type { ConversationItem, Reply } from "./conversation.ts";
import type { LooseJson } from "./loose-json.ts";
import { refusalMessage } from "./refusal-message.ts";
import { stubUsage } from "./stub-usage.ts";
import type { ServerSentEvent, WireProtocol } from "./wire-protocol.ts";

/** `POST /v1beta/models/<model>:streamGenerateContent`. */
export const geminiStream: WireProtocol = {
  name: "gemini",
  matches: (path) => path.endsWith(":streamGenerateContent"),
  read: (body, path) => ({
    model: /models\/([^/:]+):/.exec(path)?.[1] ?? "",
    tools: body
      .at("tools")
      .list()
      .flatMap((group) => group.at("functionDeclarations").list())
      .map((tool) => ({
        name: tool.at("name").text(),
        input: tool.at("parametersJsonSchema").value ?? tool.at("parameters").value,
      })),
    items: body.at("contents").list().flatMap(itemsOf),
  }),
  events,
  refusal: (code) => ({ error: { code, message: refusalMessage(code), status: statuses[code] ?? "INTERNAL" } }),
};

const statuses: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  429: "RESOURCE_EXHAUSTED",
  503: "UNAVAILABLE",
};

function itemsOf(content: LooseJson): readonly ConversationItem[] {
  return content
    .at("parts")
    .list()
    .flatMap((part): readonly ConversationItem[] => {
      if (part.at("functionResponse").value !== undefined) return [{ type: "tool-result" }];
      return content.at("role").text() === "user" ? [{ type: "text", text: part.at("text").text() }] : [];
    });
}

function events({ text, call }: Reply, modelVersion: string): readonly ServerSentEvent[] {
  const { input, cacheRead, cacheWrite, output, reasoning } = stubUsage;
  const total = input + cacheRead + cacheWrite;
  const usageMetadata = {
    promptTokenCount: total,
    cachedContentTokenCount: cacheRead,
    candidatesTokenCount: output - reasoning,
    thoughtsTokenCount: reasoning,
    totalTokenCount: total + output,
  };
  const parts = [
    ...(text === "" ? [] : [{ text }]),
    ...(call === null ? [] : [{ functionCall: { name: call.tool, args: call.input } }]),
  ];
  const chunk = (more: readonly unknown[], end: object): ServerSentEvent => ({
    data: { candidates: [{ index: 0, content: { role: "model", parts: more }, ...end }], modelVersion, usageMetadata },
  });
  return [...parts.map((part) => chunk([part], {})), chunk([{ text: "" }], { finishReason: "STOP" })];
}
