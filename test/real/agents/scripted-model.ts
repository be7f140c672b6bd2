import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/** One answer of the model: words, a tool call, or both; `afterMs` is how long it thinks. */
export type Answer = Readonly<{ words?: string; tool?: string; input?: Readonly<Record<string, unknown>>; afterMs?: number }>;
/** What the model answers, step by step, to a user message that holds the key. */
export type Script = Readonly<Record<string, readonly Answer[]>>;
export type ScriptedModel = Readonly<{ port: number; close: () => Promise<void> }>;

export type Body = Readonly<Record<string, unknown>>;
type Turn = Readonly<{ role: string; text: string }>;
/** How one provider's API says things. `turns` reads what was asked; `send` writes one answer. */
export type Api = Readonly<{
  path: string;
  turns: (body: Body) => readonly Turn[];
  hasTools: (body: Body) => boolean;
  send: (response: ServerResponse, answer: Answer, count: number, body: Body) => void;
}>;

/** Starts a model on a free port of the loopback interface that answers by a script; `heard` is told of each request. */
export async function startScriptedModel(api: Api, script: Script, heard: (body: Body) => void = () => undefined): Promise<ScriptedModel> {
  let answered = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      if (request.url?.split("?")[0]?.endsWith(api.path) !== true) {
        response.setHeader("content-type", "application/json").end("{}");
        return;
      }
      heard(body);
      const answer = api.hasTools(body) ? answerTo(api.turns(body), script) : { words: "Noted." };
      answered += 1;
      const count = answered;
      if (answer.afterMs !== undefined) await pause(answer.afterMs);
      if (!response.destroyed) api.send(response, answer, count, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the model server has no port");
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { port: address.port, close };
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8")) as Body;
  } catch {
    return {};
  }
}

/** The step is the number of answers since the user message that the script knows. */
function answerTo(turns: readonly Turn[], script: Script): Answer {
  const keys = Object.keys(script);
  const asked = turns.findLastIndex((turn) => turn.role === "user" && keys.some((key) => turn.text.includes(key)));
  const text = turns[asked]?.text ?? "";
  const key = keys.findLast((one) => text.includes(one));
  const steps = key === undefined ? [] : (script[key] ?? []);
  const step = turns.slice(asked + 1).filter((turn) => turn.role === "assistant").length;
  return steps[Math.min(step, steps.length - 1)] ?? { words: "Noted." };
}

/** Writes the events of a stream, each with its name. */
export function sendEvents(response: ServerResponse, events: readonly Readonly<{ type: string } & Body>[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of events) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  response.end();
}
