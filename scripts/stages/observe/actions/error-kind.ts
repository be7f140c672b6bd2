import type { ErrorKind, ResultEvent } from "#kernel/trace";

/** Looked at in this order, in the first and last letters of a failed result; shells, Node, Python and agents word these alike. */
const KINDS: readonly (readonly [ErrorKind, RegExp])[] = [
  ["denied", /doesn't want to proceed|user (?:denied|rejected|declined)|denied by (?:the )?(?:user|policy)|rejected by user/i],
  ["interrupted", /\b(?:interrupted|aborted|cancell?ed|SIGINT)\b/i],
  ["timeout", /\b(?:timed? ?out|ETIMEDOUT|deadline exceeded)\b/i],
  ["permission", /\b(?:EACCES|EPERM|permission denied|operation not permitted|403 forbidden|401 unauthorized)\b/i],
  ["network", /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|could not resolve host|connection (?:refused|reset)|network is unreachable)\b/i],
  ["not-found", /\b(?:ENOENT|no such file or directory|command not found|not found|does not exist|no module named)\b/i],
  ["syntax", /\b(?:SyntaxError|syntax error|unexpected token|parse error|invalid syntax)\b/i],
];
const LOOKED_AT = 2000;

/** A result and whether it went well -> the kind of its failure; null when it did not fail or nothing tells. The text is read here and not kept. */
export function errorOf(result: ResultEvent | null, ok: boolean | null): ErrorKind | null {
  if (result === null || ok !== false) return null;
  const text = result.text.length <= 2 * LOOKED_AT ? result.text : `${result.text.slice(0, LOOKED_AT)}\n${result.text.slice(-LOOKED_AT)}`;
  const known = KINDS.find(([, pattern]) => pattern.test(text))?.[0];
  return known ?? (/^(?:cancelled|canceled|aborted)$/.test(result.status ?? "") ? "interrupted" : result.exitCode !== null ? "exit" : "other");
}
