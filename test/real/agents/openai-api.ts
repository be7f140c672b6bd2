import { type Api, type Answer } from "./scripted-model.ts";

type Block = Readonly<{ text?: string }>;

/** OpenAI's chat completions, streaming or whole. */
export const openaiApi: Api = {
  path: "/chat/completions",
  hasTools: (body) => Array.isArray(body["tools"]) && body["tools"].length > 0,
  turns: (body) =>
    (Array.isArray(body["messages"]) ? body["messages"] : []).map((one: { role: string; content: unknown }) => ({ role: one.role, text: textOf(one.content) })),
  send: (response, answer, count, body) => {
    const head = { id: `answer-${count}`, created: 1, model: "scripted-1" };
    const message = messageOf(answer, count);
    const finish = answer.tool === undefined ? "stop" : "tool_calls";
    const usage = { prompt_tokens: 100 + count, completion_tokens: 10, total_tokens: 110 + count };
    if (body["stream"] !== true) {
      const choices = [{ index: 0, message, finish_reason: finish }];
      response.setHeader("content-type", "application/json").end(JSON.stringify({ ...head, object: "chat.completion", choices, usage }));
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    const chunk = (choices: readonly unknown[], more: object = {}): void => {
      response.write(`data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", choices, ...more })}\n\n`);
    };
    chunk([{ index: 0, delta: message, finish_reason: null }]);
    chunk([{ index: 0, delta: {}, finish_reason: finish }]);
    chunk([], { usage });
    response.end("data: [DONE]\n\n");
  },
};

function messageOf({ words, tool, input }: Answer, count: number): object {
  const message = { role: "assistant", content: words ?? null };
  if (tool === undefined) return message;
  return { ...message, tool_calls: [{ index: 0, id: `call_${count}`, type: "function", function: { name: tool, arguments: JSON.stringify(input ?? {}) } }] };
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return Array.isArray(content) ? content.map((block: Block) => block.text ?? "").join("\n") : "";
}
