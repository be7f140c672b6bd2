import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import type { Forget } from "./trace-store.ts";

/** What a person asked to be forgotten, until all of it is gone: what, and how much of it there was when it began. */
export type Forgetting = Readonly<{ what: Forget; sessions: number; requests: number; txn: string }>;

const LIMIT = 64 << 10;

/** Null when nothing is being forgotten, "broken" for what cannot be understood. Throws STATE_TOO_NEW. */
export function readForgetting(files: ReadFiles, path: string): Forgetting | "broken" | null {
  if (files.facts(path) === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(files.bytes(path, LIMIT)));
  } catch {
    return "broken";
  }
  if (typeof value !== "object" || value === null) return "broken";
  const { schemaVersion, what, sessions, requests, txn } = value as Record<string, unknown>;
  if (typeof schemaVersion === "number" && schemaVersion > 1)
    throw new ForgeError("STATE_TOO_NEW", `${path} has version ${schemaVersion} and this program knows 1`, { details: { path } });
  const isWhole = schemaVersion === 1 && isForget(what) && Number.isSafeInteger(sessions) && Number.isSafeInteger(requests) && typeof txn === "string";
  return isWhole ? { what, sessions: Number(sessions), requests: Number(requests), txn } : "broken";
}

/** Durable before anything of it goes. It names what is to be forgotten, so it goes with it. */
export function writeForgetting(files: WriteFiles, path: string, forgetting: Forgetting): void {
  files.replace(path, new TextEncoder().encode(`${JSON.stringify({ schemaVersion: 1, ...forgetting }, null, 2)}\n`), 0o600);
}

function isForget(value: unknown): value is Forget {
  if (typeof value !== "object" || value === null) return false;
  const { kind, value: of } = value as Record<string, unknown>;
  return kind === "before" ? Number.isFinite(of) : (kind === "session" || kind === "project") && typeof of === "string";
}
