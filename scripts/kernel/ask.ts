import type { Json } from "./canonical-json.ts";
import { type Digest, digestOfJson } from "./digest.ts";
import type { ModelSettings } from "./model.ts";
import type { Trust } from "./trust.ts";

/** A piece of what is asked about. It is data, whoever wrote it: it reaches the model as a JSON string, with its label. */
export type QuestionPart = Readonly<{ label: string; trust: Trust; text: string }>;

export type Purpose = "wording" | "opinion" | "outcomes" | "test";

/** One question. `schema` is the JSON Schema of the answer, `fault` says what is wrong with an answer (null: nothing). */
export type Question = Readonly<{
  purpose: Purpose;
  system: string;
  parts: readonly QuestionPart[];
  schema: Json;
  fault: (answer: unknown) => string | null;
  maxOutputTokens: number;
}>;

/** `reported` by the server, or `estimated` from above because it did not say. */
export type Usage = Readonly<{ input: number; output: number; source: "reported" | "estimated" }>;

/** Every way in which there is no answer. */
export const REFUSALS = {
  budget: "the budget does not allow it",
  "no-key": "the variable with the key is not set",
  unreachable: "the endpoint could not be reached",
  timeout: "it took too long",
  redirected: "the endpoint sends to another place",
  "not-allowed": "the endpoint did not accept the key",
  "not-found": "the endpoint or the model is not there",
  "bad-request": "the endpoint did not accept the request",
  "rate-limited": "too many requests, and the wait asked for is too long",
  "server-failed": "the server failed",
  "cut-off": "the answer broke off",
  "too-large": "the answer is too large",
  malformed: "the answer is no JSON",
  "wrong-form": "the answer does not have the form that was asked for",
  declined: "the model declined to answer",
} as const;
export type AskRefusal = keyof typeof REFUSALS;

type Told = Readonly<{ question: Digest; answer: Digest | null; model: string; attempts: number; usage: Usage; micros: number | null }>;

/** `value` passed the schema. `answer` is the digest of the bytes that came back; `model` what the server calls itself. */
export type Answer = Told & Readonly<{ kind: "answer"; value: Json }>;
export type NoAnswer = Told & Readonly<{ kind: "refused"; reason: AskRefusal; detail: string }>;

/** What may be spent on one attempt: asked before it, told after it. */
export type Meter = Readonly<{
  /** `upper`: the most it can use. Go with an id, wait so many milliseconds and ask again, or refuse. */
  reserve(
    upper: Readonly<{ input: number; output: number }>,
  ): Readonly<{ kind: "go"; id: number }> | Readonly<{ kind: "wait"; ms: number }> | Readonly<{ kind: "refused"; detail: string }>;
  /** What it did use; null keeps the estimate, because nobody knows. */
  settle(id: number, usage: Readonly<{ input: number; output: number }> | null): void;
}>;

/** Asks a model. Never throws for what a server, a network or a model does. */
export type Ask = (question: Question) => Promise<Answer | NoAnswer>;

/** Loads the code that speaks to a network, and only then; `key` is the value of the variable, or null. */
export type OpenAsk = (settings: ModelSettings, key: string | null, meter: Meter) => Promise<Ask>;

/** Settings and question -> what names it: the same question to the same model at the same place has the same digest. */
export function questionDigest({ kind, origin, model }: ModelSettings, question: Question): Digest {
  const { purpose, system, parts, schema, maxOutputTokens } = question;
  return digestOfJson({ v: 1, kind, origin, model, purpose, system, parts, schema, maxOutputTokens });
}
