import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ModelSettings } from "#kernel/model";

/** One request as the server got it. */
export type Seen = Readonly<{ method: string; url: string; headers: IncomingMessage["headers"]; body: Record<string, unknown> }>;

/** What the server does with a request: `json` with a status, or anything by hand. */
export type Reply =
  | Readonly<{ status: number; json: unknown; headers?: Readonly<Record<string, string>> }>
  | Readonly<{ by: (response: ServerResponse) => void }>;

export type ModelServer = Readonly<{ endpoint: string; origin: string; seen: readonly Seen[]; close(): Promise<void> }>;

/** An HTTP server on loopback that answers the first request with the first reply, and so on; the last one stays. */
export async function modelServer(...replies: readonly (Reply | ((seen: Seen) => Reply))[]): Promise<ModelServer> {
  const seen: Seen[] = [];
  const server: Server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => (text += piece));
    request.on("end", () => {
      const one: Seen = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: JSON.parse(text === "" ? "{}" : text) as Record<string, unknown>,
      };
      seen.push(one);
      const reply = replies[Math.min(seen.length, replies.length) - 1];
      const made = typeof reply === "function" ? reply(one) : reply;
      if (made === undefined) throw new Error("the server was given no reply");
      if ("by" in made) {
        made.by(response);
        return;
      }
      response.writeHead(made.status, { "content-type": "application/json", ...made.headers });
      response.end(typeof made.json === "string" ? made.json : JSON.stringify(made.json));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    endpoint: origin,
    seen,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

type Kind = ModelSettings["kind"];

/** The answer of each API with this text in it, as its documentation shows one; `usage` false leaves the counts out. */
export function answerOf(kind: Kind, text: string, options: Readonly<{ usage?: boolean; finish?: "length" | "refusal" }> = {}): Reply {
  const usage = options.usage ?? true;
  if (kind === "openai")
    return {
      status: 200,
      json: {
        id: "chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG",
        object: "chat.completion",
        created: 1741570283,
        model: "small-2026-01-01",
        choices: [
          {
            index: 0,
            message: {
              role: "assistant",
              content: options.finish === "refusal" ? null : text,
              refusal: options.finish === "refusal" ? "I can't help with that." : null,
              annotations: [],
            },
            logprobs: null,
            finish_reason: options.finish === "length" ? "length" : "stop",
          },
        ],
        ...(usage ? { usage: { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150, prompt_tokens_details: { cached_tokens: 0 } } } : {}),
        service_tier: "default",
      },
    };
  if (kind === "anthropic")
    return {
      status: 200,
      json: {
        id: "msg_013Zva2CMHLNnXjNJJKqJ2EF",
        type: "message",
        role: "assistant",
        model: "small-2026-01-01",
        content: options.finish === "refusal" ? [] : [{ type: "text", text }],
        stop_reason: options.finish === "length" ? "max_tokens" : options.finish === "refusal" ? "refusal" : "end_turn",
        stop_sequence: null,
        ...(usage ? { usage: { input_tokens: 100, cache_creation_input_tokens: 0, cache_read_input_tokens: 20, output_tokens: 30 } } : {}),
      },
    };
  return {
    status: 200,
    json: {
      model: "small-2026-01-01",
      created_at: "2026-03-09T09:00:00.000000Z",
      message: { role: "assistant", content: options.finish === "refusal" ? "" : text },
      done: true,
      done_reason: options.finish === "length" ? "length" : "stop",
      total_duration: 2254970291,
      load_duration: 574751416,
      ...(usage ? { prompt_eval_count: 120, prompt_eval_duration: 1502000000, eval_count: 30, eval_duration: 175000000 } : {}),
    },
  };
}

/** The body of an error as each API documents it. */
export function errorOf(kind: Kind, status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const type =
    { 400: "invalid_request_error", 401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error", 529: "overloaded_error" }[status] ??
    "api_error";
  if (kind === "openai") return { status, headers, json: { error: { message, type, param: null, code: null } } };
  if (kind === "anthropic") return { status, headers, json: { type: "error", error: { type, message }, request_id: "req_011CSHoEeqs5C35K2UUqR7Fy" } };
  return { status, headers, json: { error: message } };
}
