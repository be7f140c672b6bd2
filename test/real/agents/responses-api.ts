import { type Answer, type Api, sendEvents } from "./scripted-model.ts";

type Item = Readonly<{ type?: string; role?: string; content?: unknown }>;
/** Ids differ from run to run, as those of a real provider do. */
const RUN = Date.now().toString(36);
const usage = {
  input_tokens: 10,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 15,
};

/** OpenAI's responses API, always streaming. What the model did (a call, words) counts as an answer of the assistant. */
export const responsesApi: Api = {
  path: "/responses",
  hasTools: (body) => Array.isArray(body["tools"]) && body["tools"].length > 0,
  turns: (body) =>
    (Array.isArray(body["input"]) ? (body["input"] as readonly Item[]) : []).flatMap((item) => {
      if (item.type === "message" || item.role !== undefined) return [{ role: item.role ?? "user", text: textOf(item.content) }];
      return item.type?.endsWith("_call") === true ? [{ role: "assistant", text: "" }] : [];
    }),
  send: (response, answer, count) => {
    const id = `resp_${RUN}${count}`;
    sendEvents(response, [
      { type: "response.created", response: { id } },
      ...itemsOf(answer, count).map((item, index) => ({ type: "response.output_item.done", output_index: index, item })),
      { type: "response.completed", response: { id, usage } },
    ]);
  },
};

function itemsOf({ words, tool, input }: Answer, count: number): readonly object[] {
  const text =
    words === undefined || tool !== undefined
      ? []
      : [{ type: "message", role: "assistant", id: `msg_${RUN}${count}`, content: [{ type: "output_text", text: words }] }];
  return tool === undefined
    ? text
    : [{ type: "function_call", id: `fc_${RUN}${count}`, call_id: `call_${RUN}${count}`, name: tool, arguments: JSON.stringify(input ?? {}) }];
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return Array.isArray(content) ? content.map((part: Readonly<{ text?: string }>) => part.text ?? "").join("\n") : "";
}
