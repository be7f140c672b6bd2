import { checkAccess } from "./access.ts";
import {
  COMMAND_SETTINGS,
  LIBRARY_SETTINGS,
  NATIVE_CALLS,
  NATIVE_LANGUAGE,
  PLAIN_EXTENSIONS,
  PROGRAM_CALLS,
  PROGRAMS,
  READ_LANGUAGES,
  SWITCHES,
} from "./names.table.ts";
import { checkDynamic, type ReadInner } from "./dynamic.ts";
import { type Reader, refuse, refuseProgram } from "./report.ts";
import { isMark, isText, nameOf, type Statement } from "./look.ts";
import type { Token } from "./tokens.ts";

/** Tokens of a statement (or several) -> what it starts, loads, reads, writes and reaches. One pass; every look around is of a few tokens. */
export function readStatement(reader: Reader, tokens: readonly Token[], isBody: boolean, inner: ReadInner): void {
  const seen = new Set<string>();
  const language = languageOf(tokens);
  if (language !== null) checkLanguage(reader, language);
  const dynamic = { until: 0 };
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.value === "(" && token.kind === "mark") depth++;
    else if (token.value === ")" && token.kind === "mark") depth--;
    const name = nameOf(token);
    const statement: Statement = { tokens, at, token, name, seen, depth };
    if (name !== "") {
      checkPrograms(reader, statement);
      checkAccess(reader, statement);
      if (token.kind === "word") {
        checkAccounts(reader, statement);
        checkDynamic(reader, statement, isBody, dynamic, inner);
      }
      seen.add(name);
    } else if (token.kind === "text") checkText(reader, statement);
    const code = isCode(statement) ? joined(tokens, at) : null;
    if (code !== null) inner(code.value, code);
  }
}

/** Functions that are handed statements. */
const RUNNERS = ["DBLINK", "DBLINK_EXEC", "DBLINK_SEND_QUERY", "SCHEDULE", "SCHEDULE_IN_DATABASE"];

/** The body of a function, or of a block that is run at once, or a statement for later or elsewhere. */
function isCode({ tokens, token, seen }: Statement): boolean {
  if (!isText(token)) return false;
  if (nameOf(tokens[0]) === "DO" || RUNNERS.some((one) => seen.has(one))) return true;
  return (seen.has("FUNCTION") || seen.has("PROCEDURE")) && (token.kind === "body" || seen.has("AS"));
}

/** A string and those that follow it at once: one string to the database. */
function joined(tokens: readonly Token[], at: number): Token | null {
  const token = tokens[at];
  if (token === undefined || isText(tokens[at - 1])) return null;
  if (!isText(tokens[at + 1])) return token;
  let end = at + 1;
  while (isText(tokens[end])) end++;
  const all = tokens.slice(at, end);
  return { kind: "text", value: all.map((one) => one.value).join(""), start: token.start, end: all.at(-1)?.end ?? token.end };
}

function checkPrograms(reader: Reader, statement: Statement): void {
  const { tokens, at, token, name } = statement;
  const next = tokens[at + 1];
  if (startsProgram(statement)) refuseProgram(reader, token, name);
  // The letter that escapes can be any, so what such a string says is not known.
  else if (name === "UESCAPE") refuse(reader, "obfuscated-code", token, { why: "A string has escapes of its own making" });
  else if (loadsCode(statement)) refuse(reader, "native-code", token, { name });
  else if (name === "EXTENSION" && nameOf(tokens[at - 1]) === "CREATE") checkExtension(reader, tokens, nameOf(next) === "IF" ? at + 4 : at + 1);
  else if (token.kind === "word" && (name === "INSTALL" || name === "LOAD") && at === 0 && tokens.length === 2 && nameOf(next) !== "")
    refuse(reader, "external-package", token, { name: next?.value.toLowerCase() ?? "" });
}

function startsProgram({ tokens, at, name, seen }: Statement): boolean {
  if (PROGRAMS.has(name)) return true;
  const next = tokens[at + 1];
  if (PROGRAM_CALLS.has(name)) return isMark(next, "(") && (name !== "EXECUTABLE" || isText(tokens[at + 2]));
  if (name === "PROGRAM") return (seen.has("COPY") && /^(?:TO|FROM)$/.test(nameOf(tokens[at - 1]))) || (seen.has("OPTIONS") && isText(next));
  return COMMAND_SETTINGS.has(name) && isSetting(seen);
}

function loadsCode({ tokens, at, name, seen }: Statement): boolean {
  const next = tokens[at + 1];
  if (NATIVE_CALLS.has(name)) return isMark(next, "(");
  if (LIBRARY_SETTINGS.has(name)) return isSetting(seen);
  if (name === "SONAME" || name === "LOAD") return isText(next);
  if (name === "ASSEMBLY") return nameOf(tokens[at - 1]) === "CREATE";
  if (name === "JAVA") return seen.has("CREATE") && /^(?:SOURCE|CLASS|RESOURCE)$/.test(nameOf(next));
  return name === "EXTERNAL" && seen.has("CREATE") && nameOf(next) === "NAME";
}

function isSetting(seen: ReadonlySet<string>): boolean {
  return seen.has("SET") || seen.has("SYSTEM");
}

function checkExtension(reader: Reader, tokens: readonly Token[], at: number): void {
  const token = tokens[at];
  // MySQL takes for a string what is a name to the database that has extensions.
  const name = token?.value.toUpperCase() ?? "";
  if (token === undefined || PLAIN_EXTENSIONS.has(name)) return;
  if (NATIVE_LANGUAGE.test(name)) refuse(reader, "native-code", token, { name });
  else refuse(reader, "external-package", token, { name: name.toLowerCase() });
}

/** Strings that say what a procedure is to start. */
function checkText(reader: Reader, { tokens, at, token, seen }: Statement): void {
  const value = token.value.toUpperCase();
  if (seen.has("SP_CONFIGURE") && SWITCHES.has(value.replaceAll(" ", "*"))) {
    const [comma, state] = [tokens[at + 1], tokens[at + 2]];
    if (isMark(comma, ",") && state?.value !== "0") refuseProgram(reader, token, token.value);
  } else if (seen.has("DBMS_SCHEDULER") && /^(?:EXECUTABLE|EXTERNAL_SCRIPT|BACKUP_SCRIPT)$/.test(value)) refuseProgram(reader, token, "DBMS_SCHEDULER");
  else if (seen.has("SP_ADD_JOBSTEP") && /^(?:CMDEXEC|POWERSHELL|ACTIVESCRIPTING|SSIS)$/.test(value)) refuseProgram(reader, token, "SP_ADD_JOBSTEP");
}

/** The language of a function, of a block that is run at once, or a language that is made known. */
function languageOf(tokens: readonly Token[]): Token | null {
  let depth = 0;
  let isFunction = nameOf(tokens[0]) === "DO";
  for (const [at, token] of tokens.entries()) {
    if (isMark(token, "(")) depth++;
    else if (isMark(token, ")")) depth--;
    if (token.kind !== "word") continue;
    isFunction ||= token.value === "FUNCTION" || token.value === "PROCEDURE" || token.value === "CREATE";
    const next = tokens[at + 1];
    const isKnown = nameOf(tokens[0]) === "CREATE" || nameOf(tokens[0]) === "DO";
    if (token.value === "LANGUAGE" && depth === 0 && isFunction && isKnown && next !== undefined && next.kind !== "mark")
      return nameOf(next) === "IF" ? (tokens[at + 4] ?? null) : next;
  }
  return null;
}

function checkLanguage(reader: Reader, token: Token): void {
  const name = token.value.toUpperCase();
  if (READ_LANGUAGES.has(name)) return;
  if (NATIVE_LANGUAGE.test(name)) refuse(reader, "native-code", token, { name: `LANGUAGE ${name}` });
  else refuse(reader, "unread-language", token, { language: token.value });
}

const KINDS = /^(?:USER|ROLE|LOGIN)$/;

/** Who may do what in the database, and the end of whole databases: the person should know, and no more. */
function checkAccounts(reader: Reader, { tokens, at, token, name }: Statement): void {
  const next = nameOf(tokens[at + 1]);
  const after = nameOf(tokens[at + 2]);
  if (/^(?:CREATE|ALTER|DROP)$/.test(name) && KINDS.test(next) && after !== "MAPPING") refuse(reader, "database-power", token, { text: `${name} ${next}` });
  else if (name === "DROP" && (next === "DATABASE" || next === "SCHEMA")) refuse(reader, "database-power", token, { text: `${name} ${next}` });
  else if (name === "GRANT" && next !== "OPTION" && next !== "" && nameOf(tokens[at - 1]) !== "WITH")
    reader.report({ rule: "database-power", start: token.start, end: token.end, args: { text: `GRANT ${next}` }, disposition: "note", severity: "info" });
}
