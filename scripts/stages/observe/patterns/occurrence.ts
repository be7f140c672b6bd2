import type { Token } from "./tokens.ts";

/** One occurrence of a pattern; `lines` are the calls that answered it, in lower case. */
export type Occurrence = Readonly<{ tokens: readonly Token[]; text: string; session: string; lines: string }>;

/** Value of a place as it is shown: secrets lose their number, which means nothing outside of one run. */
export function valueAt(place: readonly [number, number], occurrence: Occurrence): string {
  const first = occurrence.tokens[place[0]];
  const last = occurrence.tokens[place[1]];
  if (first === undefined || last === undefined) return "";
  const text = place[0] === place[1] ? first.text : occurrence.text.slice(first.start, last.end);
  return text
    .replace(/<secret:([a-z0-9-]{1,40}):\d{1,6}>/g, "<secret:$1>")
    .slice(0, 200)
    .toWellFormed();
}
