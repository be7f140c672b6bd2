/**
 * Who wrote a piece of text. The label is put on at ingestion and never raised afterwards: only `user` text can
 * become a request, `tool` and `external` text can at most supply values that were seen. `model` is wording that a model
 * proposed: it fills slots that were checked against the words it replaces, and is evidence of nothing.
 */
export type Trust = "user" | "assistant" | "tool" | "external" | "model";

export type Span = Readonly<{ trust: Trust; text: string }>;

/** Spans -> the words the person typed, joined by line breaks. Never quoted, forwarded or external text. */
export function wordsOfPerson(spans: readonly Span[]): string {
  return spans
    .filter((span) => span.trust === "user")
    .map((span) => span.text)
    .join("\n")
    .trim();
}
