import type { Gene, Rule } from "#kernel/gene";
import type { Action, Request } from "#kernel/trace";
import { ALWAYS, INSTEAD, LEAD, NEVER, REPORTED } from "./rule-words.table.ts";

/** A rule has to be said, and then kept, in so many sessions. */
const SESSIONS = 2;
const MOST = 8;
const QUOTE_CHARS = 200;
/** Sentences longer than this tell something; they do not order. */
const SENTENCE_CHARS = 200;
/** Said last so long before the newest request, a prohibition no longer counts. */
const EXPIRES_MS = 180 * 86_400_000;
/** Two wordings of a standing order are the same from this share of common words on. */
const SAME_WORDS = 0.6;

type Order = Readonly<{ kind: Rule["kind"]; use: string | null; avoid: string | null; what: string; quote: string }>;
type Ordered = Pick<Order, "kind" | "use" | "avoid" | "what">;
type Said = Order & Readonly<{ request: Request; followed: boolean }>;

/**
 * Requests of one pattern -> rules that the person gave in words and that the work then kept, both in two sessions or more. Only the person's own words are
 * looked at (request and follow-ups, quotes taken out, redacted); what somebody else "says" and what stands in quotation marks is no order. A rule that was
 * given up since (later successes do what it forbids, in two sessions) or a prohibition not repeated for half a year is none any more.
 */
export function rulesOf(requests: readonly Request[]): Rule[] {
  const groups: Said[][] = [];
  for (const said of [...requests].sort(byTime).flatMap(saidIn)) {
    const group = groups.find(([first]) => first !== undefined && isSame(first, said));
    if (group === undefined) groups.push([said]);
    else group.push(said);
  }
  const rules = groups.flatMap((group) => ruleOf(group, requests));
  return rules.sort((a, b) => b.said - a.said || (a.quote < b.quote ? -1 : 1)).slice(0, MOST);
}

/** Does a call do what a rule forbids? What names both does as it was told ("pnpm instead of npm" in a comment). */
export function breaksRule(action: Action, rules: readonly Pick<Rule, "use" | "avoid">[]): boolean {
  return rules.some(({ use, avoid }) => avoid !== null && hasTerm(action.line, avoid) && !(use !== null && hasTerm(action.line, use)));
}

/** Requests in which a rule was said and then kept: the correction was answered. */
export function taughtBy(rules: Gene["rules"]): ReadonlySet<string> {
  return new Set(rules.flatMap((one) => one.evidence));
}

function ruleOf(group: readonly Said[], requests: readonly Request[]): readonly Rule[] {
  const kept = group.filter((one) => one.followed);
  const [last] = [...group].sort((a, b) => byTime(b.request, a.request));
  if (last === undefined || sessionsOf(group) < SESSIONS || sessionsOf(kept) < SESSIONS || isGivenUp(last, requests)) return [];
  const { kind, use, avoid, request } = last;
  return [
    {
      kind,
      use,
      avoid,
      quote: last.quote,
      said: sessionsOf(group),
      followed: sessionsOf(kept),
      saidLast: request.at === null || Math.abs(request.at) > 8.64e15 ? null : new Date(request.at).toISOString(),
      evidence: [...new Set(kept.map((one) => one.request.id))].sort().slice(0, 50),
    },
  ];
}

/** Prohibitions age, and later work that was fine without keeping them ends them. */
function isGivenUp(last: Said, requests: readonly Request[]): boolean {
  const at = last.request.at;
  if (at === null || last.avoid === null) return false;
  const newest = requests.reduce((latest, one) => Math.max(latest, one.at ?? 0), 0);
  if (newest - at > EXPIRES_MS) return true;
  const against = requests.filter(
    (one) => (one.at ?? 0) > at && one.outcome.label === "success" && one.actions.some((action) => action.ok === true && breaksRule(action, [last])),
  );
  return new Set(against.map((one) => one.session)).size >= SESSIONS;
}

/** Every order in a request and what the person said after it, with whether the work after it kept the order. */
function saidIn(request: Request): readonly Said[] {
  const parts = [{ text: request.text, after: 0 }, ...request.followUps];
  return parts.flatMap(({ text, after }) =>
    sentencesOf(text).flatMap((sentence) => {
      const order = orderOf(sentence);
      return order === null ? [] : [{ ...order, request, followed: isFollowed(order, request, after) }];
    }),
  );
}

function isFollowed(order: Order, request: Request, after: number): boolean {
  const work = request.actions.slice(after).filter((action) => action.ok !== false);
  const last = work.at(-1);
  if (last === undefined || request.outcome.label === "failure" || request.outcome.label === "unknown") return false;
  const { use, avoid } = order;
  if (avoid !== null && breaksRule(last, [order])) return false;
  // A thing that calls can name has to be named; "the net amounts" cannot be seen in a call, and the outcome has to do.
  const named = avoid !== null && request.actions.some((action) => hasTerm(action.line, avoid));
  return use === null || !named || work.some((action) => hasTerm(action.line, use));
}

/** One sentence of the person -> the order in it, or null. */
export function orderOf(sentence: string): Order | null {
  const text = sentence.replace(LEAD, "").trim();
  const quote = sentence.slice(0, QUOTE_CHARS);
  const standing = ALWAYS.exec(text)?.groups?.["what"] ?? null;
  const forbidden = NEVER.exec(text)?.groups?.["what"] ?? null;
  for (const { sign, pattern } of INSTEAD) {
    const found = sign.test(sentence) ? pattern.exec(sentence) : null;
    if (found === null || isOthers(sentence, found.index)) continue;
    const [use, avoid] = [termOf(found.groups?.["use"] ?? ""), termOf(found.groups?.["avoid"] ?? "")];
    if (use !== "" && avoid !== "" && use !== avoid) return { kind: "instead", use, avoid, what: "", quote };
  }
  if (isOthers(sentence, sentence.length - text.length)) return null;
  if (standing !== null && isOrder(standing)) return { kind: "always", use: null, avoid: null, what: standing, quote };
  return forbidden !== null && isOrder(forbidden) ? { kind: "never", use: null, avoid: null, what: forbidden, quote } : null;
}

/** "never mind" and "always the same with you" order nothing: an order has two words or more and is no remark. */
function isOrder(what: string): boolean {
  const words = what.split(/\s+/).length;
  return (words >= 2 || /[^\p{ASCII}]{3}/u.test(what)) && words <= 20 && !/^(?:mind|the same|been|seen|was|is|has|had|did)(?![\p{L}])/iu.test(what);
}

/** Does a place stand in quotation marks, or behind "the docs say"? */
function isOthers(sentence: string, at: number): boolean {
  const before = sentence.slice(0, at + 1);
  const open = (before.match(/["“”„«»「」『』]/gu) ?? []).length % 2 === 1;
  return open || REPORTED.test(before);
}

function sentencesOf(text: string): readonly string[] {
  return withoutFences(text)
    .split(/\n|(?<=[.!?])\s+|(?<=[。！？])/u)
    .map((one) => one.replace(/[\s.!。！]+$/u, "").trim())
    .filter((one) => one.length > 3 && one.length <= SENTENCE_CHARS && !/[?？]$/.test(one));
}

/** What is pasted between fences is material. */
function withoutFences(text: string): string {
  return text
    .slice(0, 4000)
    .split(/^\s{0,3}(?:```|~~~).*$/m)
    .filter((_part, at) => at % 2 === 0)
    .join("\n");
}

function termOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/^(?:(?:please|bitte|just|only|doch|mal|lieber|lui|plutôt|mejor|por favor|per favore)\s+)+/u, "")
    .replace(/^(?:the|a|an|my|our|der|die|das|den|dem|le|la|les|el|los|las|il|lo|o|os|as|de|het)\s+/u, "")
    .replace(/[\s,.;:]+$/u, "");
}

function hasTerm(line: string, term: string): boolean {
  const text = line.toLowerCase();
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1))
    if (!/[\p{L}\p{N}_-]/u.test(text[at - 1] ?? " ") && !/[\p{L}\p{N}_-]/u.test(text[at + term.length] ?? " ")) return true;
  return false;
}

/**
 * Do two orders order the same? "Imperative mood, not past tense" and "imperative, not past" do: all words of the shorter term stand in the longer one.
 */
export function isSame(a: Ordered, b: Ordered): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "instead") return isSameTerm(a.use, b.use) && isSameTerm(a.avoid, b.avoid);
  const [p, q] = [wordsOf(a.what), wordsOf(b.what)];
  const shared = [...p].filter((word) => q.has(word)).length;
  return shared > 0 && shared / (p.size + q.size - shared) >= SAME_WORDS;
}

function isSameTerm(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  const [p, q] = [wordsOf(a), wordsOf(b)];
  const [short, long] = p.size <= q.size ? [p, q] : [q, p];
  return short.size > 0 && [...short].every((word) => long.has(word));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}_./-]+/gu) ?? []);
}

function sessionsOf(said: readonly Said[]): number {
  return new Set(said.map((one) => one.request.session)).size;
}

function byTime(a: Request, b: Request): number {
  return (a.at ?? 0) - (b.at ?? 0) || (a.id < b.id ? -1 : 1);
}
