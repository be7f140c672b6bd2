import type { SlotType } from "#kernel/pattern";
import type { Occurrence } from "./occurrence.ts";
import { isCommon, namesWork } from "./vectors.ts";

type Place = readonly [number, number] | null;

export type Unnamed = Readonly<{ type: SlotType; places: readonly Place[]; unit: string | null; label?: string | null }>;

/**
 * Type, places, unit and values of a slot -> a name of its own: its unit, the word beside it where most occurrences agree, what the calls call it,
 * else its type.
 */
export function nameSlot(
  { type, places, unit, label }: Unnamed,
  occurrences: readonly Occurrence[],
  values: readonly string[],
  taken: ReadonlySet<string>,
): string {
  const beside = /^(?:path|email|url|host|date)$/.test(type) ? null : wordBeside(places, occurrences);
  const base = unit ?? beside ?? label ?? ownName(type, values);
  const named = /^[a-z][a-z0-9_]{0,27}$/.test(base) ? base : type;
  if (!taken.has(named)) return named;
  const extension = type === "path" ? /\.([a-z][a-z0-9]{0,7})$/i.exec(values[0] ?? "")?.[1]?.toLowerCase() : undefined;
  if (extension !== undefined && !taken.has(`${extension}_file`)) return `${extension}_file`;
  for (let number = 2; ; number++) if (!taken.has(`${named}_${number}`)) return `${named}_${number}`;
}

function ownName(type: SlotType, values: readonly string[]): string {
  const most = (pattern: RegExp): boolean => values.filter((value) => pattern.test(value)).length * 2 > values.length;
  switch (type) {
    case "path":
      if (most(/\.[A-Za-z][A-Za-z0-9]{0,7}$/)) return "file";
      return most(/^[\w-][\w.-]*\/[\w.-]+$/) ? "repo" : "folder";
    case "date":
      if (most(/^\d{1,2}(?::\d{2}| ?(?:am|pm|uhr))/i)) return "time";
      return most(/^[\p{L}]{3,12}$/u) && most(/uary|ruar|märz|march|april|mai|june?|juli|july|august|ember|ober/i) ? "month" : "date";
    case "number":
      return most(/[$€£¥₹]|usd|eur|dollar|euro/i) ? "amount" : "number";
    case "id":
      return most(/^@/) ? "user" : "id";
    case "quoted":
      return "text";
    case "word":
    case "phrase":
      return most(/^\p{Lu}/u) ? "name" : "topic";
    default:
      return type;
  }
}

/** The word right before or after the value, when most occurrences agree on it and it means something ("branch dev", "issue 12"). */
function wordBeside(places: readonly Place[], occurrences: readonly Occurrence[]): string | null {
  const counts = new Map<string, number>();
  let total = 0;
  for (const [at, place] of places.entries()) {
    const tokens = occurrences[at]?.tokens;
    if (place === null || tokens === undefined) continue;
    total++;
    // "compare billing": what a request begins with is what is done with the value.
    const before = place[0] === 1 && namesWork(tokens[0]?.text ?? "") ? undefined : tokens[place[0] - 1];
    const near = [before, tokens[place[1] + 1]];
    for (const word of new Set(near.flatMap((token) => (token?.kind === "word" && !token.dense && !isCommon(token.key) ? [token.text.toLowerCase()] : []))))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const best = [...counts].sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1))[0];
  return best !== undefined && best[1] >= 0.6 * total && /^[a-z]{2,20}$/.test(best[0]) ? best[0] : null;
}
