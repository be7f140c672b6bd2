import { asFields, textOrNull, valueAt } from "#adapters/common/fields";
import type { Fields } from "#adapters/common/fields";
import { canonicalJson } from "#kernel/canonical-json";

/** A message as a candidate: when it was made (a copy keeps that), and what is in it, asked for only when two were made at one time. */
export type Candidate = Readonly<{ session: string; message: string; created: number; content(): string }>;

/**
 * Messages of all sessions and the sessions by age -> for each session the messages it took over from an older one. A
 * fork gives them new ids and keeps their time; two sessions at work in the same millisecond are told apart by content.
 */
export function copiesAmong(candidates: Iterable<Candidate>, sessions: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const age = new Map(sessions.map((id, at) => [id, at]));
  const byTime = new Map<number, Candidate[]>();
  for (const one of candidates) {
    const list = byTime.get(one.created);
    if (list === undefined) byTime.set(one.created, [one]);
    else list.push(one);
  }
  const copies = new Map<string, Set<string>>();
  for (const list of byTime.values()) {
    const owners = new Map<string, string>();
    const ordered = new Set(list.map((one) => one.session)).size > 1 ? list.toSorted((a, b) => (age.get(a.session) ?? 0) - (age.get(b.session) ?? 0)) : [];
    for (const one of ordered) {
      const content = one.content();
      const owner = owners.get(content);
      if (owner === undefined) owners.set(content, one.session);
      else if (owner !== one.session) copies.set(one.session, (copies.get(one.session) ?? new Set()).add(one.message));
    }
  }
  return copies;
}

/** Role and parts of a message -> what a copy of it has as well: words, calls and files, without ids and times. */
export function contentOf(role: unknown, parts: readonly Fields[]): string {
  const said = parts.map((part) => [
    part["type"],
    textOrNull(part["text"]),
    textOrNull(part["callID"]),
    textOrNull(valueAt(part, "state", "status")),
    textOrNull(part["url"])?.slice(0, 200) ?? null,
  ]);
  return canonicalJson([typeof role === "string" ? role : null, ...said.map((one) => one.map((value) => (typeof value === "string" ? value : null)))]);
}

/** JSON text of rows -> its object, empty when it is none. */
export function fieldsIn(text: unknown): Fields {
  try {
    return typeof text === "string" ? (asFields(JSON.parse(text)) ?? {}) : {};
  } catch {
    return {};
  }
}
