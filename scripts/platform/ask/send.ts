import type { AskRefusal } from "#kernel/ask";

export type Sent = Readonly<{ kind: "came"; status: number; headers: Headers; text: string }>;
/** `billed`: whether the server may have worked (and will count it). `again`: whether another try can help. */
export type NotSent = Readonly<{ kind: "failed"; reason: AskRefusal; detail: string; billed: boolean; again: boolean }>;

/** Errors of the network after which another try can help (Node and undici codes). */
const PASSING: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "EAI_AGAIN", "UND_ERR_SOCKET", "UND_ERR_CONNECT_TIMEOUT"]);
/** Of these, the ones that come when nothing was sent yet. */
const BEFORE_SENDING: ReadonlySet<string> = new Set(["EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/**
 * One POST of JSON -> status and at most `mostBytes` of text. Follows no redirect, keeps nothing, sends no cookie. Node gives a connection
 * 10 seconds to come about; `timeoutMs` is for everything, to the last byte. Never throws.
 */
export async function send(
  url: string,
  request: Readonly<{ headers: Readonly<Record<string, string>>; body: string; timeoutMs: number; mostBytes: number }>,
): Promise<Sent | NotSent> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...request.headers },
      body: request.body,
      redirect: "manual",
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(request.timeoutMs),
    });
  } catch (error) {
    return failureOf(error, request.timeoutMs);
  }
  try {
    const text = await textOf(response, request.mostBytes);
    if (text === null)
      return { kind: "failed", reason: "too-large", detail: `the answer has more than ${request.mostBytes} bytes`, billed: true, again: false };
    return { kind: "came", status: response.status, headers: response.headers, text };
  } catch (error) {
    if (isTimeout(error)) return failureOf(error, request.timeoutMs);
    return { kind: "failed", reason: "cut-off", detail: `the connection broke off in the middle of the answer (${codeOf(error)})`, billed: true, again: true };
  }
}

/** Counted while it comes in, after unpacking: a small compressed body can hold gigabytes. */
async function textOf(response: Response, most: number): Promise<string | null> {
  if (response.body === null) return "";
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength;
    // leaving the loop closes the connection
    if (bytes > most) return null;
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

function failureOf(error: unknown, timeoutMs: number): NotSent {
  if (isTimeout(error)) return { kind: "failed", reason: "timeout", detail: `no whole answer within ${timeoutMs / 1000} seconds`, billed: true, again: false };
  const code = codeOf(error);
  const passing = PASSING.has(code);
  return { kind: "failed", reason: "unreachable", detail: code, billed: passing && !BEFORE_SENDING.has(code), again: passing };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === "TimeoutError" || ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"].includes(codeOf(error)));
}

/** fetch hides the reason one level down. Only the code is told: a message can hold what was sent. */
function codeOf(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 4; one = one.cause, depth += 1) {
    if ("code" in one && typeof one.code === "string") return one.code;
    if (one instanceof AggregateError && one.errors[0] instanceof Error) return codeOf(one.errors[0]);
  }
  return error instanceof Error ? error.name : "unknown";
}
