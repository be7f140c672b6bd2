import { inCoveringOrder } from "#kernel/covering";
import type { Gene, Gotcha, Precondition, Rule, Step } from "#kernel/gene";
import { plainLine } from "#kernel/visible";
import { isCommand } from "./act.ts";
import { inOrder, type Part, type Work } from "./hand-over.ts";
import { inFull, isOpen } from "./in-full.ts";
import { wordingsOf } from "./phrases.ts";
import { programsOf } from "#kernel/programs";

export type Input = Gene["slots"][number];

/** What a skill says, before it is cut to size and escaped: several genes joined, every statement still with its evidence. */
export type Content = Readonly<{
  genes: readonly Gene[];
  title: string;
  /** The request as it is mostly said, with the changing parts as `{name}`; empty where there are several genes. */
  typical: string;
  /** The person's wordings as they were said, and the distinct ones with the changing parts as `{name}`. */
  phrases: readonly string[];
  wordings: readonly string[];
  terms: readonly string[];
  notFor: readonly string[];
  inputs: readonly Input[];
  /** Those whose values are left open where requests are quoted. */
  open: readonly Input[];
  /** Programs that the steps start, for the permissions; `preconditions` names those that not every system has. */
  programs: readonly string[];
  preconditions: readonly Precondition[];
  parts: readonly Part[];
  gotchas: readonly Gotcha[];
  rules: readonly Rule[];
  evidence: readonly string[];
  support: Readonly<{ requests: number; sessions: number; days: number; success: number; failure: number; unknown: number }>;
}>;

/** Genes in any order -> one content, the same for every order: best supported gene first, slots of the same name and type joined. */
export function compose(given: readonly Gene[]): Content {
  const genes = [...new Map(given.map((gene) => [gene.id, gene])).values()]
    .sort((a, b) => b.sessions.length - a.sessions.length || (a.id < b.id ? -1 : 1))
    .map(inFull);
  const { inputs, names } = joinInputs(genes);
  const opened = new Set(genes.flatMap((gene, at) => gene.slots.filter((slot) => isOpen(slot, gene)).map((slot) => names[at]?.get(slot.name))));
  const open = inputs.filter((one) => opened.has(one.name));
  const parts = inOrder(genes.map((gene, at) => workOf(gene, names[at] ?? new Map(), genes.length > 1)));
  const preconditions = genes.flatMap((gene, at) => gene.preconditions.map((one) => ({ ...one, what: renamed(one.what, names[at]) })));
  const gotchas = genes.flatMap((gene, at) =>
    gene.gotchas.map((one) => ({ ...one, failed: renamed(one.failed, names[at]), instead: renamed(one.instead, names[at]) })),
  );
  return {
    genes,
    title: titleOfAll(genes, parts),
    typical: genes.length === 1 ? plainLine(genes[0]?.wording ?? "") : "",
    phrases: interleaved(genes.map((gene) => covering(quotable(gene.phrases)))),
    wordings: interleaved(genes.map((gene) => covering(wordingsOf(quotable(gene.phrases), open)))),
    terms: interleaved(genes.map((gene) => gene.terms)),
    notFor: interleaved(genes.map((gene) => gene.notFor.map(inWords))),
    inputs,
    open,
    programs: programsIn(parts, preconditions),
    preconditions: [...new Map(preconditions.map((one) => [`${one.kind} ${one.what}`, one])).values()],
    parts,
    gotchas,
    rules: joinRules(genes),
    evidence: sorted(
      genes.flatMap((gene) => [
        ...gene.evidence,
        ...gene.gotchas.flatMap((one) => one.evidence),
        ...gene.rules.flatMap((one) => one.evidence),
        ...gene.preconditions.flatMap((one) => one.evidence),
        ...[...gene.steps, ...(gene.check === null ? [] : [gene.check])].flatMap((step) => step.evidence),
      ]),
    ),
    support: supportOf(genes),
  };
}

/** Programs that the commands start, those that only ask for a state before the work too. */
function programsIn(parts: readonly Part[], preconditions: readonly Precondition[]): readonly string[] {
  const commands = parts.flatMap((part) => [...part.steps, ...(part.check === null ? [] : [part.check])]).filter(isCommand);
  const states = preconditions.filter((one) => one.kind === "state").map((one) => one.what);
  return [...new Set([...commands.map((step) => step.line), ...states].flatMap(programsOf))].sort();
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

function workOf(gene: Gene, names: Names, headed: boolean): Work {
  const step = (one: Step): Step => ({ ...one, line: renamed(one.line, names) });
  return { heading: headed ? titleOf(gene) : null, steps: gene.steps.map(step), check: gene.check === null ? null : step(gene.check) };
}

/** One gene's title; of several the titles of the parts in their order, as one sentence. */
function titleOfAll(genes: readonly Gene[], parts: readonly Part[]): string {
  const titles = parts.map((part) => part.heading ?? "").filter((title) => title !== "");
  return titles.length === 0 ? genes.map(titleOf).join(" and ") : titles.map((title, at) => (at === 0 ? title : uncapital(title))).join(" and ");
}

/** Only a first word that is no name or abbreviation by its looks. */
function uncapital(title: string): string {
  return title.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}

function titleOf(gene: Gene): string {
  return inWords(gene.title) || gene.name;
}

/** A title as a person would say it: names of slots as words, no courtesy, none of the marks and shouted words that stand for something left undone. */
function inWords(title: string): string {
  return plainLine(title)
    .replace(/\b(the|a|an|this|that|my|our|your|each|every) \{([a-z][a-z0-9_]*)\}/gi, (_whole, before: string, name: string) => `${before} ${nounOf(name)}`)
    .replace(/\{([a-z][a-z0-9_]*)\}/g, (_whole, name: string) => `${/^[aeiou]/.test(name) ? "an" : "a"} ${nounOf(name)}`)
    .replace(/^please,? |,? please[.!]?$/gi, "")
    .replace(/^(give|show|tell|get|send|find|list|bring|make|write|read) me\b/i, "$1")
    .replace(/[{}<>%`\\]+|\$(?=\{)/g, " ")
    .replace(/\b(TODO|TBD|FIXME|XXX)\b/g, (word) => word.toLowerCase())
    .replace(/ {2,}/g, " ")
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

function covering(texts: readonly string[]): readonly string[] {
  return inCoveringOrder(texts.map((text) => ({ text, count: 1 }))).map(({ text }) => text);
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
