import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { text as textOf } from "node:stream/consumers";

import { anthropicMessages } from "./anthropic-messages.ts";
import { chooseReply, type Choice } from "./choose-reply.ts";
import type { Fault } from "./fault.ts";
import { geminiStream } from "./gemini-stream.ts";
import { looseJson } from "./loose-json.ts";
import { openaiChat } from "./openai-chat.ts";
import { openaiResponses } from "./openai-responses.ts";
import type { TurnFault } from "./read-directives.ts";
import type { ServerSentEvent, WireProtocol } from "./wire-protocol.ts";

/** One request that the stub had. It holds no header, no query and no body: none of them can hold a secret here. */
interface StubRequest {
  readonly method: string;
  /** With the prefix that the program's base URL has; for a `CONNECT` the host and port that were wanted. */
  readonly path: string;
  /** Null: not a request to the model. */
  readonly protocol: WireProtocol["name"] | null;
  readonly model: string | null;
  /** Names of the offered tools. */
  readonly tools: readonly string[];
  /** What the answer was: the tool it called, `text`, or nothing because of a fault. */
  readonly answer: string | null;
  readonly fault: Fault | null;
}

/** A running stub. */
export interface ModelStub extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`; a prefix may be put to its paths. It is a proxy's address too. */
  readonly url: string;
  /** In the order of their arrival. */
  readonly requests: readonly StubRequest[];
  /** Exports of telemetry that were received, by signal. */
  readonly exports: Readonly<Record<(typeof signals)[number], number>>;
  /** Ends every open connection, and resolves when nothing is left. */
  close(): Promise<void>;
}

const protocols = [anthropicMessages, openaiResponses, openaiChat, geminiStream];
const notOfTheModel = { protocol: null, model: null, tools: [], answer: null, fault: null };
const signals = ["logs", "metrics", "traces"] as const;

/**
 * A model provider for tests, on loopback: it follows the directives that the prompt itself holds (see `readDirectives`),
 * in the four wire protocols, so that one stub drives every program. It also takes telemetry (OTLP over HTTP). As a proxy
 * it leads to itself and nowhere else, and logs who wanted out.
 */
export async function startModelStub(): Promise<ModelStub> {
  const requests: StubRequest[] = [];
  const exports = { logs: 0, metrics: 0, traces: 0 };
  const requestsAt = new Map<string, number>();
  const server = createServer((request, response) => {
    // A prompt that cannot be followed: a refusal that no program tries again.
    void handle(request, response).catch((error: unknown) => {
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: `model stub: ${String(error)}` } }));
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? "";
    const path = (request.url ?? "").replace(/\?.*$/, "");
    const body = await textOf(request);
    const protocol = method === "POST" ? protocols.find((each) => each.matches(path)) : undefined;
    const signal = signals.find((each) => method === "POST" && path.endsWith(`/v1/${each}`));
    if (protocol !== undefined) {
      const { model, tools, items } = protocol.read(looseJson(JSON.parse(body)), path);
      const choice = chooseReply({ model, tools, items });
      const made = nextFault(choice, requestsAt);
      const answer = made === null ? (choice.reply.call?.tool ?? "text") : null;
      const names = tools.map(({ name }) => name);
      requests.push({ method, path, protocol: protocol.name, model, tools: names, answer, fault: made?.fault ?? null });
      respond(response, { protocol, events: protocol.events(choice.reply, model), made });
      return;
    }
    requests.push({ ...notOfTheModel, method, path });
    if (signal !== undefined) exports[signal] += 1;
    response.writeHead(signal === undefined ? 404 : 200, { "content-type": "application/json" }).end("{}");
  }

  server.on("connect", ({ url: target = "" }, socket, head) => {
    socket.on("error", () => {});
    if (`http://${target}` === url) return leadBack(server, socket, head);
    requests.push({ ...notOfTheModel, method: "CONNECT", path: target });
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return { url, requests, exports, close, [Symbol.asyncDispose]: close };
}

/** Makes a tunnel to the stub itself a connection like any other: some programs take a proxy even for loopback. */
function leadBack(server: Server, socket: Duplex, head: Buffer): void {
  socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
  socket.unshift(head);
  server.emit("connection", socket);
}

/** The fault of this request, if it has one: the first that has not yet come as often as it should. */
function nextFault({ faults, place }: Choice, requestsAt: Map<string, number>): TurnFault | null {
  let seen = requestsAt.get(place) ?? 0;
  requestsAt.set(place, seen + 1);
  for (const fault of faults) {
    if (seen < fault.times) return fault;
    seen -= fault.times;
  }
  return null;
}

interface Answer {
  readonly protocol: WireProtocol;
  readonly events: readonly ServerSentEvent[];
  readonly made: TurnFault | null;
}

function respond(response: ServerResponse, { protocol, events, made }: Answer): void {
  if (made?.fault === "hang") return;
  if (typeof made?.fault === "number") {
    const retry = made.fault === 429 ? { "retry-after": String(made.retryAfter) } : {};
    response.writeHead(made.fault, { "content-type": "application/json", ...retry });
    response.end(JSON.stringify(protocol.refusal(made.fault)));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  if (made === null) {
    response.end(events.map(writtenEvent).join(""));
    return;
  }
  const start = events
    .slice(0, Math.ceil(events.length / 2))
    .map(writtenEvent)
    .join("");
  response.write(start, () => void (made.fault === "cut" && response.destroy()));
}

function writtenEvent({ event, data }: ServerSentEvent): string {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return `${event === undefined ? "" : `event: ${event}\n`}data: ${text}\n\n`;
}
