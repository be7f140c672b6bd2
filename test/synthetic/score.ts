import type { FamilyTruth } from "../../scripts/demo/truth.ts";

/** What `forge observe --json` (`patterns`) and `forge genes --json` (`genes`) have in common. */
export type Found = Readonly<{
  id: string;
  title: string;
  phrases: readonly string[];
  slots: readonly Readonly<{ name: string; examples: readonly string[] }>[];
}>;

export type Match = Readonly<{ family: string; found: string; purity: number; coverage: number }>;

/**
 * `precision`: share of what was found that is one family and little else; `recall`: share of families found; `split`: families found more than
 * once; `merged`: findings that mix families; `alien`: findings with one-off requests or other text in most of their wordings. `slotRecall`: share of the
 * changing parameters that became a slot with their values; `slotPrecision`: share of slots that hold the values of a parameter.
 */
export type Score = Readonly<{
  precision: number;
  recall: number;
  missed: readonly string[];
  split: readonly string[];
  merged: readonly string[];
  alien: readonly string[];
  slotRecall: number;
  slotPrecision: number;
  matches: readonly Match[];
}>;

/** JSON of a command -> its patterns or genes. Throws when there is neither list, because "nothing found" must not be read out of an error. */
export function foundIn(answer: unknown): readonly Found[] {
  if (typeof answer !== "object" || answer === null) throw new Error("no JSON object");
  const list = "patterns" in answer ? answer.patterns : "genes" in answer ? answer.genes : undefined;
  if (!Array.isArray(list)) throw new Error(`neither patterns nor genes in ${JSON.stringify(answer).slice(0, 300)}`);
  return list as readonly Found[];
}

/** Found patterns and the truth -> how well they agree. A family counts as found when a finding is at least 80 % its wordings and holds half of them. */
export function scoreOf(found: readonly Found[], families: readonly FamilyTruth[]): Score {
  const familyOf = new Map(families.flatMap((family) => family.requests.map((request) => [plain(request.text), family.id] as const)));
  const judged = found.map((one) => ({ one, ...judge(one, families, familyOf) }));
  const good = judged.filter(({ purity, coverage }) => purity >= 0.8 && coverage >= 0.5);
  const names = new Set(good.map(({ family }) => family));
  const slots = good.map(({ one, family }) =>
    slotScore(
      one,
      families.find(({ id }) => id === family),
    ),
  );
  const sum = (pick: (score: ReturnType<typeof slotScore>) => number): number => slots.reduce((total, score) => total + pick(score), 0);
  return {
    precision: ratio(good.length, found.length),
    recall: ratio(names.size, families.length),
    missed: families.map(({ id }) => id).filter((id) => !names.has(id)),
    split: repeated(judged.filter(({ purity }) => purity >= 0.8).map(({ family }) => family)),
    merged: judged.filter(({ purity, known }) => known >= 0.5 && purity < 0.8).map(({ one }) => one.title),
    alien: judged.filter(({ known }) => known < 0.5).map(({ one }) => one.title),
    slotRecall: ratio(
      sum(({ hit }) => hit),
      sum(({ wanted }) => wanted),
    ),
    slotPrecision: ratio(
      sum(({ right }) => right),
      sum(({ given }) => given),
    ),
    matches: good.map(({ one, family, purity, coverage }) => ({ family: family ?? "", found: one.title, purity, coverage })),
  };
}

function repeated(families: readonly (string | null)[]): readonly string[] {
  return [...new Set(families.filter((id, index, all) => all.indexOf(id) !== index))].flatMap((id) => id ?? []);
}

function judge(one: Found, families: readonly FamilyTruth[], familyOf: ReadonlyMap<string, string>) {
  const labels = one.phrases.map((phrase) => familyOf.get(plain(phrase)) ?? null);
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  const [family, members] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
  const wordings = new Set(families.find(({ id }) => id === family)?.requests.map((request) => plain(request.text)));
  const known = ratio(labels.filter((label) => label !== null).length, labels.length);
  return { family, known, purity: ratio(members, labels.length), coverage: ratio(members, Math.min(wordings.size, 12)) };
}

/** A parameter is wanted when its values differ among the requests; a slot is right when most of its examples are values of one parameter. */
function slotScore(one: Found, family: FamilyTruth | undefined) {
  const wanted = Object.entries(family?.slots ?? {}).filter(([, values]) => values.length > 1);
  const holds = (values: readonly string[], examples: readonly string[]): boolean =>
    examples.length > 0 &&
    examples.filter((example) => values.some((value) => bare(example).split(" ").includes(bare(value)) || bare(value) === bare(example))).length >=
      examples.length * 0.6;
  const hit = wanted.filter(([, values]) => one.slots.some((slot) => holds(values, slot.examples))).length;
  const right = one.slots.filter((slot) => wanted.some(([, values]) => holds(values, slot.examples))).length;
  return { wanted: wanted.length, hit, given: one.slots.length, right };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const bare = (text: string): string =>
  text
    .trim()
    .replaceAll(/^["'`]|["'`?.,!%]$/gu, "")
    .toLowerCase();
/** Case, spaces, a greeting in front and the mark at the end aside, and without what redaction puts in the place of a token. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(?:hey|hi|please)\b,? */u, "")
    .replace(/\bthe token is .*$/u, "the token is")
    .replaceAll(/\s+/gu, " ")
    .replace(/[?.!]$/u, "")
    .trim();
