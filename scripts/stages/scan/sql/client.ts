import { include, needFile, needHost, type Reader, refuse, refuseProgram, unknownStatement } from "./report.ts";
import type { Token } from "./tokens.ts";

type Command = Readonly<{ name: string; rest: string; first: string }>;
type Judge = (reader: Reader, token: Token, command: Command) => void;

const runs: Judge = (reader, token, { name }) => refuseProgram(reader, token, name);
const reads: Judge = (reader, token, { name, first }) => pipeOr(reader, token, name, first, () => needFile(reader, token, name, "read", first));
const writes: Judge = (reader, token, { name, first }) => pipeOr(reader, token, name, first, () => needFile(reader, token, name, "write", first));
const includes: Judge = (reader, token, { name, first }) => pipeOr(reader, token, name, first, () => include(reader, token, name, first));

const copies: Judge = (reader, token, { name, rest }) => {
  if (/\b(?:to|from)\s+program\b/i.test(rest)) {
    refuseProgram(reader, token, `${name} PROGRAM`);
    return;
  }
  for (const found of rest.matchAll(/\b(to|from)\s+('(?:[^']|'')*'|\S+)/gi))
    needFile(reader, token, name, found[1]?.toLowerCase() === "to" ? "write" : "read", unquoted(found[2] ?? ""));
};

const PSQL: Readonly<Record<string, Judge>> = {
  copy: copies,
  i: includes,
  ir: includes,
  include: includes,
  include_relative: includes,
  o: writes,
  out: writes,
  w: writes,
  write: writes,
  s: writes,
  g: writes,
  gx: writes,
  lo_import: reads,
  lo_export: (reader, token, { name, rest }) => needFile(reader, token, name, "write", argumentOf(rest.replace(/^\S+\s*/, ""))),
  gexec: (reader, token, { name }) => unknownStatement(reader, token, name, "it runs what a query gives"),
  setenv: (reader, token, command) => {
    if (/EDITOR|PAGER|VISUAL|SHELL|PATH|^LD_/i.test(command.first)) runs(reader, token, command);
  },
  c: connects,
  connect: connects,
};

function connects(reader: Reader, token: Token, { name, rest }: Command): void {
  const host = /:\/\/|\bhost(?:addr)?\s*=/i.test(rest) ? rest.replaceAll('"', "") : rest.split(/\s+/)[2];
  if (host !== undefined && host !== "-") needHost(reader, token, name, host);
}

const MYSQL: Readonly<Record<string, Judge>> = {
  system: runs,
  source: includes,
  ".": includes,
  tee: writes,
  T: writes,
  pager: runs,
  P: runs,
};

/** sqlite3 takes any beginning of a name: the first that begins so. */
const SQLITE: readonly (readonly [string, Judge])[] = [
  ["shell", runs],
  ["system", runs],
  ["load", (reader, token, { name }) => refuse(reader, "native-code", token, { name })],
  ["import", reads],
  ["output", writes],
  ["once", writes],
  ["open", writes],
  ["read", includes],
  ["restore", reads],
  ["excel", runs],
  ["www", runs],
  ["backup", writes],
  ["save", writes],
  ["clone", writes],
  ["log", writes],
  ["trace", writes],
  ["archive", (reader, token, { name }) => needFile(reader, token, name, "write", null)],
];
const ARCHIVE = /^ar$/;
/** Beginnings that are too short for what they begin, or mean another command. */
const HARMLESS = /^(?:e|ex|exc|exce|w|ww|t|c|a|b|r)$/;

const SQLCMD: Readonly<Record<string, Judge>> = {
  "!!": runs,
  r: includes,
  out: writes,
  error: writes,
  perftrace: writes,
  connect: (reader, token, { name, first }) => needHost(reader, token, name, first.replace(/^\w+:|[,\\].*$/g, "")),
};

/** A line for the client of a database -> what it starts, reads and writes. */
export function readCommand(reader: Reader, token: Token): void {
  const { name } = reader.dialect;
  const line = token.value;
  if (line.startsWith("#")) return;
  if (name === "sqlplus") {
    plus(reader, token, line);
    return;
  }
  if (line.startsWith("\\!") || line.startsWith("!!") || line.startsWith(":!!")) {
    refuseProgram(reader, token, line.replace(/!.*$/s, "!"));
    return;
  }
  // psql runs what stands in backquotes and puts in what it prints.
  if (name === "psql" && line.startsWith("\\") && line.replace(/'(?:[^'\\]|\\.)*'/g, "").includes("`")) {
    refuseProgram(reader, token, "a command in backquotes");
    return;
  }
  const [, lead = "", word = ""] = /^([\\.:]?)([\w]+|\.)/.exec(line) ?? [];
  const rest = line.slice(lead.length + word.length).trim();
  const command: Command = { name: lead + word, rest, first: argumentOf(rest) };
  judgeOf(name, lead, word)?.(reader, token, command);
}

function judgeOf(client: Reader["dialect"]["name"], lead: string, word: string): Judge | undefined {
  if (client === "psql") return own(PSQL, word);
  if (client === "mysql") return lead === "\\" && !/^[.TP]$/.test(word) ? undefined : own(MYSQL, lead === "\\" ? word : word.toLowerCase());
  if (client === "sqlcmd") return own(SQLCMD, word.toLowerCase());
  const short = word.toLowerCase();
  if (HARMLESS.test(short)) return undefined;
  return SQLITE.find(([full]) => full.startsWith(short) || (full === "archive" && ARCHIVE.test(short)))?.[1];
}

function plus(reader: Reader, token: Token, line: string): void {
  const [, word = "", rest = ""] = /^(@@?|[!$]|\w+)\s*([^]*)$/.exec(line) ?? [];
  if (/^(?:[!$]|host?)$/i.test(word)) {
    // `HOST` begins nothing else, but in the statement of another database `!` and `$` may.
    if (rest !== "" && !rest.startsWith("$")) refuseProgram(reader, token, word);
  } else if (/^sp/i.test(word)) writes(reader, token, { name: word, rest, first: argumentOf(rest) });
  else if (word.startsWith("@") || /\.sql\b|[\\/]/i.test(argumentOf(rest))) include(reader, token, word, argumentOf(rest));
}

function own(table: Readonly<Record<string, Judge>>, word: string): Judge | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

function pipeOr(reader: Reader, token: Token, name: string, first: string, otherwise: () => void): void {
  if (first.startsWith("|")) refuseProgram(reader, token, `${name} |`);
  else if (first !== "" && !first.startsWith("(")) otherwise();
}

/** The first argument that is no option. */
function argumentOf(rest: string): string {
  const plain = rest.replace(/^(?:-{1,2}\w+\s+(?:\d+\s+)?)*/, "");
  return unquoted(/^(?:'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|\\.)*"|\|.*|[^\s;]+)/s.exec(plain)?.[0] ?? "");
}

function unquoted(text: string): string {
  return /^(['"]).*\1$/s.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text;
}
