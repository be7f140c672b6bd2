import { parseFrontmatter } from "#kernel/frontmatter";
import type { Gene } from "#kernel/gene";
import type { InstalledSkill, Skill } from "#kernel/skill";
import type { Request } from "#kernel/trace";
import { textOf } from "#kernel/tree";
import type { ListingBudget, TriggerReport } from "#kernel/trigger";
import { DESCRIPTION_STYLES, listingOf } from "#stages/generate/describe";
import { generate } from "#stages/generate/generate";
import { listingBudgets } from "#stages/trigger/budgets";
import { documentOf, type TriggerDocument } from "#stages/trigger/document";
import { evaluateTrigger, type Neighbour, type TriggerFacts } from "#stages/trigger/evaluate";
import { nearestTo } from "#stages/trigger/nearest";
import { loadCapsules } from "#store/state-files";
import type { Context } from "./context.ts";
import { descriptionTrial } from "./describe.ts";
import { libraries } from "./libraries.ts";
import { heldOutOf } from "./replay.ts";
import { withTraces } from "./traces.ts";

/** Neighbouring genes whose requests are tried, and how many requests of each, of no gene at all, and genes whose wordings only tell how common words are. */
const NEIGHBOURS = 3;
const NEAR_MISSES = 12;
const STRAYS = 100;
const BACKGROUND = 400;

export type Triggered = Readonly<{ trigger: TriggerReport; budgets: readonly ListingBudget[] }>;

/** A staged skill, all that hosts see, and the genes -> what brings requests to it, and what its listing costs. Reads the trace store, writes nothing. */
export function triggerOf(context: Context, skill: Skill, installed: readonly InstalledSkill[], genes: readonly Gene[]): Triggered {
  const listed = listedOf(skill);
  const manifest = manifestOf(skill);
  const facts = factsOf(context, listed, installed, genes, manifest);
  const own = genes.filter((gene) => manifest.genes.includes(gene.id));
  const trial = descriptionTrial(context, own, listed.name, { genes, installed });
  // what a person or a model wrote was not chosen by it
  const chosen = trial !== null && listingOf(own, listed.name, trial.style).description === listed.description;
  return { trigger: { ...evaluateTrigger(facts), ...(chosen ? { description: trial } : {}) }, budgets: listingBudgets(libraries(context, installed), listed) };
}

type Listed = Pick<InstalledSkill, "name" | "source" | "description" | "body">;
type Manifest = Readonly<{ genes: readonly string[]; template: string | null }>;

function factsOf(context: Context, listed: Listed, installed: readonly InstalledSkill[], genes: readonly Gene[], manifest: Manifest): TriggerFacts {
  const own = genes.filter((gene) => manifest.genes.includes(gene.id));
  const others = genes.filter((gene) => gene.status === "active" && !own.includes(gene));
  const near = nearestTo(
    own.flatMap((gene) => gene.phrases),
    others.map((gene) => gene.phrases),
  ).flatMap((at) => others[at] ?? []);
  const told = toldIn(context, own, near.slice(0, NEIGHBOURS), genes);
  const cuts = own.map((gene) => heldOutOf(context, told.requests(gene)));
  const heldOut = distinct(cuts.flatMap((cut) => cut?.heldOut.map((one) => one.text) ?? []));
  const neighbours = near
    .slice(0, NEIGHBOURS)
    .map((gene): Neighbour => ({ name: gene.name, texts: distinct(told.requests(gene).map((one) => one.text)).slice(0, NEAR_MISSES) }));
  const tried = new Set([...heldOut, ...neighbours.flatMap((one) => one.texts)]);
  // One text for each gene: how many things a word is said of counts, not how often one of them was asked for.
  const learned = genes.map((gene) => gene.phrases.filter((text) => !tried.has(text)).join("\n"));
  return {
    proposal: documentOf(listed),
    twin: heldOut.length === 0 ? null : twinOf(own, cuts, listed, manifest),
    installed: installed.map(documentOf),
    rivals: installed.map((one) => earlierOf(context, one, genes, near.slice(0, NEIGHBOURS), told)),
    heldOut,
    neighbours,
    outOfScope: told.strays.filter((_text, at) => at % 2 === 0),
    background: [...told.strays.filter((text, at) => at % 2 === 1 && !tried.has(text)), ...spread(learned, BACKGROUND)],
    merge: (name) => mergeWith(context, name, listed.name, own, others),
  };
}

type Told = Readonly<{ requests: (gene: Gene) => readonly Request[]; strays: readonly string[] }>;

/** What the trace store holds of these genes, and a sample of the requests that no gene rests on. */
function toldIn(context: Context, own: readonly Gene[], near: readonly Gene[], genes: readonly Gene[]): Told {
  const learned = new Set(genes.flatMap((gene) => gene.evidence));
  return withTraces<Told>(context, { requests: () => [], strays: [] }, (store) => {
    const kept = new Map([...own, ...near].map((gene) => [gene.id, gene.evidence.flatMap((id) => store.request(id) ?? [])]));
    const stray = spread(
      store.requestIds().filter((id) => !learned.has(id)),
      2 * STRAYS,
    );
    return { requests: (gene) => kept.get(gene.id) ?? [], strays: distinct(stray.flatMap((id) => store.request(id)?.text ?? [])) };
  });
}

/** The same skill made of the earlier sessions alone, in which the later wordings are new. */
function twinOf(own: readonly Gene[], cuts: readonly ReturnType<typeof heldOutOf>[], { name, description }: Listed, { template }: Manifest): TriggerDocument {
  const genes = own.map((gene, at) => cuts[at]?.told ?? gene);
  const style = DESCRIPTION_STYLES.find((one) => listingOf(own, name, one).description === description) ?? "fresh";
  return documentOf(listedOf(generate({ genes, template, name, description: null, style }).skill));
}

/**
 * A neighbour's skill that this program made, as the earlier sessions alone make it: a skill that knows all sessions would take wordings from a twin that
 * knows a part only by having heard more. Any other skill as it is.
 */
function earlierOf(context: Context, one: InstalledSkill, genes: readonly Gene[], near: readonly Gene[], told: Told): TriggerDocument {
  const own = genes.filter((gene) => one.body.includes(`\`${gene.id}\``));
  if (!own.some((gene) => near.includes(gene))) return documentOf(one);
  const made = own.map((gene) => heldOutOf(context, told.requests(gene))?.told ?? gene);
  const { skill } = generate({ genes: made, template: null, name: one.name, description: null });
  return documentOf({ ...listedOf(skill), source: one.source });
}

function mergeWith(context: Context, name: string, skill: string, own: readonly Gene[], others: readonly Gene[]): Readonly<{ command: string | null }> {
  const capsule = loadCapsules(context.powers.files, context.places.data).findLast((one) => one.name === name && one.status === "promoted");
  const gene = others.find((one) => one.name === name);
  const joined = capsule?.genes.map((one) => one.id) ?? (gene === undefined ? [] : [gene.id]);
  const into = capsule === undefined ? skill : name;
  const all = [...new Set([...own.map((one) => one.id), ...joined])];
  return { command: joined.length === 0 ? null : `forge generate --name ${into} ${all.map((id) => `--gene ${id}`).join(" ")}` };
}

/** SKILL.md as a host reads it; a file that cannot be read so has an empty description, which the lint says. */
function listedOf(skill: Skill): Listed {
  const main = skill.files.find((file) => file.path === "SKILL.md");
  const { head, body } = parseFrontmatter(main === undefined ? "" : textOf(main));
  const description = head?.["description"];
  return { name: skill.name, source: "proposal", description: typeof description === "string" ? description : "", body };
}

/** What the proposal says it was made of; a damaged skill.json fails a gate of its own and names nothing here. */
function manifestOf(skill: Skill): Manifest {
  const file = skill.files.find((one) => one.path === "skill.json");
  try {
    const value: unknown = JSON.parse(file === undefined ? "{}" : textOf(file));
    const { genes, template } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
    const ids = Array.isArray(genes) ? genes.flatMap((one: unknown) => (typeof one === "object" && one !== null && "id" in one ? [String(one.id)] : [])) : [];
    const id = typeof template === "object" && template !== null && "id" in template ? String(template.id) : null;
    return { genes: ids, template: id };
  } catch {
    return { genes: [], template: null };
  }
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => text.replace(/\s+/g, " ").trim()))].sort();
}

/** At most so many of a list, from all over it. */
function spread(texts: readonly string[], most: number): readonly string[] {
  return texts.length <= most ? texts : Array.from({ length: most }, (_none, at) => texts[Math.floor((at * texts.length) / most)] ?? "");
}
