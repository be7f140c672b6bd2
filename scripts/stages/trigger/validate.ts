import type { DescriptionTrial } from "#kernel/trigger";
import type { TriggerDocument } from "./document.ts";
import { LEAST_WORDINGS } from "./evaluate.ts";
import { ranker } from "./rank.ts";

/** Each wording is tried once, on a line made without its fold. */
const FOLDS = 5;

/** What a host lists of a skill before it reads any file. */
export type Listing = Readonly<{ name: string; description: string }>;

export type Trials<Style extends string> = Readonly<{
  /** The ways to describe it; the first is taken where the trial says nothing. */
  styles: readonly Style[];
  /** The proposal as it would be listed, made without these wordings. */
  listed: (style: Style, without: ReadonlySet<string>) => Listing;
  /** Wordings of earlier sessions: those that later measures ask about are none of them. */
  wordings: readonly string[];
  rivals: readonly Listing[];
  /** Requests for neighbouring things, which it must not take. */
  neighbours: readonly string[];
}>;

/**
 * Which way of describing a skill brings it the right requests where a host shows names and descriptions alone: cross-validated over its wordings, each asked of a
 * line that does not know it, beside the rivals. Counted are wordings that it is first for less neighbours' requests that it is first for, as shares. Null when there are
 * too few wordings, or nobody to be told from.
 */
export function validated<Style extends string>({ styles, listed, wordings, rivals, neighbours }: Trials<Style>): DescriptionTrial<Style> | null {
  const asked = [...new Set(wordings)].sort();
  if (asked.length < LEAST_WORDINGS || rivals.length === 0) return null;
  const folds = Array.from({ length: Math.min(FOLDS, asked.length) }, (_none, fold) => asked.filter((_text, at) => at % FOLDS === fold));
  const tried = styles.map((style) => {
    const isFirst = firstOf([listed(style, new Set()), ...rivals]);
    const found = folds.flatMap((fold) => {
      const finds = firstOf([listed(style, new Set(fold)), ...rivals]);
      return fold.filter(finds);
    }).length;
    return { style, found, taken: neighbours.filter(isFirst).length };
  });
  const worth = (one: (typeof tried)[number]) => one.found / asked.length - one.taken / Math.max(1, neighbours.length);
  const best = tried.reduce((a, b) => (worth(b) > worth(a) + 1e-9 ? b : a));
  return { style: best.style, wordings: asked.length, neighbours: neighbours.length, tried };
}

/** Is the first of these listings alone at the top for a request? */
function firstOf(listings: readonly Listing[]): (text: string) => boolean {
  const documents = listings.map(
    ({ name, description }): TriggerDocument => ({ name, source: "", head: `${name.replaceAll("-", " ")} ${description}`, phrases: [], body: "" }),
  );
  const rank = ranker(documents, [], () => () => new Float64Array(documents.length));
  return (text) => {
    const [best, next] = rank(text).ranked;
    return best?.at === 0 && best.score > (next?.score ?? 0);
  };
}
