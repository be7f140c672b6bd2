import { timeOf } from "#adapters/common/fields";

/** What one line of a history is, by its first characters alone. */
export type Line =
  | Readonly<{ kind: "start"; stamp: string; at: number | null }>
  | Readonly<{ kind: "typed"; text: string }>
  | Readonly<{ kind: "tool"; text: string }>
  | Readonly<{ kind: "text"; text: string }>;

const START = /^# aider chat started at (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** A line that starts a session -> its local time as written, null for any other: answers have headings, too. */
export function startOf(line: string): string | null {
  const found = START.exec(line.trimEnd());
  return found === null ? null : `${found[1] ?? ""}T${found[2] ?? ""}`;
}

/**
 * Aider ends what it writes itself, typed input and its own words, with two blanks, and models do not. `isExact` says
 * that this file kept them; in one that lost them (an editor, a checkout) the first characters must do.
 */
export function readLine(line: string, isExact: boolean): Line {
  const stamp = startOf(line);
  if (stamp !== null) return { kind: "start", stamp, at: timeOf(stamp) };
  const isOwn = !isExact || endsInBlanks(line);
  if (isOwn && (line.startsWith("#### ") || line.trimEnd() === "####")) return { kind: "typed", text: line.slice(5).trimEnd() };
  if (isOwn && (line.startsWith("> ") || line.trimEnd() === ">")) return { kind: "tool", text: line.slice(2).trimEnd() };
  return { kind: "text", text: line };
}

export function endsInBlanks(line: string): boolean {
  return line.endsWith("  ");
}
