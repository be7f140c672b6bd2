import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** One answer of the model: a tool call, or words. */
export type Answer = Readonly<{ tool: string; input: Readonly<Record<string, unknown>> }> | Readonly<{ words: string }>;
/** What the model answers, turn by turn, to a user message that holds the key. */
export type Script = Readonly<Record<string, readonly Answer[]>>;
export type ModelServer = Readonly<{ port: number; close: () => Promise<void> }>;

/** Starts an OpenAI-compatible chat server on a free port of the loopback interface that answers by a script. */
export async function startModel(script: Script): Promise<ModelServer> {
  let answered = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (request.url?.endsWith("/models") === true) {
        sendJson(response, { object: "list", data: [{ id: "scripted-1", object: "model" }] });
        return;
      }
      answered += 1;
      const asked = body["stream"] === true ? sendStream : sendWhole;
      asked(response, answerTo(body, script), answered);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the model server has no port");
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type Body = Readonly<Record<string, unknown>>;
type Message = Readonly<{ role: string; content: unknown }>;

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8")) as Body;
  } catch {
    return {};
  }
}

/** The step is the number of assistant messages since the user message that the script knows. */
function answerTo(body: Body, script: Script): Answer {
  const messages = (Array.isArray(body["messages"]) ? body["messages"] : []) as readonly Message[];
  const keys = Object.keys(script);
  const asked = messages.findLastIndex((one) => one.role === "user" && keys.some((key) => textOf(one.content).includes(key)));
  const key = keys.find((one) => textOf(messages[asked]?.content).includes(one));
  const steps = key === undefined ? [] : (script[key] ?? []);
  const step = messages.slice(asked + 1).filter((one) => one.role === "assistant").length;
  return steps[Math.min(step, steps.length - 1)] ?? { words: "Noted." };
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return Array.isArray(content) ? content.map((block: Readonly<{ text?: string }>) => block.text ?? "").join("\n") : "";
}

function delta(answer: Answer, count: number): Body {
  if ("words" in answer) return { role: "assistant", content: answer.words };
  const call = { index: 0, id: `call_${count}`, type: "function", function: { name: answer.tool, arguments: JSON.stringify(answer.input) } };
  return { role: "assistant", content: null, tool_calls: [call] };
}

const finishOf = (answer: Answer): string => ("words" in answer ? "stop" : "tool_calls");
const usageOf = (count: number): Body => ({ prompt_tokens: 100 + count, completion_tokens: 10, total_tokens: 110 + count });

function sendWhole(response: ServerResponse, answer: Answer, count: number): void {
  const choices = [{ index: 0, message: delta(answer, count), finish_reason: finishOf(answer) }];
  sendJson(response, { id: `answer-${count}`, object: "chat.completion", created: 1, model: "scripted-1", choices, usage: usageOf(count) });
}

function sendStream(response: ServerResponse, answer: Answer, count: number): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const chunk = (choices: readonly unknown[], more: Body = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: `answer-${count}`, object: "chat.completion.chunk", created: 1, model: "scripted-1", choices, ...more })}\n\n`,
    );
  chunk([{ index: 0, delta: delta(answer, count), finish_reason: null }]);
  chunk([{ index: 0, delta: {}, finish_reason: finishOf(answer) }]);
  chunk([], { usage: usageOf(count) });
  response.end("data: [DONE]\n\n");
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(value));
}
