import { type Answer, type Ask, type AskRefusal, type Meter, type NoAnswer, type Question, questionDigest, type Usage } from "#kernel/ask";
import { canonicalJson, type Json } from "#kernel/canonical-json";
import { type Digest, digestOf } from "#kernel/digest";
import { microsOf, type ModelSettings } from "#kernel/model";
import { visible } from "#kernel/visible";
import { anthropic } from "./anthropic.ts";
import { ollama } from "./ollama.ts";
import { openai } from "./openai.ts";
import { objectIn } from "./parse.ts";
import { type NotSent, send, type Sent } from "./send.ts";
import { backoff, MOST_WAIT_MS, retryAfter } from "./wait.ts";
import type { Wire, WireAnswer } from "./wire.ts";

const WIRES: Readonly<Record<ModelSettings["kind"], Wire>> = { openai, anthropic, ollama };
/** Tokens that an API may add of its own (a tool's frame, a chat template). */
const FRAME_TOKENS = 600;
const DETAIL = 200;

/** Time and chance, which tests replace. */
export type Waiting = Readonly<{ now(): number; pause(ms: number): Promise<void>; random(): number }>;
const real: Waiting = { now: () => Date.now(), pause: (ms) => new Promise((done) => setTimeout(done, ms)), random: () => Math.random() };

type Use = Readonly<{ input: number; output: number }>;
/** What one attempt came to. `use` null: nobody knows, so the estimate stays. `next`: give up, try again, or ask in the next form. */
type Failed = Extract<Outcome, { kind: "failed" }>;
type Outcome =
  | Readonly<{ kind: "answer"; value: Json; text: string; model: string | null; use: Use | null }>
  | Readonly<{
      kind: "failed";
      reason: AskRefusal;
      detail: string;
      answer: Digest | null;
      use: Use | null;
      next: "stop" | "again" | "next-form";
      waitMs: number | null;
    }>;

const NOTHING: Use = { input: 0, output: 0 };

/** Settings, key and meter -> the power to ask this one model. Speaks to `settings.origin` and to nothing else. */
export function openAsk(settings: ModelSettings, key: string | null, meter: Meter, waiting: Waiting = real): Ask {
  return (question) => new Asking(settings, key, meter, waiting, question).run();
}

/** One question with its attempts. */
class Asking {
  readonly #wire: Wire;
  readonly #digest: Digest;
  #attempts = 0;
  #form = 0;
  #used: Use = NOTHING;
  #estimated = false;

  readonly #settings: ModelSettings;
  readonly #key: string | null;
  readonly #meter: Meter;
  readonly #waiting: Waiting;
  readonly #question: Question;

  constructor(settings: ModelSettings, key: string | null, meter: Meter, waiting: Waiting, question: Question) {
    this.#settings = settings;
    this.#key = key;
    this.#meter = meter;
    this.#waiting = waiting;
    this.#question = question;
    this.#wire = WIRES[settings.kind];
    this.#digest = questionDigest(settings, question);
  }

  async run(): Promise<Answer | NoAnswer> {
    if (this.#key === null && this.#settings.keyVariable !== null) return this.#refused("no-key", `$${this.#settings.keyVariable} is not set`, null);
    if (this.#key !== null && !/^[\x21-\x7e]+$/.test(this.#key))
      return this.#refused("no-key", `$${this.#settings.keyVariable ?? ""} holds what no key holds (a blank or a break?)`, null);
    for (;;) {
      const body = JSON.stringify(this.#body());
      const held = await this.#reserve({ input: Buffer.byteLength(body) + FRAME_TOKENS, output: this.#question.maxOutputTokens });
      if (typeof held === "string") return this.#refused("budget", held, null);
      this.#attempts += 1;
      const outcome = this.#outcomeOf(await this.#send(body));
      this.#meter.settle(held.id, outcome.use);
      this.#count(outcome.use, held.upper);
      if (outcome.kind === "answer") {
        const { value, text, model } = outcome;
        return { kind: "answer", value, ...this.#told(digestOf(text), model) };
      }
      if (outcome.next === "next-form") {
        this.#form += 1;
        continue;
      }
      if (outcome.next === "stop" || this.#attempts >= this.#settings.limits.attempts + this.#form)
        return this.#refused(outcome.reason, outcome.detail, outcome.answer);
      await this.#waiting.pause(outcome.waitMs ?? backoff(this.#attempts, () => this.#waiting.random()));
    }
  }

  #body(): Json {
    return this.#wire.forms[this.#form]?.body(this.#settings, this.#question) ?? null;
  }

  async #reserve(upper: Use): Promise<Readonly<{ id: number; upper: Use }> | string> {
    for (let waited = 0; ; ) {
      const answer = this.#meter.reserve(upper);
      if (answer.kind === "go") return { id: answer.id, upper };
      if (answer.kind === "refused") return answer.detail;
      if (waited + answer.ms > MOST_WAIT_MS) return "the limit of requests or tokens a minute is used up";
      waited += answer.ms;
      await this.#waiting.pause(answer.ms);
    }
  }

  #send(body: string): Promise<Sent | NotSent> {
    const { endpoint, limits } = this.#settings;
    return send(endpoint + this.#wire.path, { headers: this.#wire.headers(this.#key), body, timeoutMs: limits.timeoutMs, mostBytes: limits.answerBytes });
  }

  #outcomeOf(sent: Sent | NotSent): Outcome {
    if (sent.kind === "failed") {
      const { reason, detail, billed, again } = sent;
      return { kind: "failed", reason, detail, answer: null, use: billed ? null : NOTHING, next: again ? "again" : "stop", waitMs: null };
    }
    const body = parsed(sent.text);
    if (sent.status >= 300) return this.#complaint(sent, body);
    const answer = digestOf(sent.text);
    if (body === undefined) return { kind: "failed", reason: "malformed", detail: "the body is no JSON", answer, use: null, next: "again", waitMs: null };
    const read = this.#wire.read(body);
    const use = read.input === null || read.output === null ? null : { input: read.input, output: read.output };
    if ("reason" in read) return { kind: "failed", ...read, answer, use, next: read.reason === "malformed" ? "again" : "stop", waitMs: null };
    return this.#checked(read, use);
  }

  #checked(read: WireAnswer, use: Use | null): Outcome {
    const answer = digestOf(read.text);
    const failed = (reason: AskRefusal, detail: string): Outcome => ({ kind: "failed", reason, detail, answer, use, next: "again", waitMs: null });
    const value = objectIn(read.text);
    if (value === undefined) return failed("malformed", "the text is no JSON object");
    const fault = this.#question.fault(value) ?? notCanonical(value);
    return fault === null ? { kind: "answer", value: value as Json, text: read.text, model: read.model, use } : failed("wrong-form", fault);
  }

  /** An answer that is an error. Servers do not bill what they refused. */
  #complaint({ status, headers, text }: Sent, body: unknown): Outcome {
    const words = body === undefined ? "" : this.#wire.complaint(body);
    const failed = (reason: AskRefusal, next: "stop" | "again" | "next-form", waitMs: number | null = null): Failed => ({
      kind: "failed",
      reason,
      detail: `HTTP ${status}${words === "" ? "" : `: ${words}`}`,
      answer: digestOf(text),
      use: NOTHING,
      next,
      waitMs,
    });
    if (status < 400) return { ...failed("redirected", "stop"), detail: `HTTP ${status} to ${originOf(headers.get("location"))}, which is not followed` };
    if (status === 401 || status === 403) return failed("not-allowed", "stop");
    if (status === 404) return failed("not-found", "stop");
    if (status === 429 || status >= 500 || status === 408) {
      const asked = retryAfter(headers, this.#waiting.now());
      // a quota that is used up comes back with the month, not with the next try
      const hopeless = (asked ?? 0) > MOST_WAIT_MS || /insufficient_quota|billing/i.test(text.slice(0, 4096));
      return failed(status === 429 ? "rate-limited" : "server-failed", hopeless ? "stop" : "again", asked);
    }
    const more = this.#form + 1 < this.#wire.forms.length && this.#wire.forms[this.#form]?.field.test(text.slice(0, 4096)) === true;
    return failed("bad-request", more && (status === 400 || status === 422) ? "next-form" : "stop");
  }

  #count(use: Use | null, upper: Use): void {
    const { input, output } = use ?? upper;
    this.#used = { input: this.#used.input + input, output: this.#used.output + output };
    this.#estimated ||= use === null;
  }

  #told(answer: Digest | null, model: string | null) {
    const usage: Usage = { ...this.#used, source: this.#estimated ? "estimated" : "reported" };
    const named = model === null ? this.#settings.model : visible(model).slice(0, 120);
    return { question: this.#digest, answer, model: named, attempts: this.#attempts, usage, micros: microsOf(this.#settings.price, usage) };
  }

  #refused(reason: AskRefusal, detail: string, answer: Digest | null): NoAnswer {
    return { kind: "refused", reason, detail: this.#safe(detail), ...this.#told(answer, null) };
  }

  /** A server may send back what it was sent, the key too. */
  #safe(detail: string): string {
    const bare = this.#key === null || this.#key === "" ? detail : detail.replaceAll(this.#key, "<key>");
    return visible(bare.slice(0, DETAIL));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Half a character cannot be digested, and so not be replayed. */
function notCanonical(value: unknown): string | null {
  try {
    canonicalJson(value);
    return null;
  } catch {
    return "it holds half of a character";
  }
}

function originOf(location: string | null): string {
  try {
    return new URL(location ?? "").origin;
  } catch {
    return "another address";
  }
}
