import { textOrNull } from "#adapters/common/fields";
import type { Row } from "#kernel/powers";
import type { SessionRow } from "./chains.ts";

/** A session that goes on after a compression is filled at once: what it took over was written in its first moments. */
const TAKEN_OVER_SECONDS = 2;

/**
 * Tells copies of messages from new ones. Compression and branches write messages again: with their name or their
 * time where the release keeps those, else under a new time, in the first moments of the new session and in order.
 */
export class Copies {
  private readonly named = new Set<string>();
  /** Messages of the sessions before, without their time, in order. */
  private before: string[] = [];
  private current: string[] = [];
  private from = 0;
  private leading = true;

  /** A session begins. */
  begin(): void {
    this.before = [...this.before, ...this.current];
    this.current = [];
    this.from = 0;
    this.leading = true;
  }

  /** Was this message there before? Each is asked for once, in order. */
  isCopy(row: Row, session: SessionRow): boolean {
    const said = saidIn(row);
    this.current.push(said);
    const uid = textOrNull(row["message_uid"]);
    const names = [
      ...(uid === null ? [] : [`uid ${uid}`]),
      ...(row["timestamp"] === null || row["timestamp"] === undefined ? [] : [`${String(row["timestamp"])} ${said}`]),
    ];
    const isKnown = names.some((name) => this.named.has(name));
    for (const name of names) this.named.add(name);
    return isKnown || this.isTakenOver(row, said, session);
  }

  private isTakenOver(row: Row, said: string, session: SessionRow): boolean {
    const [at, start] = [Number(row["timestamp"] ?? Number.NaN), Number(session.row["started_at"] ?? Number.NaN)];
    this.leading &&= at <= start + TAKEN_OVER_SECONDS;
    const found = this.leading && said !== "" ? this.before.indexOf(said, this.from) : -1;
    if (found < 0) return false;
    this.from = found + 1;
    return true;
  }
}

function saidIn(row: Row): string {
  const parts = ["role", "content", "tool_call_id", "tool_calls"].map((column) => textOrNull(row[column]) ?? "");
  return parts.slice(1).every((part) => part === "")
    ? ""
    : JSON.stringify(parts.map((part) => (part.length > 400 ? `${part.length} ${part.slice(0, 200)}${part.slice(-200)}` : part)));
}
