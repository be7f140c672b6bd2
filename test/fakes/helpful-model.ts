import type { ModelSettings } from "#kernel/model";
import { answerOf, type Reply, type Seen } from "./model-server.ts";

type Wording = Readonly<{ title: string; description: string; name: string }>;

/** What a question held: its data, by label, in order. */
export function dataOf(seen: Seen): readonly Readonly<{ label: string; writtenBy: string; text: string }>[] {
  const messages = seen.body["messages"] as readonly Readonly<{ role: string; content: string }>[];
  return (JSON.parse(messages.at(-1)?.content ?? "{}") as { data: { label: string; writtenBy: string; text: string }[] }).data;
}

/** A model that answers each kind of question: with other wording made by `reword`, with marks, and with a guess for each open outcome. */
export function helpfulModel(
  kind: ModelSettings["kind"],
  reword: (now: Wording) => unknown,
  remark = "Look at the folder it writes to.",
): (seen: Seen) => Reply {
  return (seen) => {
    const data = dataOf(seen);
    const text = (label: string) => data.find((one) => one.label === label)?.text ?? "";
    if (data.some((one) => one.label === "SKILL.md")) return answerOf(kind, JSON.stringify({ clear: 4, grounded: 5, complete: 3, safe: 4, remark }));
    if (data.some((one) => one.label === "title"))
      return answerOf(kind, JSON.stringify(reword({ title: text("title"), description: text("description"), name: text("name") })));
    if (data.some((one) => one.label.startsWith("request "))) {
      const numbers = new Set(data.map((one) => Number(/^request (\d+)/.exec(one.label)?.[1])));
      return answerOf(kind, JSON.stringify({ outcomes: [...numbers].map((request) => ({ request, label: "success" })) }));
    }
    return answerOf(kind, '{"ready":true}');
  };
}
