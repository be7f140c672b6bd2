import type { Entry, View } from "./entry.ts";
import { wordsOf } from "./words.ts";

type User = Extract<Entry, { kind: "user" }>;

/**
 * Entries in order -> those user entries that are one prompt each. What the screen showed counts before what went to
 * the model; where both kinds of screen entry tell the same prompt (a session that two versions wrote), the first counts.
 */
export function promptEntries(entries: readonly Entry[]): ReadonlySet<Entry> {
  const users = entries.filter((entry): entry is User => entry.kind === "user");
  const shown = users.filter((entry) => entry.view !== "model");
  const told = new Map<string, Record<View, number>>();
  return new Set(
    (shown.length > 0 ? shown : users).filter((entry) => {
      const text = entry.texts.join("\n").trim();
      const counts = told.get(text) ?? { event: 0, item: 0, model: 0 };
      told.set(text, counts);
      counts[entry.view] += 1;
      return counts[entry.view] > Math.max(...(["event", "item"] as const).filter((view) => view !== entry.view).map((view) => counts[view]));
    }),
  );
}

/** Entries -> the texts a person typed, in order: what a fork of this session begins with. */
export function promptTexts(entries: readonly Entry[]): readonly string[] {
  const prompts = promptEntries(entries);
  return entries.flatMap((entry) => (entry.kind === "user" && prompts.has(entry) ? (typedIn(entry)?.text ?? []) : []));
}

/** One user entry -> what of it a person typed, empty where only files were sent; null when nothing is. Parts of the host beside it are counted. */
export function typedIn(entry: User): Readonly<{ text: string; injected: number }> | null {
  const parts = entry.texts.map(wordsOf);
  const own = parts.flatMap((part) => (part.kind === "prompt" ? [part] : []));
  const isSent = entry.pictures || parts.some((part) => part.kind === "nothing" && part.files);
  if (own.length === 0 && (!isSent || parts.some((part) => part.kind === "host"))) return null;
  return {
    text: own.map((part) => part.text).join("\n"),
    injected: own.reduce((sum, part) => sum + part.injected, parts.filter((part) => part.kind === "host").length),
  };
}
