import { FILE_CALLS, NETWORK_CALLS, NETWORK_NAMES } from "./names.table.ts";
import { needFile, needHost, type Reader, refuseProgram } from "./report.ts";
import { isMark, isText, nameOf, type Statement } from "./look.ts";
import type { Token } from "./tokens.ts";

/** How many tokens behind a name its first string is looked for. */
const NEAR = 8;
const DATA_FILE = /\.(?:csv|tsv|parquet|json|jsonl|ndjson|xlsx|db|sqlite|duckdb)(?:\.gz)?$/i;

/** A word or quoted name -> permissions for the files and hosts that it reaches. */
export function checkAccess(reader: Reader, statement: Statement): void {
  if (!checkCalls(reader, statement)) checkPaths(reader, statement);
}

function checkCalls(reader: Reader, { tokens, at, token, name }: Statement): boolean {
  const isCall = isMark(tokens[at + 1], "(");
  const file = FILE_CALLS.get(name);
  if (file !== undefined && (isCall || name.startsWith("XP_"))) {
    needFile(reader, token, name.toLowerCase(), file, isPlain(tokens, at + 2) || name === "LO_EXPORT" ? nearText(tokens, at) : null);
    return true;
  }
  if (name === "OPENROWSET" && nameOf(tokens[at + 2]) === "BULK") needFile(reader, token, name, "read", nearText(tokens, at));
  else if (name === "UTL_FILE") needFile(reader, token, name, "write", null);
  else if ((isCall && NETWORK_CALLS.has(name)) || NETWORK_NAMES.has(name)) needHost(reader, token, name.toLowerCase(), addressOf(tokens, at));
  else if (isCall && /^(?:URL|S3|GCS|FILE)$/.test(name) && isText(tokens[at + 2])) {
    const first = tokens[at + 2]?.value ?? "";
    if (name === "FILE" ? /^[./~]|\.\w+$/.test(first) : first.includes("://")) needFile(reader, token, name.toLowerCase(), "read", first);
  } else return false;
  return true;
}

function checkPaths(reader: Reader, statement: Statement): void {
  const { tokens, at, token, name, seen } = statement;
  const next = tokens[at + 1];
  switch (name) {
    case "TO":
    case "FROM":
      if (isText(next)) moved(reader, token, name, next, seen);
      // psql puts its variables in: which file it is cannot be told.
      else if (seen.has("COPY") && isMark(next, ":")) needFile(reader, token, "COPY", name === "TO" ? "write" : "read", null);
      return;
    case "INFILE":
    case "INPATH":
      if (isText(next)) needFile(reader, token, name, "read", next.value);
      return;
    case "OUTFILE":
    case "DUMPFILE":
      if (isText(next)) needFile(reader, token, name, "write", next.value);
      return;
    case "ATTACH":
      attached(reader, tokens, at);
      return;
    case "INTO":
      if (seen.has("VACUUM")) needFile(reader, token, "VACUUM INTO", "write", isText(next) ? next.value : null);
      return;
    default:
      checkSettings(reader, statement);
  }
}

/** Words of a statement that stand before the place they are about, with or without `=`. */
function checkSettings(reader: Reader, { tokens, at, token, name, seen }: Statement): void {
  const next = tokens[at + 1];
  const value = isMark(next, "=") ? tokens[at + 2] : next;
  switch (name) {
    case "DISK":
    case "URL":
      if ((seen.has("BACKUP") || seen.has("RESTORE")) && isText(value)) needFile(reader, token, name, seen.has("BACKUP") ? "write" : "read", value.value);
      return;
    case "FILENAME":
      if (seen.has("OPTIONS") && isText(next)) needFile(reader, token, name, "read", next.value);
      return;
    case "LOCATION":
      if (isText(next) && (seen.has("EXTERNAL") || seen.has("TABLESPACE") || seen.has("TABLE"))) needFile(reader, token, name, "write", next.value);
      return;
    case "HOST":
    case "HOSTADDR":
      if (seen.has("SERVER") && seen.has("OPTIONS") && isText(next)) needHost(reader, token, name, next.value);
      return;
    case "CONNECTION":
    case "MASTER_HOST":
    case "SOURCE_HOST":
      if (isText(value) && (name !== "CONNECTION" || /:\/\/|host/i.test(value.value))) needHost(reader, token, name, value.value);
      return;
    default:
  }
}

/** `COPY t TO 'path'`, `BULK INSERT t FROM 'path'`, `EXPORT DATABASE`, and DuckDB's `FROM 'path'`. */
function moved(reader: Reader, token: Token, name: string, path: Token, seen: ReadonlySet<string>): void {
  if (seen.has("COPY") || seen.has("BULK")) needFile(reader, token, seen.has("COPY") ? "COPY" : "BULK INSERT", name === "TO" ? "write" : "read", path.value);
  else if (name === "FROM" && /\|\s*$/.test(path.value)) refuseProgram(reader, token, "FROM a pipe");
  else if (name === "FROM" && (/^[a-z][\w+.-]+:\/\//i.test(path.value) || DATA_FILE.test(path.value))) needFile(reader, token, "FROM", "read", path.value);
}

/** Another database file; `ATTACH PARTITION` is about a table. */
function attached(reader: Reader, tokens: readonly Token[], at: number): void {
  let place = at + 1;
  while (/^(?:DATABASE|OR|REPLACE|IF|NOT|EXISTS)$/.test(nameOf(tokens[place]))) place++;
  const token = tokens[at];
  const next = tokens[place];
  if (token === undefined || next === undefined || nameOf(next) === "PARTITION") return;
  const isQuoted = next.kind === "text" || next.kind === "name";
  const isSole = isQuoted && /^(?:AS|)$/.test(nameOf(tokens[place + 1])) && !isMark(tokens[place + 1], "|");
  if (isQuoted || place > at + 1) for (const mode of ["read", "write"] as const) needFile(reader, token, "ATTACH", mode, isSole ? next.value : null);
}

/** Is the argument there a string by itself? One that is put together could be any. */
function isPlain(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return isText(tokens[at]) && (next === undefined || isMark(next, ",") || isMark(next, ")"));
}

function nearText(tokens: readonly Token[], at: number): string | null {
  return tokens.slice(at + 1, at + NEAR).find(isText)?.value ?? null;
}

/** An address that is known to its host: behind it more may be joined. */
function addressOf(tokens: readonly Token[], at: number): string | null {
  const text = nearText(tokens, at);
  return text !== null && (/^[a-z][\w+.-]*:\/\/[^/?#]+(?:[/?#]|$)/i.test(text) || /\bhost(?:addr)?\s*=/i.test(text)) ? text : null;
}
