import type { SecretRule } from "./secret-rule.ts";
import { SECRET_RULES } from "./secrets.table.ts";

export type Redacted = Readonly<{ text: string; found: Readonly<Record<string, number>> }>;

/** Text -> the same text with placeholders `<secret:KIND:N>`; equal secrets get equal N from one redactor. */
export type Redact = (text: string) => Redacted;

/** E-mail addresses (the letters of RFC 5322 that people use): no secret, but a person, and taken out when the policy says so. */
const EMAIL: SecretRule = {
  kind: "email",
  pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}])/gu,
};

/**
 * Rules -> does any of them match a text? Rules of the same flags are asked as one pattern: most texts hold no secret, and one
 * pass over them costs a fraction of a pass for each rule.
 */
function anyOf(rules: readonly SecretRule[]): (text: string) => boolean {
  const patterns = [...new Set(rules.map((rule) => rule.pattern.flags))].map((flags) => {
    const sources = rules.filter((rule) => rule.pattern.flags === flags).map((rule) => rule.pattern.source);
    return new RegExp(sources.join("|"), flags.replace("g", ""));
  });
  return (text) => patterns.some((pattern) => pattern.test(text));
}

/** The same few verbs and things come again in every call: so many texts of this length that hold no secret are looked at once. */
const SHORT = 64;
const REMEMBERED = 10_000;

const holdsSecret = anyOf(SECRET_RULES);
const holdsAddress = anyOf([EMAIL]);

/**
 * -> a redactor whose numbering lives as long as it does (one run). The secrets are remembered in memory only: a digest
 * of a short password in a file would be as good as the password.
 */
export function makeRedactor({ emails }: Readonly<{ emails: boolean }> = { emails: false }): Redact {
  const rules = emails ? [...SECRET_RULES, EMAIL] : SECRET_RULES;
  const numbers = new Map<string, number>();
  const nextOf = new Map<string, number>();
  const placeholder = (kind: string, secret: string): string => {
    const key = `${kind}\n${secret}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = (nextOf.get(kind) ?? 0) + 1;
      nextOf.set(kind, number);
      numbers.set(key, number);
    }
    return `<secret:${kind}:${number}>`;
  };
  const harmless = new Set<string>();
  return (text) => {
    if (harmless.has(text)) return { text, found: {} };
    const found: Record<string, number> = {};
    const replace = (kind: string, secret: string): string => {
      found[kind] = (found[kind] ?? 0) + 1;
      return placeholder(kind, secret);
    };
    let rest = withoutPrivateKeys(text, replace);
    if (holdsSecret(rest) || (emails && holdsAddress(rest))) for (const rule of rules) rest = applyRule(rule, rest, replace);
    if (rest === text && text.length <= SHORT && harmless.size < REMEMBERED) harmless.add(text);
    return { text: rest, found };
  };
}

/** One text by itself -> redacted text and how many secrets of each kind were found. */
export function redact(text: string): Redacted {
  return makeRedactor()(text);
}

type Replace = (kind: string, secret: string) => string;

/** So much of what stands behind a match is shown to its rule. */
const BEHIND = 40;

function applyRule(rule: SecretRule, text: string, replace: Replace): string {
  return text.replace(rule.pattern, (whole: string, ...rest: unknown[]) => {
    const offset = rest.findIndex((one) => typeof one === "number");
    const groups = rest.slice(0, offset).filter((one) => typeof one === "string");
    const secret = groups[0] ?? whole;
    const end = Number(rest[offset]) + whole.length;
    // A placeholder of an earlier, more specific rule is not a secret again.
    if (secret.includes("secret:") || (rule.accept !== undefined && !rule.accept(secret, whole, text.slice(end, end + BEHIND)))) return whole;
    const at = whole.lastIndexOf(secret);
    return `${whole.slice(0, at)}${replace(rule.kind, secret)}${whole.slice(at + secret.length)}`;
  });
}

const BEGIN = "-----BEGIN ";

/** Armoured private keys by hand: a lazy pattern over the body would be quadratic on many heads without a tail. */
function withoutPrivateKeys(text: string, replace: Replace): string {
  let out = "";
  let from = 0;
  const absent = new Set<string>();
  for (let begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, from)) {
    const head = /^-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----/.exec(text.slice(begin, begin + 80));
    if (head === null) {
      out += text.slice(from, begin + BEGIN.length);
      from = begin + BEGIN.length;
      continue;
    }
    const tail = `-----END ${head[1] ?? ""}-----`;
    const close = absent.has(tail) ? -1 : text.indexOf(tail, begin);
    if (close < 0) absent.add(tail);
    // A key cut off at the end of a text is still a key: everything that looks like its body goes.
    const end = close < 0 ? begin + head[0].length + bodyLength(text, begin + head[0].length) : close + tail.length;
    out += text.slice(from, begin) + replace("private-key", text.slice(begin, end));
    from = end;
  }
  return out + text.slice(from);
}

function bodyLength(text: string, from: number): number {
  const body = /^(?:\s{0,4}[A-Za-z-]{4,20}: [^\n]{1,100}\n)*(?:\s{0,4}[A-Za-z0-9+/=\\]{12,200})*/.exec(text.slice(from, from + 20_000));
  return body?.[0].length ?? 0;
}
