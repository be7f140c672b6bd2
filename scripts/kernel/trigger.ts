/** A skill under another name that took part, by where it was found. */
export type Rival = Readonly<{ name: string; source: string; count: number }>;

/** `unfound`: held-out wordings bring no skill or hardly ever this one, though nobody takes them. */
export type TriggerVerdict = "clean" | "too-broad" | "stolen" | "unfound" | "not-enough-evidence";

/** Ways to describe a skill, tried on wordings of earlier sessions beside names and descriptions of the others: for how many each was first, and for how many of the neighbours' requests. */
export type DescriptionTrial<Style extends string = string> = Readonly<{
  style: Style;
  wordings: number;
  neighbours: number;
  tried: readonly Readonly<{ style: Style; found: number; taken: number }>[];
}>;

/**
 * Does the wording of a skill bring the right requests to it? Measured by an offline ranking over the files of all skills that a host sees: a proxy of
 * what an agent's model does. All counts are of distinct wordings; names and texts in it are untrusted.
 */
export type TriggerReport = Readonly<{
  verdict: TriggerVerdict;
  /** One line for a gate or a card. */
  detail: string;
  /** Skills it was measured beside. */
  rivals: number;
  /** Wordings of the person that the skill was not written from: put first, refused as for no skill; `mrr` and `margin` (to the second, share of the best) are null without any. */
  heldOut: Readonly<{ tried: number; first: number; refused: number; mrr: number | null; margin: number | null }>;
  /** Requests for neighbouring things, and requests that belong to nothing learned: how many this skill takes. */
  nearMisses: Readonly<{ tried: number; hits: number }>;
  outOfScope: Readonly<{ tried: number; hits: number }>;
  /** Skills that take held-out wordings of this one, most first. */
  stolenBy: readonly Rival[];
  /** Neighbours whose requests this one takes, most first. */
  takesFrom: readonly Rival[];
  /** How its description was chosen; missing where there was too little to try. */
  description?: DescriptionTrial;
  /** What to do when the verdict is bad; `command` is null when no command does it. */
  advice: Readonly<{ text: string; command: string | null }> | null;
}>;

/** Characters that the names and descriptions of all skills take in a host's listing, without and with a proposal. `near`: more than four fifths of the limit. */
export type ListingBudget = Readonly<{ host: string; limit: number; before: number; after: number; state: "fits" | "near" | "over" }>;
