import type { Gene, Gotcha, Rule, Step } from "#kernel/gene";
import { plainLine } from "#kernel/visible";
import { inCoveringOrder } from "./cover.ts";
import { isCommand } from "./act.ts";
import { programsOf } from "#kernel/programs";

export type Input = Gene["slots"][number];
/** The procedure of one gene inside a skill; `heading` is null when the skill has only one. */
export type Part = Readonly<{ heading: string | null; steps: readonly Step[]; check: Step | null }>;

/** What a skill says, before it is cut to size and escaped: several genes joined, every statement still with its evidence. */
export type Content = Readonly<{
  genes: readonly Gene[];
  title: string;
  phrases: readonly string[];
  terms: readonly string[];
  notFor: readonly string[];
  inputs: readonly Input[];
  programs: readonly string[];
  parts: readonly Part[];
  gotchas: readonly Gotcha[];
  rules: readonly Rule[];
  evidence: readonly string[];
  support: Readonly<{ requests: number; sessions: number; days: number; success: number; failure: number; unknown: number }>;
}>;

/** Genes in any order -> one content, the same for every order: best supported gene first, slots of the same name and type joined. */
export function compose(given: readonly Gene[]): Content {
  const genes = [...new Map(given.map((gene) => [gene.id, gene])).values()].sort((a, b) => b.sessions.length - a.sessions.length || (a.id < b.id ? -1 : 1));
  const { inputs, names } = joinInputs(genes);
  const parts = genes.map((gene, at) => partOf(gene, names[at] ?? new Map(), genes.length > 1));
  const gotchas = genes.flatMap((gene, at) =>
    gene.gotchas.map((one) => ({ ...one, failed: renamed(one.failed, names[at]), instead: renamed(one.instead, names[at]) })),
  );
  return {
    genes,
    title: genes.map(titleOf).join(" and "),
    phrases: interleaved(genes.map((gene) => inCoveringOrder(quotable(gene.phrases)))),
    terms: interleaved(genes.map((gene) => gene.terms)),
    notFor: interleaved(genes.map((gene) => gene.notFor.map(inWords))),
    inputs,
    programs: [
      ...new Set(
        parts
          .flatMap((part) => [...part.steps, ...(part.check === null ? [] : [part.check])])
          .flatMap((step) => (isCommand(step) ? programsOf(step.line) : [])),
      ),
    ].sort(),
    parts,
    gotchas,
    rules: joinRules(genes),
    evidence: sorted(
      genes.flatMap((gene) => [
        ...gene.evidence,
        ...gene.gotchas.flatMap((one) => one.evidence),
        ...gene.rules.flatMap((one) => one.evidence),
        ...[...gene.steps, ...(gene.check === null ? [] : [gene.check])].flatMap((step) => step.evidence),
      ]),
    ),
    support: supportOf(genes),
  };
}

/** Rules of all genes, each once, the most often said first. */
function joinRules(genes: readonly Gene[]): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const one of genes.flatMap((gene) => gene.rules)) {
    const key = JSON.stringify([one.kind, one.use, one.avoid, one.kind === "instead" ? "" : one.quote]);
    const known = rules.get(key);
    rules.set(key, known === undefined || known.said < one.said ? one : known);
  }
  return [...rules.values()].sort((a, b) => b.said - a.said || (a.quote < b.quote ? -1 : 1));
}

function supportOf(genes: readonly Gene[]): Content["support"] {
  const sum = (of: (gene: Gene) => number) => genes.reduce((total, gene) => total + of(gene), 0);
  return {
    requests: sum((gene) => gene.uses),
    sessions: new Set(genes.flatMap((gene) => gene.sessions)).size,
    days: new Set(genes.flatMap((gene) => gene.days)).size,
    success: sum((gene) => gene.outcomes.success),
    failure: sum((gene) => gene.outcomes.failure),
    unknown: sum((gene) => gene.outcomes.unknown),
  };
}

type Names = ReadonlyMap<string, string>;

/** Slots of all genes -> joined inputs, and for each gene how its slots are called now. The same name with another type gets a number. */
function joinInputs(genes: readonly Gene[]): Readonly<{ inputs: readonly Input[]; names: readonly Names[] }> {
  const inputs = new Map<string, Input>();
  const names = genes.map((gene) => {
    const own = new Map<string, string>();
    for (const slot of gene.slots) {
      const name = freeName(slot, inputs);
      own.set(slot.name, name);
      inputs.set(name, joinedInput(inputs.get(name), { ...slot, name }));
    }
    return own;
  });
  return { inputs: [...inputs.values()], names };
}

function freeName(slot: Input, taken: ReadonlyMap<string, Input>): string {
  let name = slot.name;
  for (let next = 2; (taken.get(name)?.type ?? slot.type) !== slot.type; next += 1) name = `${slot.name}_${next}`;
  return name;
}

function joinedInput(before: Input | undefined, slot: Input): Input {
  if (before === undefined) return slot;
  return {
    ...before,
    examples: [...new Set([...before.examples, ...slot.examples])],
    distinct: Math.max(before.distinct, slot.distinct),
    trusted: before.trusted && slot.trusted,
  };
}

function partOf(gene: Gene, names: Names, headed: boolean): Part {
  const step = (one: Step): Step => ({ ...one, line: renamed(one.line, names) });
  return { heading: headed ? titleOf(gene) : null, steps: gene.steps.map(step), check: gene.check === null ? null : step(gene.check) };
}

function titleOf(gene: Gene): string {
  return inWords(gene.title) || gene.name;
}

/** A title as a person would say it: names of slots as words, no courtesy. */
function inWords(title: string): string {
  return plainLine(title)
    .replace(/\b(the|a|an|this|that|my|our|your|each|every) \{([a-z][a-z0-9_]*)\}/gi, (_whole, before: string, name: string) => `${before} ${nounOf(name)}`)
    .replace(/\{([a-z][a-z0-9_]*)\}/g, (_whole, name: string) => `${/^[aeiou]/.test(name) ? "an" : "a"} ${nounOf(name)}`)
    .replace(/^please,? |,? please[.!]?$/gi, "")
    .trim();
}

function nounOf(slot: string): string {
  return slot.replace(/_\d+$/, "").replaceAll("_", " ");
}

/** Quotes in which nothing had to be blacked out say more; the others only when there is nothing else. */
function quotable(phrases: readonly string[]): readonly string[] {
  const clean = phrases.filter((phrase) => !phrase.includes("<secret:"));
  return clean.length > 0 ? clean : phrases;
}

function renamed(line: string, names: Names | undefined): string {
  return line.replace(/\{([a-z][a-z0-9_]*)\}/g, (whole, name: string) => (names?.has(name) === true ? `{${names.get(name)}}` : whole));
}

/** Lists -> first of each, then second of each, ...: every gene is heard before the list is cut. */
function interleaved(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const all = Array.from({ length: longest }, (_none, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
  return [...new Set(all.map(plainLine).filter((one) => one !== ""))];
}

function sorted(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
