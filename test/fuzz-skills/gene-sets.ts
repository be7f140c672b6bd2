import type { Gene, Precondition, Step } from "#kernel/gene";
import type { Random } from "../fuzz/random.ts";
import { aGene, aStep, GENES_OF } from "../stages/generate/a-gene.ts";
import { FRAGMENTS } from "../stages/generate/hostile.ts";
import { EXAMPLES, LINES, PLANTED, WORDS } from "./words.table.ts";

/** Genes of one skill, the template that is asked for, and the sentences to an agent that were planted in them. */
export type GeneSet = Readonly<{ genes: readonly Gene[]; template: string | null; planted: readonly string[] }>;

type Maker = Readonly<{ random: Random; hostile: number; planted: Set<string> }>;

/** Stream of chance -> a set of genes such as the miner makes, with texts that the miner would never choose in some or all of their fields. */
export function geneSetOf(random: Random): GeneSet {
  const maker: Maker = { random, hostile: random.pick([0, 0.1, 0.4, 0.9]), planted: new Set() };
  const base = random.pick(Object.values(GENES_OF));
  const count = random.weighted([
    [6, base.length],
    [3, 2],
    [1, 1 + random.below(6)],
  ] as const);
  const genes = Array.from({ length: count }, (_none, at) => geneOf(maker, base[at % base.length] ?? aGene(), at));
  return { genes, template: random.chance(0.5) ? null : random.pick(Object.keys(GENES_OF)), planted: [...maker.planted] };
}

function geneOf(maker: Maker, base: Gene, at: number): Gene {
  const { random } = maker;
  const evidence = some(random, 1, 6, () => `req-${hex(random, 12)}`);
  const names = base.slots.map((slot) => slot.name);
  const step = (): Step => ({ ...stepOf(maker, names), evidence: evidence.slice(0, 1 + random.below(evidence.length)) });
  const keepsSteps = random.chance(0.6);
  const sessions = 3 + random.below(9);
  return {
    ...base,
    id: `gene-${hex(random, 11)}${String(at)}`,
    version: 1 + random.below(9),
    name: random.chance(0.7) ? base.name : `${random.pick(WORDS)}-${random.pick(WORDS)}`,
    title: text(maker, 120, base.title),
    action: text(maker, 60, base.action),
    object: text(maker, 60, base.object),
    wording: text(maker, 500, base.wording),
    phrases: some(random, 1, 12, () => text(maker, 500, sentence(random, names))),
    slots: base.slots.map((slot) => ({
      ...slot,
      examples: some(random, 1, 8, () => text(maker, 200, random.pick(EXAMPLES[slot.type] ?? EXAMPLES.word ?? [""]))),
    })),
    preconditions: some(random, 0, 6, () => preconditionOf(maker, evidence)),
    steps: keepsSteps ? base.steps.map((one) => ({ ...one, evidence })) : some(random, 1, 20, step),
    check: random.chance(0.5) ? step() : null,
    gotchas: some(random, 0, 10, () => ({ failed: lineOf(maker, names), instead: lineOf(maker, names), seen: 2 + random.below(4), evidence })),
    rules: some(random, 0, 8, () => ({
      kind: random.pick(["instead", "always", "never"] as const),
      use: random.chance(0.5) ? text(maker, 100, random.pick(WORDS)) : null,
      avoid: random.chance(0.5) ? text(maker, 100, random.pick(WORDS)) : null,
      quote: text(maker, 200, sentence(random, names)),
      said: 2,
      followed: 2,
      saidLast: null,
      evidence,
    })),
    terms: some(random, 0, 12, () => text(maker, 60, random.pick(WORDS))),
    notFor: some(random, 0, 5, () => text(maker, 120, sentence(random, names))),
    evidence,
    sessions: Array.from({ length: sessions }, (_none, one) => `s${String(one)}`),
    uses: sessions,
    confidence: random.below(10_001) / 10_000,
  };
}

function stepOf(maker: Maker, names: readonly string[]): Step {
  const { random } = maker;
  const of = 3 + random.below(9);
  const kind = random.pick(["run", "run", "run", "read", "write", "network", "other"] as const);
  const verb = kind === "run" ? "shell" : kind === "other" ? text(maker, 200, "calendar.list") : kind === "network" ? random.pick(["curl", "web_fetch"]) : kind;
  return aStep(lineOf(maker, names), { kind, verb, tool: text(maker, 100, "exec"), seen: 1 + random.below(of), of });
}

function preconditionOf(maker: Maker, evidence: readonly string[]): Precondition {
  const { random } = maker;
  const kind = random.pick(["program", "file", "state"] as const);
  const what = kind === "program" ? random.pick(WORDS) : kind === "file" ? random.pick(EXAMPLES.path ?? [""]) : "gh auth status";
  return { kind, what: text(maker, 300, what), seen: 3, of: 4, missing: random.below(3), evidence: [...evidence] };
}

function lineOf(maker: Maker, names: readonly string[]): string {
  const line = maker.random.pick(LINES).replaceAll("SLOT", () => (names.length === 0 ? "x" : `{${maker.random.pick(names)}}`));
  return text(maker, 1000, line);
}

function sentence(random: Random, names: readonly string[]): string {
  return some(random, 2, 9, () => (random.chance(0.15) && names.length > 0 ? `{${random.pick(names)}}` : random.pick(WORDS))).join(" ");
}

/** A calm text, or with marks and orders in it that somebody hopes to be obeyed or parsed; never longer than its field. */
function text(maker: Maker, max: number, calm: string): string {
  const { random, hostile, planted } = maker;
  if (!random.chance(hostile)) return calm.slice(0, max);
  const order = random.chance(0.05) ? random.pick(PLANTED) : null;
  if (order !== null) {
    planted.add(order);
    return order.slice(0, max);
  }
  const pieces = some(random, 1, 8, () => (random.chance(0.3) ? calm : random.pick(FRAGMENTS)));
  return (random.chance(0.05) ? pieces.join("").repeat(40) : pieces.join("")).slice(0, max);
}

function some<T>(random: Random, least: number, most: number, make: () => T): T[] {
  return Array.from({ length: least + random.below(most - least + 1) }, make);
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.pick([..."0123456789abcdef"])).join("");
}
