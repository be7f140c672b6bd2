// A model on loopback that answers by keywords, for agents that speak OpenAI's or Gemini's API: `node keyword-model.mjs [port]`.
import { createServer } from "node:http";
const port = Number(process.argv[2] ?? 18911);
const SCRIPT = {
  "failing cart test": [
    { tool: "shell", command: "cat cart.txt" },
    { tool: "shell", command: "echo fixed > cart.txt; cat cart.txt" },
    { words: "The cart is fixed." },
  ],
  "add a changelog": [{ words: "Added." }],
  slowly: [{ tool: "shell", command: "sleep 4" }, { words: "Slow done." }],
  hang: [{ hang: true }],
};
let n = 0;
const text = (c) => (typeof c === "string" ? c : Array.isArray(c) ? c.map((b) => b.text ?? "").join("\n") : "");
function pick(users) {
  // users: [{role,text}]
  const keys = Object.keys(SCRIPT);
  const at = users.findLastIndex((m) => m.role === "user" && keys.some((k) => m.text.includes(k)));
  if (at < 0) return { words: "Noted." };
  const key = keys.find((k) => users[at].text.includes(k));
  const step = users.slice(at + 1).filter((m) => m.role === "assistant").length;
  const s = SCRIPT[key];
  if (users.slice(at + 1).some((m) => m.role === "user" && m.text.trim() && !m.text.startsWith("<"))) return { words: "Noted." };
  return s[Math.min(step, s.length - 1)];
}
const shellName = (names) => ["bash", "run_shell_command", "shell", "exec"].find((x) => names.includes(x)) ?? names[0];
createServer(async (req, res) => {
  const parts = [];
  for await (const p of req) parts.push(p);
  let body = {};
  try {
    body = JSON.parse(Buffer.concat(parts).toString());
  } catch {}
  const json = (v) => {
    res.setHeader("content-type", "application/json");
    res.end(JSON.stringify(v));
  };
  if (req.url.includes("/chat/completions")) {
    n++;
    const names = (body.tools ?? []).map((t) => t.function.name);
    const a =
      names.length === 0 ? { words: "A title" } : pick(body.messages.map((m) => ({ role: m.role === "tool" ? "tool" : m.role, text: text(m.content) })));
    if (a.hang) {
      if (body.stream) {
        res.writeHead(200, { "content-type": "text/event-stream" });
        res.write(
          `data: ${JSON.stringify({ id: `r${n}`, object: "chat.completion.chunk", created: 1, model: "s1", choices: [{ index: 0, delta: { role: "assistant", content: "Let me" }, finish_reason: null }] })}\n\n`,
        );
      }
      return;
    }
    const name = shellName(names);
    const args = { command: a.command, description: "run" };
    if (name === "run_shell_command") args.is_background = false;
    const msg = a.words
      ? { role: "assistant", content: a.words }
      : {
          role: "assistant",
          content: null,
          tool_calls: [{ index: 0, id: `call_${n}`, type: "function", function: { name, arguments: JSON.stringify(args) } }],
        };
    const fin = a.words ? "stop" : "tool_calls";
    const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };
    if (!body.stream)
      return json({ id: `r${n}`, object: "chat.completion", created: 1, model: "s1", choices: [{ index: 0, message: msg, finish_reason: fin }], usage });
    res.writeHead(200, { "content-type": "text/event-stream" });
    const ch = (choices, more = {}) =>
      res.write(`data: ${JSON.stringify({ id: `r${n}`, object: "chat.completion.chunk", created: 1, model: "s1", choices, ...more })}\n\n`);
    ch([{ index: 0, delta: msg, finish_reason: null }]);
    ch([{ index: 0, delta: {}, finish_reason: fin }]);
    ch([], { usage });
    res.end("data: [DONE]\n\n");
    return;
  }
  if (/enerateContent/.test(req.url)) {
    n++;
    const names = (body.tools ?? []).flatMap((t) => (t.functionDeclarations ?? []).map((f) => f.name));
    const msgs = (body.contents ?? []).map((c) => ({
      role: c.role === "model" ? "assistant" : (c.parts ?? []).some((p) => p.functionResponse) ? "tool" : "user",
      text: (c.parts ?? []).map((p) => p.text ?? "").join("\n"),
    }));
    const schema = body.generationConfig?.responseJsonSchema ?? body.generationConfig?.responseSchema;
    let a = schema
      ? {
          words: JSON.stringify({
            reasoning: "x",
            next_speaker: "user",
            complexity_score: 10,
            complexity_reasoning: "simple",
            model_choice: "flash",
            summary: "s",
          }),
        }
      : names.length === 0
        ? { words: "A title" }
        : pick(msgs);
    const stream = req.url.includes("stream");
    if (a.hang) {
      res.writeHead(200, { "content-type": "text/event-stream" });
      return;
    }
    const p = a.words ? [{ text: a.words }] : [{ functionCall: { id: `fc_${n}`, name: shellName(names), args: { command: a.command, description: "run" } } }];
    const r = {
      candidates: [{ content: { role: "model", parts: p }, finishReason: "STOP", index: 0 }],
      usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 },
      modelVersion: "gemini-2.5-flash",
    };
    if (stream) {
      res.writeHead(200, { "content-type": "text/event-stream" });
      res.end(`data: ${JSON.stringify(r)}\r\n\r\n`);
    } else json(r);
    return;
  }
  if (req.url.includes("countTokens")) return json({ totalTokens: 10 });
  if (req.url.includes("/models")) return json({ object: "list", data: [{ id: "s1", object: "model" }], models: [] });
  res.statusCode = 404;
  res.end("{}");
}).listen(port, "127.0.0.1");
