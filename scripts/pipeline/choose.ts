import type { Capsule } from "#kernel/capsule";
import { confidenceToday } from "#kernel/confidence";
import { type Gene, standingOf } from "#kernel/gene";
import type { DescriptionStyle } from "#stages/generate/describe";
import type { Context } from "./context.ts";
import { expired } from "#stages/review/expiry";
import { loadCapsules } from "#store/state-files";

/** What to make a skill of. `style`: which wordings its description quotes. `take`: edits to be made over changes by hand. `onlyNews`: nobody asked for it, so it is worth showing only when it says something that the deployed one does not. */
export type Choice = Readonly<{
  genes: readonly Gene[];
  template: string | null;
  name: string | null;
  description: string | null;
  style?: DescriptionStyle;
  onlyNews: boolean;
  take?: readonly string[];
}>;

/** A gene that was not proposed, and why. */
export type Skipped = Readonly<{ gene: string; reason: string }>;

type Wish = Readonly<{ name: string | null; description: string | null }>;

/**
 * Genes -> what this run may propose, best first. With a name or description: the genes that fit its words best, as one
 * skill. Without: the strongest genes that have no skill yet or a newer version than their skill, one skill each. How many of
 * them are proposed is counted where it is known which of them say something new.
 */
export function proposalsFrom(context: Context, genes: readonly Gene[], wish: Wish): Readonly<{ chosen: readonly Choice[]; skipped: readonly Skipped[] }> {
  const active = genes.filter((gene) => gene.status === "active");
  if (wish.name !== null || wish.description !== null) return wished(active, wish);
  // Who stopped asking needs no new skill; a name or description asks for one all the same.
  const now = context.powers.clock.now();
  const idle = active.filter((gene) => standingOf(gene, now) !== "active");
  const capsules = loadCapsules(context.powers.files, context.places.data);
  const chosen: Choice[] = [];
  const skipped: Skipped[] = [];
  for (const gene of idle) skipped.push({ gene: gene.id, reason: `it is ${standingOf(gene, now)}: not asked for since ${gene.lastSeen?.slice(0, 10) ?? ""}` });
  const versions = new Set<string>();
  for (const gene of active.filter((one) => !idle.includes(one)).sort(stronger(now))) {
    const owner = ownerOf(capsules, gene, now);
    const own = owner === undefined ? [] : genesOf(owner, active);
    if (owner === undefined) chosen.push({ genes: [gene], template: null, name: null, description: null, onlyNews: true });
    else if (owner.status !== "promoted" || !hasNews(own, owner)) skipped.push({ gene: gene.id, reason: `it is in the skill ${owner.name} (${owner.status})` });
    else if (!versions.has(owner.id))
      chosen.push({ genes: own, template: owner.template.id, name: owner.name, description: owner.wished ?? null, onlyNews: true });
    versions.add(owner?.id ?? "");
  }
  return { chosen, skipped };
}

/** Expected use first: how often it is asked for, weighed by how sure it is that the steps work; with a time in milliseconds, as sure as that is then. */
function stronger(now: number | null): (a: Gene, b: Gene) => number {
  const weight = (gene: Gene): number => (now === null ? gene.confidence : confidenceToday(gene, now).today) * gene.uses;
  return (a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1);
}

const OWNING: ReadonlySet<string> = new Set(["approved", "promoted", "rolled-back"]);

/** The skill that a gene already has, the newest. A staged one is no obstacle: the same content is staged again under its name and shown. */
function ownerOf(capsules: readonly Capsule[], gene: Gene, now: number): Capsule | undefined {
  return capsules.filter((one) => OWNING.has(one.status) && !expired(one, now) && one.genes.some(({ id }) => id === gene.id)).at(-1);
}

/** The genes of a skill as they are now. */
function genesOf(owner: Capsule, genes: readonly Gene[]): readonly Gene[] {
  return genes.filter((gene) => owner.genes.some(({ id }) => id === gene.id));
}

/** A gene changed since the skill was made of it, or its last version left edits for this one. Staging finds out whether there is anything to say. */
function hasNews(genes: readonly Gene[], owner: Capsule): boolean {
  const made = new Map(owner.genes.map(({ id, version }) => [id, version]));
  return (owner.revision?.waiting ?? 0) > 0 || genes.some((gene) => (made.get(gene.id) ?? 0) < gene.version);
}

function wished(genes: readonly Gene[], wish: Wish): ReturnType<typeof proposalsFrom> {
  const scored = fitting(genes, `${wish.name ?? ""} ${wish.description ?? ""}`);
  const best = scored[0]?.score ?? 0;
  const fit = scored.filter(({ score }) => score > 0 && score >= best / 2).slice(0, 3);
  const skipped = scored.filter((one) => !fit.includes(one)).map(({ gene }) => ({ gene: gene.id, reason: "it does not fit the words that were given" }));
  return {
    chosen: fit.length === 0 ? [] : [{ genes: fit.map(({ gene }) => gene), template: null, name: wish.name, description: wish.description, onlyNews: false }],
    skipped,
  };
}

/**
 * Genes by how well their words answer the given ones: each given word counts by its rarity among the genes
 * (log((n + 1) / (df + 0.5)), the idf of BM25).
 */
export function fitting(genes: readonly Gene[], words: string): readonly Readonly<{ gene: Gene; score: number }>[] {
  const asked = [...new Set(tokens(words))];
  const own = genes.map((gene) => tokens([gene.name, gene.title, gene.action, gene.object, ...gene.terms, ...gene.phrases].join(" ")));
  const has = (list: readonly string[], word: string) => list.some((one) => alike(one, word));
  const scores = genes.map((gene, index) => {
    const list = own[index] ?? [];
    const score = asked.reduce(
      (sum, word) => (has(list, word) ? sum + Math.log((genes.length + 1) / (own.filter((other) => has(other, word)).length + 0.5)) : sum),
      0,
    );
    return { gene, score };
  });
  const better = stronger(null);
  return scores.sort((a, b) => b.score - a.score || better(a.gene, b.gene));
}

/** Words of one or two Latin letters join everything with everything (`in`, `de`, `zu`) and are left out. */
function tokens(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !/^[\p{Script=Latin}]{1,2}$/u.test(word));
}

/** The same word but for its ending, in any language with endings: no word list needed. `pulls` is `pull`, `invoices` is `invoicing`. */
function alike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return true;
  return short.length >= 4 && (long.startsWith(short) ? long.length - short.length <= 3 : short.length > 5 && long.slice(0, 5) === short.slice(0, 5));
}
