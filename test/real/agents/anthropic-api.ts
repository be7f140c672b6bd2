import { type Answer, type Api, sendEvents } from "./scripted-model.ts";

type Block = Readonly<{ type: string; text?: string; id?: string; name?: string; input?: unknown; content?: unknown }>;
/** Ids differ from run to run, as those of a real provider do: sessions of several runs lie in one folder. */
const RUN = Date.now().toString(36);
const usage = { input_tokens: 10, output_tokens: 5 };

/** Anthropic's messages API, streaming or whole. */
export const anthropicApi: Api = {
  path: "/messages",
  hasTools: (body) => Array.isArray(body["tools"]) && body["tools"].length > 0,
  turns: (body) =>
    (Array.isArray(body["messages"]) ? body["messages"] : []).map((one: { role: string; content: unknown }) => ({ role: one.role, text: textOf(one.content) })),
  send: (response, answer, count, body) => {
    const blocks = blocksOf(answer, count);
    const stop = answer.tool === undefined ? "end_turn" : "tool_use";
    const message = { id: `msg_${RUN}${String(count).padStart(4, "0")}`, type: "message", role: "assistant", model: body["model"], stop_sequence: null, usage };
    if (body["stream"] !== true) {
      response.setHeader("content-type", "application/json").end(JSON.stringify({ ...message, content: blocks, stop_reason: stop }));
      return;
    }
    sendEvents(response, [
      { type: "message_start", message: { ...message, content: [], stop_reason: null } },
      ...blocks.flatMap((block, index) => [
        { type: "content_block_start", index, content_block: block.type === "text" ? { type: "text", text: "" } : { ...block, input: {} } },
        { type: "content_block_delta", index, delta: deltaOf(block) },
        { type: "content_block_stop", index },
      ]),
      { type: "message_delta", delta: { stop_reason: stop, stop_sequence: null }, usage },
      { type: "message_stop" },
    ]);
  },
};

function blocksOf({ words, tool, input }: Answer, count: number): readonly Block[] {
  const text = words === undefined ? [] : [{ type: "text", text: words }];
  return tool === undefined ? text : [...text, { type: "tool_use", id: `toolu_${RUN}${String(count).padStart(4, "0")}`, name: tool, input: input ?? {} }];
}

function deltaOf(block: Block): object {
  return block.type === "text" ? { type: "text_delta", text: block.text } : { type: "input_json_delta", partial_json: JSON.stringify(block.input) };
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return Array.isArray(content) ? content.map((block: Block) => block.text ?? "").join("\n") : "";
}
