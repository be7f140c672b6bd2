import type { Question } from "#kernel/ask";
import type { Json } from "#kernel/canonical-json";
import type { ModelSettings } from "#kernel/model";
import { at, countOf, plainSchema, systemText, userText, type Wire, wordsOf } from "./wire.ts";

const TOOL = "answer";

/**
 * Anthropic Messages (POST /v1/messages). JSON by `output_config.format`; for servers and models without it, by a tool that must be used.
 * Reference: platform.claude.com/docs, "Messages", "Structured outputs", "Errors", API version 2026-10-21.
 */
export const anthropic: Wire = {
  path: "/v1/messages",
  headers: (key) => ({ "anthropic-version": "2026-10-21", ...(key === null ? {} : { "x-api-key": key }) }),
  forms: [
    {
      field: /output_config|output_format|json_schema|structured/i,
      body: (settings, question) => ({
        ...common(settings, question),
        output_config: { format: { type: "json_schema", schema: plainSchema(question.schema) } },
      }),
    },
    {
      field: /$^/,
      body: (settings, question) => ({
        ...common(settings, question),
        tools: [{ name: TOOL, description: "Gives the answer.", input_schema: plainSchema(question.schema) }],
        tool_choice: { type: "tool", name: TOOL, disable_parallel_tool_use: true },
      }),
    },
  ],
  read: (body) => {
    const input = inputOf(at(body, "usage"));
    const output = countOf(at(body, "usage", "output_tokens"));
    const stop = wordsOf(at(body, "stop_reason"));
    if (stop === "refusal") return { reason: "declined", detail: wordsOf(at(body, "stop_details", "explanation")), input, output };
    if (stop === "max_tokens" || stop === "model_context_window_exceeded") return { reason: "cut-off", detail: `stop_reason ${stop}`, input, output };
    const content = at(body, "content");
    const blocks: readonly unknown[] = Array.isArray(content) ? content : [];
    const tool = blocks.find((one) => at(one, "type") === "tool_use" && at(one, "name") === TOOL);
    const text =
      tool === undefined ? blocks.flatMap((one) => (at(one, "type") === "text" ? [wordsOf(at(one, "text"))] : [])).join("") : JSON.stringify(at(tool, "input"));
    if (typeof text !== "string" || text === "") return { reason: "malformed", detail: "there is no text and no use of the tool in content", input, output };
    return { text, model: wordsOf(at(body, "model")) || null, input, output };
  },
  complaint: (body) => wordsOf(at(body, "error", "message")),
};

/** What was read from a cache or written into one is input, too. */
function inputOf(usage: unknown): number | null {
  const plain = countOf(at(usage, "input_tokens"));
  if (plain === null) return null;
  return plain + (countOf(at(usage, "cache_creation_input_tokens")) ?? 0) + (countOf(at(usage, "cache_read_input_tokens")) ?? 0);
}

function common(settings: ModelSettings, question: Question): { [key: string]: Json } {
  return {
    model: settings.model,
    max_tokens: question.maxOutputTokens,
    system: systemText(question),
    messages: [{ role: "user", content: userText(question) }],
  };
}
