import type { Question } from "#kernel/ask";
import type { Json } from "#kernel/canonical-json";
import type { ModelSettings } from "#kernel/model";
import { at, countOf, plainSchema, systemText, userText, type Wire, wordsOf } from "./wire.ts";

/**
 * OpenAI Chat Completions (POST /chat/completions), as OpenAI, vLLM, llama.cpp, LM Studio, OpenRouter and others speak it.
 * Reference: developers.openai.com/api/docs, "Create chat completion" and "Structured outputs".
 */
export const openai: Wire = {
  path: "/chat/completions",
  headers: (key): Readonly<Record<string, string>> => (key === null ? {} : { authorization: `Bearer ${key}` }),
  forms: [
    {
      field: /response_format|json_schema|structured|strict/i,
      body: (settings, question) => ({
        ...common(settings, question),
        response_format: { type: "json_schema", json_schema: { name: question.purpose, strict: true, schema: plainSchema(question.schema) } },
      }),
    },
    { field: /response_format|json_object/i, body: (settings, question) => ({ ...common(settings, question), response_format: { type: "json_object" } }) },
    { field: /$^/, body: common },
  ],
  read: (body) => {
    const input = countOf(at(body, "usage", "prompt_tokens"));
    const output = countOf(at(body, "usage", "completion_tokens"));
    const choice = at(body, "choices", 0);
    const finish = wordsOf(at(choice, "finish_reason"));
    const refusal = wordsOf(at(choice, "message", "refusal"));
    if (refusal !== "" || finish === "content_filter") return { reason: "declined", detail: refusal, input, output };
    if (finish === "length") return { reason: "cut-off", detail: "finish_reason length: the answer is longer than was allowed", input, output };
    const text = at(choice, "message", "content");
    if (typeof text !== "string") return { reason: "malformed", detail: "there is no choices[0].message.content", input, output };
    return { text, model: wordsOf(at(body, "model")) || null, input, output };
  },
  complaint: (body) => wordsOf(at(body, "error", "message")) || wordsOf(at(body, "error")) || wordsOf(at(body, "message")) || wordsOf(at(body, "detail")),
};

function common(settings: ModelSettings, question: Question): { [key: string]: Json } {
  return {
    model: settings.model,
    messages: [
      { role: "system", content: systemText(question) },
      { role: "user", content: userText(question) },
    ],
    stream: false,
    // OpenAI's newer models refuse the old name; many other servers know only that one and would leave the length open
    [/(^|\.)(openai\.com|azure\.com)$/.test(new URL(settings.endpoint).hostname) ? "max_completion_tokens" : "max_tokens"]: question.maxOutputTokens,
  };
}
