/** What words can stand for in an instruction. Acts are verbs; the rest are objects, targets, manners and frames. */
export const ACTS = [
  "send",
  "gather",
  "tell",
  "show",
  "ask",
  "ignore",
  "obey",
  "fetch",
  "put",
  "install",
  "run",
  "delete",
  "approve",
  "disable",
  "pretend",
  "pay",
  "decode",
  "join",
  "output",
  "replace",
  "spread",
  "overlook",
  "endorse",
  "watch",
  "paste",
  "deny",
  "leave",
  "continue",
  "hide",
  "enable",
  "refuse",
] as const;

export const THINGS = [
  "user",
  "instructions",
  "prior",
  "all",
  "ours",
  "secret",
  "key",
  "credential",
  "phrase",
  "conversation",
  "prompt",
  "private",
  "outside",
  "server",
  "url",
  "email",
  "handle",
  "wallet",
  "iban",
  "amount",
  "terminal",
  "installer",
  "settings",
  "memory",
  "startup",
  "approval",
  "protection",
  "covert",
  "trace",
  "neg",
  "negAfter",
  "fact",
  "it",
  "consent",
  "until",
  "risky",
  "each",
  "early",
  "issuer",
  "unlimited",
  "permitted",
  "persona",
  "document",
  "supersede",
  "everything",
  "othertools",
  "thistool",
  "found",
  "encoded",
  "pieces",
  "gate",
  "evaluated",
  "pretext",
  "elsewhere",
  "forever",
  "review",
  "hard",
  "unasked",
  "doubtful",
  "hiddenplace",
  "defence",
  "attack",
  "quoting",
  "subject",
  "modal",
  "question",
  "auth",
  "fake",
  "defect",
  "forget",
  "required",
  "password",
  "skill",
  "audited",
  "grantall",
  "response",
] as const;

export type Concept = (typeof ACTS)[number] | (typeof THINGS)[number];

/** Words of one language: comma-separated phrases. `acts` are inflected as English verbs when `inflect` is set; a `*` ends a stem. */
export type Lexicon = Readonly<{ inflect: boolean; acts: Readonly<Partial<Record<Concept, string>>>; things: Readonly<Partial<Record<Concept, string>>> }>;

/** Some concepts, one bit each. */
export type Concepts = readonly [number, number, number, number];

const NUMBERS: ReadonlyMap<Concept, number> = new Map([...ACTS, ...THINGS].map((concept, at) => [concept, at]));

/** Concept -> which bit it is. */
export function numberOf(concept: Concept): number {
  return NUMBERS.get(concept) ?? 0;
}

/** Concepts -> the same as bits. */
export function conceptsOf(concepts: readonly Concept[]): Concepts {
  const bits: [number, number, number, number] = [0, 0, 0, 0];
  for (const concept of concepts) {
    const at = numberOf(concept);
    bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
  }
  return bits;
}

export function unionOf(a: Concepts, b: Concepts): Concepts {
  return [a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3]];
}

export function meet(a: Concepts, b: Concepts): boolean {
  return ((a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3])) !== 0;
}
