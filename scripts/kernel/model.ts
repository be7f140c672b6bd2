import type { Static } from "typebox";
import type { ModelSchema } from "./model.schema.ts";

/** What a person wrote about a model. */
export type ModelOverlay = Static<typeof ModelSchema>;

/** Most that may be used, in tokens and in millionths of the currency; null is no limit. */
export type Budget = Readonly<{ tokensPerRun: number; tokensPerDay: number; microsPerRun: number | null; microsPerDay: number | null }>;

/** A model as it is used: every part filled in. `origin` is scheme, host and port of the endpoint, the only place that is ever spoken to. */
export type ModelSettings = Readonly<{
  kind: ModelOverlay["kind"];
  endpoint: string;
  origin: string;
  model: string;
  keyVariable: string | null;
  /** Price of one token in millionths of the currency, which is the price of a million tokens in the currency. */
  price: Readonly<{ input: number; output: number }> | null;
  budget: Budget;
  limits: Readonly<{ requestsPerMinute: number; tokensPerMinute: number; timeoutMs: number; attempts: number; answerBytes: number }>;
  uses: Readonly<{ wording: boolean; names: boolean; opinion: boolean; outcomes: boolean }>;
}>;

export type ModelFault = Readonly<{ fault: string }>;

/** Names under which people write a key into a file. */
const KEY_FIELDS = /^(api[_-]?key|key|token|secret|password|bearer|authorization)$/i;

/** A key that was written where a name belongs, or under a name of its own -> advice; null when the part holds none. Looked for before the schema, whose words would not help. */
export function keyInFile(model: unknown): string | null {
  if (typeof model !== "object" || model === null) return null;
  const field = Object.keys(model).find((name) => KEY_FIELDS.test(name));
  const advice =
    'a key is never kept in a file. Put it into an environment variable and write that variable\'s name: "keyVariable": "MY_MODEL_KEY". If it was a real key, make a new one: this file may have been copied';
  if (field !== undefined) return `/model/${field}: ${advice}`;
  const { keyVariable } = model as Record<string, unknown>;
  return typeof keyVariable === "string" && !/^[A-Z][A-Z0-9_]{1,63}$/.test(keyVariable)
    ? `/model/keyVariable is no name of a variable (A-Z, 0-9, _): ${advice}`
    : null;
}

/** The person's part `model` -> settings with every default filled in, or what is wrong with it. Never a value of the part that could be a key. */
export function modelSettings(overlay: ModelOverlay): ModelSettings | ModelFault {
  const place = endpointOf(overlay);
  if ("fault" in place) return place;
  const { budget = {}, limits = {}, uses = {}, price } = overlay;
  const wantsMoney = budget.moneyPerRun !== undefined || budget.moneyPerDay !== undefined;
  if (wantsMoney && price === undefined)
    return { fault: "/model/budget limits money, and no price is known: add /model/price with the price of a million tokens, input and output" };
  const micros = (money: number | undefined) => (money === undefined ? null : Math.floor(money * 1_000_000));
  return {
    kind: overlay.kind,
    ...place,
    model: overlay.model,
    keyVariable: overlay.keyVariable ?? null,
    price: price ?? null,
    budget: {
      tokensPerRun: budget.tokensPerRun ?? 100_000,
      tokensPerDay: budget.tokensPerDay ?? 300_000,
      microsPerRun: micros(budget.moneyPerRun),
      microsPerDay: micros(budget.moneyPerDay),
    },
    limits: {
      requestsPerMinute: limits.requestsPerMinute ?? 20,
      tokensPerMinute: limits.tokensPerMinute ?? 100_000,
      timeoutMs: 1000 * (limits.timeoutSeconds ?? 60),
      attempts: limits.attempts ?? 3,
      answerBytes: limits.answerBytes ?? 1 << 20,
    },
    uses: { wording: uses.wording ?? true, names: uses.names ?? true, opinion: uses.opinion ?? true, outcomes: uses.outcomes ?? false },
  };
}

/** `https://api.openai.com/v1/` -> the same without the last slash, and its origin. Only http and https, nothing but a path behind the host, and http only to this machine unless the person said so. */
function endpointOf({ endpoint, plainHttp }: ModelOverlay): Readonly<{ endpoint: string; origin: string }> | ModelFault {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    return { fault: "/model/endpoint is no web address, as in https://api.openai.com/v1" };
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return { fault: "/model/endpoint must begin with https:// (or http:// for this machine)" };
  if (url.username !== "" || url.password !== "")
    return { fault: "/model/endpoint holds a name or a password; name a variable with /model/keyVariable instead" };
  if (url.search !== "" || url.hash !== "") return { fault: "/model/endpoint is scheme, host and path only, without ? and #" };
  if (url.protocol === "http:" && !isLoopback(url.hostname) && plainHttp !== "to-other-machines")
    return {
      fault:
        '/model/endpoint is plain http to another machine, where everybody on the way can read along; use https, or write "plainHttp": "to-other-machines"',
    };
  return { endpoint: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, origin: url.origin };
}

/** RFC 6761 (localhost), RFC 1122 (127/8), RFC 4291 (::1). */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** Tokens -> their price in millionths of the currency, rounded up; null without a price. */
export function microsOf(price: ModelSettings["price"], usage: Readonly<{ input: number; output: number }>): number | null {
  return price === null ? null : Math.ceil(usage.input * price.input + usage.output * price.output);
}

/** What was used so far: in this run, and today (UTC). */
export type Used = Readonly<{ run: Readonly<{ tokens: number; micros: number }>; day: Readonly<{ tokens: number; micros: number }> }>;

/** Budget, what was used and the most that one more attempt can use -> why it is not allowed; null when it is. */
export function overBudget(budget: Budget, used: Used, upper: Readonly<{ tokens: number; micros: number | null }>): string | null {
  const tokens = (whole: number, spent: number, where: string) =>
    spent + upper.tokens > whole ? `${where} ${spent} of ${whole} tokens are used and this could need ${upper.tokens}` : null;
  const money = (whole: number | null, spent: number, where: string) => {
    if (whole === null) return null;
    if (upper.micros === null) return "money is limited and the price is not known";
    return spent + upper.micros > whole ? `${where} ${moneyText(spent)} of ${moneyText(whole)} are spent and this could cost ${moneyText(upper.micros)}` : null;
  };
  return (
    tokens(budget.tokensPerRun, used.run.tokens, "in this run") ??
    tokens(budget.tokensPerDay, used.day.tokens, "today") ??
    money(budget.microsPerRun, used.run.micros, "in this run") ??
    money(budget.microsPerDay, used.day.micros, "today")
  );
}

/** Millionths -> `0.0123`, in the currency of the prices. */
export function moneyText(micros: number): string {
  return (micros / 1_000_000).toFixed(4);
}
