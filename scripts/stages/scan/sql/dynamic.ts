import { type Reader, unknownStatement } from "./report.ts";
import { isMark, isText, nameOf, type Statement } from "./look.ts";
import type { Token } from "./tokens.ts";

/** Reads the text of a statement that lies in another, at the place of a token. */
export type ReadInner = (text: string, token: Token) => void;

/** How much of an expression is looked at: a longer one is unknown. */
const LONGEST = 400;
const CONCATENATION = /^[|+(),]$/;

/** A statement made from a string: what is written out is read, and what is not is unknown. `state.until` is where the last one ended. */
export function checkDynamic(reader: Reader, statement: Statement, isBody: boolean, state: { until: number }, inner: ReadInner): void {
  const { tokens, at, token, name } = statement;
  if (at < state.until) return;
  const start = startOf(statement, isBody);
  if (start === null) return;
  const end = endOf(tokens, start);
  state.until = end;
  const expression = tokens.slice(start, end);
  const texts = expression.filter(isText);
  const isKnown =
    texts.length > 0 &&
    expression.length < LONGEST &&
    expression.every((one) => isText(one) || (one.kind === "mark" && CONCATENATION.test(one.value)) || /^(?:CONCAT|N|E)$/.test(nameOf(one)));
  const whole = expression.map((one) => (isText(one) ? one.value : one.kind === "mark" || isKnown ? "" : " x ")).join("");
  if (texts.length > 0) inner(whole, { kind: "text", value: whole, start: token.start, end: texts.at(-1)?.end ?? token.end });
  if (!isKnown) unknownStatement(reader, token, name, "it is put together when it runs");
}

/** Where the expression of the statement begins; null when the word runs nothing that is made from a string. */
function startOf({ tokens, at, name, token, seen }: Statement, isBody: boolean): number | null {
  const next = tokens[at + 1];
  if (token.kind !== "word" || next === undefined) return null;
  if (name === "SP_EXECUTESQL") return at + 1;
  if (name === "PREPARE" && nameOf(tokens[at + 2]) === "FROM") return at + 3;
  if (name !== "EXECUTE" && name !== "EXEC") return null;
  const word = nameOf(next);
  if (word === "IMMEDIATE") return at + 2;
  if (isText(next) || isMark(next, "(") || isMark(next, "@") || word.startsWith("@")) return /^(?:GRANT|REVOKE)$/.test(nameOf(tokens[0])) ? null : at + 1;
  // Triggers and grants name what they mean; outside of a function a name is a prepared statement or a procedure.
  if (/^(?:FUNCTION|PROCEDURE|ON|AS|PERMISSION|PRIVILEGE|)$/.test(word) || seen.has("GRANT") || seen.has("REVOKE")) return null;
  return isBody && name === "EXECUTE" ? at + 1 : null;
}

function endOf(tokens: readonly Token[], start: number): number {
  let depth = 0;
  let at = start;
  for (; at < tokens.length && at < start + LONGEST; at++) {
    const token = tokens[at];
    if (isMark(token, "(")) depth++;
    else if (isMark(token, ")") && --depth < 0) break;
    if (depth === 0 && token?.kind === "word" && /^(?:USING|INTO|LOOP|END|GO)$/.test(token.value)) break;
  }
  return at;
}
