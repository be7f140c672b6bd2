import { at, countOf, plainSchema, systemText, userText, type Wire, wordsOf } from "./wire.ts";

/** Ollama (POST /api/chat), not streamed. Reference: github.com/ollama/ollama docs/api.md, "Generate a chat completion", "Structured outputs". */
export const ollama: Wire = {
  path: "/api/chat",
  headers: (key): Readonly<Record<string, string>> => (key === null ? {} : { authorization: `Bearer ${key}` }),
  forms: [
    {
      field: /$^/,
      body: (settings, question) => ({
        model: settings.model,
        messages: [
          { role: "system", content: systemText(question) },
          { role: "user", content: userText(question) },
        ],
        stream: false,
        format: plainSchema(question.schema),
        options: { temperature: 0, seed: 1, num_predict: question.maxOutputTokens },
      }),
    },
  ],
  read: (body) => {
    // a prompt that Ollama still had in memory is not counted by it
    const input = countOf(at(body, "prompt_eval_count"));
    const output = countOf(at(body, "eval_count"));
    if (at(body, "done") === false) return { reason: "cut-off", detail: "done is false: the server streams although it was asked not to", input, output };
    if (at(body, "done_reason") === "length") return { reason: "cut-off", detail: "done_reason length: the answer is longer than was allowed", input, output };
    const text = at(body, "message", "content");
    if (typeof text !== "string") return { reason: "malformed", detail: "there is no message.content", input, output };
    return { text, model: wordsOf(at(body, "model")) || null, input, output };
  },
  complaint: (body) => wordsOf(at(body, "error")),
};
