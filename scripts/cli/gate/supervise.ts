import type { Powers } from "#kernel/powers";

/** The host waits 10 seconds unless told otherwise. What cannot be judged in these is refused, with a reason, before it stops waiting. */
export const BUDGET_MS = 7_000;
/** The configuration we print: more time for large skills and slow machines, with room for the start of the program. */
export const HOST_MS = 30_000;
export const LONG_BUDGET = 24;

const MAX_REQUEST = 262_144 + 1;

/** Standard input, as far as a request may reach and one byte more. */
export async function readRequest(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of input) {
    parts.push(part);
    size += part.byteLength;
    if (size >= MAX_REQUEST) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_REQUEST);
}

/**
 * Has a process of its own judge, and waits for it no longer than the budget: a scan cannot be interrupted from inside, and
 * one that runs out of memory takes its process along. Gives its answer as text, or why there is none.
 */
export function supervised(
  powers: Powers,
  request: Uint8Array,
  program: string,
  options: readonly string[],
  budgetMs: number,
): Readonly<{ text: string }> | Readonly<{ why: string }> {
  const env = Object.fromEntries(Object.entries(powers.host.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const args = [...options, program, "install-policy", "--inner"];
  const done = powers.run(powers.host.nodePath, args, { cwd: powers.host.programRoot, env, timeoutMs: budgetMs, input: new TextDecoder().decode(request) });
  if (done === null) return { why: "the judging process could not be started" };
  if (done.timedOut) return { why: `it is too large or too involved to be read in ${String(Math.ceil(budgetMs / 1_000))} seconds` };
  if (done.exitCode !== 0) return { why: `the judging process ended with ${done.exitCode === null ? "a signal" : `code ${String(done.exitCode)}`}` };
  return isAnswer(done.stdout) ? { text: done.stdout.trim() } : { why: "the judging process gave no answer" };
}

function isAnswer(text: string): boolean {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === "object" && data !== null && "protocolVersion" in data && data.protocolVersion === 1 && "decision" in data;
  } catch {
    return false;
  }
}
