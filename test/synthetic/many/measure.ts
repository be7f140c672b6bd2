import type { Gene } from "#kernel/gene";
import type { Asked, ManyHistory } from "./history.ts";

/**
 * How well the genes fit the plan. A gene is right when it is the first of its family, at least 80 % of its evidence is that family's, and it holds half of what
 * was asked of it. `slots`: share of changing parameters that became a slot with their values, and of slots that hold a parameter's values. `steps`: share of the
 * planned commands found in the genes of right families, in order. `wrong`: how many genes are wrong, by cause.
 */
export type Measure = Readonly<{
  genes: number;
  precision: number;
  recall: number;
  f1: number;
  slotRecall: number;
  slotPrecision: number;
  steps: number;
  wrong: Readonly<Record<string, number>>;
  missed: readonly string[];
  notes: readonly string[];
}>;

/** Active genes, the words of each request by its id as they were kept, and the plan -> the figures. */
export function measureOf(genes: readonly Gene[], words: ReadonlyMap<string, string>, history: ManyHistory): Measure {
  const truth = new Map(history.asked.map((one) => [plain(one.text), one]));
  const labels = new Map([...words].map(([id, text]) => [id, truth.get(plain(text)) ?? null]));
  const wanted = history.trades.map((one) => one.id);
  const found = new Map<string, Gene>();
  const wrong: Record<string, number> = {};
  const notes: string[] = [];
  const ordered = [...genes].sort((a, b) => b.evidence.length - a.evidence.length || (a.id < b.id ? -1 : 1));
  for (const gene of ordered) {
    const cause = causeOf(gene, labels, history, found);
    if (cause.why === null) found.set(cause.family, gene);
    else {
      wrong[cause.why] = (wrong[cause.why] ?? 0) + 1;
      notes.push(`${cause.why}: ${gene.title} (${cause.what})`);
      if (process.env["FORGE_MANY_WORDS"] !== undefined)
        notes.push(...gene.evidence.map((id) => `    ${words.get(id) ?? ""}`), ...gene.steps.map((one) => `    $ ${one.line}`));
    }
  }
  const precision = ratio(found.size, genes.length);
  const recall = ratio(found.size, wanted.length);
  const slots = history.trades.flatMap((trade) => {
    const gene = found.get(trade.id);
    return gene === undefined
      ? []
      : [
          slotScore(
            gene,
            history.asked.filter((one) => one.kind === "family" && one.family === trade.id),
          ),
        ];
  });
  const steps = history.trades.flatMap((trade) => {
    const gene = found.get(trade.id);
    return gene === undefined ? [] : [{ found: stepsFound(gene, trade.does), planned: trade.does.length, id: trade.id }];
  });
  for (const one of steps) if (one.found < one.planned) notes.push(`steps of ${one.id}: ${one.found} of ${one.planned}`);
  return {
    genes: genes.length,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    slotRecall: ratio(
      sum(slots, (one) => one.hit),
      sum(slots, (one) => one.wanted),
    ),
    slotPrecision: ratio(
      sum(slots, (one) => one.right),
      sum(slots, (one) => one.given),
    ),
    steps: ratio(
      sum(steps, (one) => one.found),
      sum(steps, (one) => one.planned),
    ),
    wrong,
    missed: wanted.filter((id) => !found.has(id)),
    notes,
  };
}

type Cause = Readonly<{ why: null; family: string }> | Readonly<{ why: string; family: string; what: string }>;

function causeOf(gene: Gene, labels: ReadonlyMap<string, Asked | null>, history: ManyHistory, found: ReadonlyMap<string, Gene>): Cause {
  if (history.never.test(JSON.stringify(gene))) return { why: "planted words", family: "", what: "" };
  const counts = new Map<string, number>();
  for (const id of gene.evidence) {
    const label = labels.get(id) ?? null;
    const key = label === null ? "unknown words" : label.kind === "family" ? `family ${label.family ?? ""}` : label.kind;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const what = [...counts].map(([key, count]) => `${key} ${count}`).join(", ");
  const [key, most] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["nothing", 0];
  if (!key.startsWith("family ")) return { why: key, family: "", what };
  const family = key.slice(7);
  const all = history.asked.filter((one) => one.kind === "family" && one.family === family).length;
  if (most < 0.8 * gene.evidence.length) return { why: "mixed families", family, what };
  if (most < 0.5 * all) return { why: "a part of a family", family, what };
  return found.has(family) ? { why: "split family", family, what } : { why: null, family };
}

/** A parameter is wanted when its values differ among the requests; a slot is right when most of its examples are values of one parameter. */
function slotScore(gene: Gene, asked: readonly Asked[]) {
  const names = [...new Set(asked.flatMap((one) => Object.keys(one.slots)))];
  const values = names.map((name) => [...new Set(asked.flatMap((one) => one.slots[name] ?? []))]).filter((list) => list.length > 1);
  const holds = (list: readonly string[], examples: readonly string[]): boolean =>
    examples.length > 0 &&
    examples.filter((example) => list.some((value) => bare(example).includes(bare(value)) || bare(value).includes(bare(example)))).length >=
      0.6 * examples.length;
  return {
    wanted: values.length,
    hit: values.filter((list) => gene.slots.some((slot) => holds(list, slot.examples))).length,
    given: gene.slots.length,
    right: gene.slots.filter((slot) => values.some((list) => holds(list, slot.examples))).length,
  };
}

/** Longest common order of planned commands and the gene's steps with its check. */
function stepsFound(gene: Gene, planned: readonly string[]): number {
  const steps = [...gene.steps.map((one) => one.line), ...(gene.check === null ? [] : [gene.check.line])];
  const best: number[][] = Array.from({ length: planned.length + 1 }, () => Array.from({ length: steps.length + 1 }, () => 0));
  for (let a = 1; a <= planned.length; a++)
    for (let b = 1; b <= steps.length; b++) {
      const same = isSame(planned[a - 1] ?? "", steps[b - 1] ?? "");
      (best[a] ?? [])[b] = same ? (best[a - 1]?.[b - 1] ?? 0) + 1 : Math.max(best[a - 1]?.[b] ?? 0, best[a]?.[b - 1] ?? 0);
    }
  return best[planned.length]?.[steps.length] ?? 0;
}

/** The same program, and most of the words that do not vary: `write ~/x/{file}` may also have been written by a shell. */
function isSame(planned: string, step: string): boolean {
  const fixed = planned.split(/\s+/u).filter((word) => !/[{}]/u.test(word));
  const [program = ""] = fixed;
  const last = (planned.split(/[\s/]+/u).at(-1) ?? "").replaceAll(/\{\w+\}/gu, "");
  if (program === "read" || program === "write") {
    if (program === "read" && !/^(?:read|cat)\b/u.test(step)) return false;
    if (program === "write" && !/^(?:write|printf|cat >|tee)\b/u.test(step)) return false;
    return last === "" || step.includes(last.replace(/^\W+/u, "")) || /[{}]/u.test(step);
  }
  const has = fixed.filter((word) => step.includes(word)).length;
  return step.startsWith(program) && has >= 0.6 * fixed.length;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const sum = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((total, one) => total + of(one), 0);
const bare = (text: string): string =>
  text
    .trim()
    .replaceAll(/^["'`#]|["'`?.,!%]$/gu, "")
    .toLowerCase();
/** Case, spaces, a greeting in front and the mark at the end aside. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\s+/gu, " ")
    .replace(/^hey,? /u, "")
    .replace(/[?.!]$/u, "")
    .trim();
