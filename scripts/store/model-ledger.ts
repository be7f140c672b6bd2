import type { Meter } from "#kernel/ask";
import type { Json } from "#kernel/canonical-json";
import type { Digest } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import { microsOf, type ModelSettings, overBudget, type Used } from "#kernel/model";
import type { Database } from "#kernel/powers";

const VERSION = 1;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Days that single attempts are remembered. */
const KEPT_DAYS = 31;

/** An answer that was bought before: the same question is not asked twice, and the same run gives the same bytes. */
export type KeptAnswer = Readonly<{ value: Json; answer: Digest; model: string }>;

/** What models used, and what they answered: one database that every process on this data folder shares. */
export type ModelLedger = Readonly<{
  /** Counts attempts of one run against the budget and the limits a minute, each in one transaction, so that two processes cannot both take what is left. */
  meter(settings: ModelSettings, run: string, now: () => number): Meter;
  used(run: string, now: number): Used;
  kept(question: Digest): KeptAnswer | null;
  keep(question: Digest, answer: KeptAnswer): void;
  /** Forgets every answer: answers repeat words of sessions. */
  forget(): number;
  close(): void;
}>;

/** Opens the ledger on an open database, making its tables the first time. Throws STATE_TOO_NEW for a newer program's. */
export function modelLedger(database: Database): ModelLedger {
  prepare(database);
  const used = (run: string, now: number): Used => ({ run: sum(database, "run = ?", run), day: sum(database, "at >= ?", now - (now % DAY)) });
  return {
    meter: (settings, run, now) => ({
      reserve: (upper) => database.transaction(() => reserved(database, settings, { run, now: now(), upper, used: used(run, now()) })),
      settle: (id, use) => {
        if (use === null) database.run("UPDATE use SET settled = 1 WHERE id = ?", id);
        else
          database.run(
            "UPDATE use SET settled = 1, input = ?, output = ?, micros = ? WHERE id = ?",
            use.input,
            use.output,
            microsOf(settings.price, use) ?? 0,
            id,
          );
      },
    }),
    used,
    kept: (question) => {
      const [row] = [...database.rows("SELECT value, answer, model FROM answers WHERE question = ?", question)];
      return row === undefined ? null : { value: JSON.parse(String(row["value"])) as Json, answer: String(row["answer"]), model: String(row["model"]) };
    },
    keep: (question, { value, answer, model }) =>
      database.run("INSERT OR REPLACE INTO answers (question, value, answer, model) VALUES (?, ?, ?, ?)", question, JSON.stringify(value), answer, model),
    forget: () =>
      database.transaction(() => {
        const count = numberOf([...database.rows("SELECT count(*) AS n FROM answers")][0]?.["n"]);
        database.run("DELETE FROM answers");
        return count;
      }),
    close: () => database.close(),
  };
}

function prepare(database: Database): void {
  const tables = numberOf([...database.rows("SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'meta'")][0]?.["n"]);
  if (tables > 0) {
    const version = numberOf([...database.rows("SELECT value FROM meta WHERE key = 'version'")][0]?.["value"]);
    if (version > VERSION) throw new ForgeError("STATE_TOO_NEW", `model.sqlite has version ${version} and this program knows ${VERSION}`);
    return;
  }
  database.transaction(() => {
    database.run("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL)");
    database.run("INSERT OR IGNORE INTO meta (key, value) VALUES ('version', ?)", VERSION);
    database.run(
      "CREATE TABLE IF NOT EXISTS use (id INTEGER PRIMARY KEY, run TEXT NOT NULL, origin TEXT NOT NULL, at INTEGER NOT NULL, input INTEGER NOT NULL, output INTEGER NOT NULL, micros INTEGER NOT NULL, settled INTEGER NOT NULL)",
    );
    database.run("CREATE INDEX IF NOT EXISTS use_at ON use (at)");
    database.run("CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, value TEXT NOT NULL, answer TEXT NOT NULL, model TEXT NOT NULL)");
  });
}

type Wish = Readonly<{ run: string; now: number; upper: Readonly<{ input: number; output: number }>; used: Used }>;

/** The estimate is written down before anything is sent: who dies in between has used it. */
function reserved(database: Database, settings: ModelSettings, { run, now, upper, used }: Wish): ReturnType<Meter["reserve"]> {
  const tokens = upper.input + upper.output;
  const micros = microsOf(settings.price, upper);
  const over = overBudget(settings.budget, used, { tokens, micros });
  if (over !== null) return { kind: "refused", detail: over };
  if (tokens > settings.limits.tokensPerMinute)
    return { kind: "refused", detail: `it could need ${tokens} tokens, and ${settings.limits.tokensPerMinute} a minute are allowed` };
  const ms = waitFor(database, settings, now, tokens);
  if (ms > 0) return { kind: "wait", ms };
  database.run("DELETE FROM use WHERE at < ?", now - KEPT_DAYS * DAY);
  database.run(
    "INSERT INTO use (run, origin, at, input, output, micros, settled) VALUES (?, ?, ?, ?, ?, ?, 0)",
    run,
    settings.origin,
    now,
    upper.input,
    upper.output,
    micros ?? 0,
  );
  return { kind: "go", id: numberOf([...database.rows("SELECT last_insert_rowid() AS id")][0]?.["id"]) };
}

/** Milliseconds until one more attempt fits into the last minute at this endpoint: exact over every window of a minute, whoever asked. */
function waitFor(database: Database, { origin, limits }: ModelSettings, now: number, tokens: number): number {
  const recent = [
    ...database.rows("SELECT at, input + output AS tokens FROM use WHERE origin = ? AND at > ? AND at <= ? ORDER BY at", origin, now - MINUTE, now),
  ].map((row) => ({
    at: numberOf(row["at"]),
    tokens: numberOf(row["tokens"]),
  }));
  let count = recent.length;
  let sumOf = recent.reduce((total, one) => total + one.tokens, 0);
  const fits = () => count < limits.requestsPerMinute && sumOf + tokens <= limits.tokensPerMinute;
  let ms = 0;
  for (const one of recent) {
    if (fits()) break;
    count -= 1;
    sumOf -= one.tokens;
    ms = one.at + MINUTE - now;
  }
  return ms;
}

function sum(database: Database, where: "run = ?" | "at >= ?", value: string | number): Used["run"] {
  const [row] = [...database.rows(`SELECT coalesce(sum(input + output), 0) AS tokens, coalesce(sum(micros), 0) AS micros FROM use WHERE ${where}`, value)];
  return { tokens: numberOf(row?.["tokens"]), micros: numberOf(row?.["micros"]) };
}

/** Sums past 2^53 are more than any budget allows. */
function numberOf(value: unknown): number {
  return typeof value === "bigint" || typeof value === "number" ? Number(value) : 0;
}
