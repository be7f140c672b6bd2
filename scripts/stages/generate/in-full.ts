import type { Gene } from "#kernel/gene";
import { plainLine } from "#kernel/visible";

type Slot = Gene["slots"][number];

/**
 * Is the slot left open (`{name}`) where requests are quoted? A path, a date or what a step takes is another one each time. A word that no step takes is
 * often what the request is about ("an additional card"): without it a skill is no longer told from its neighbours.
 */
export function isOpen(slot: Pick<Slot, "name" | "type">, gene: Pick<Gene, "steps" | "check">): boolean {
  if (slot.type !== "word" && slot.type !== "phrase") return true;
  const taken = new RegExp(`\\{${slot.name}(?:_[a-z]+)?\\}`);
  return [...gene.steps, ...(gene.check === null ? [] : [gene.check])].some((step) => taken.test(step.line));
}

/** Gene -> the same with a title and a wording in which only open slots are `{name}`; the others hold a value with which it was said. */
export function inFull(gene: Gene): Gene {
  const closed = gene.slots.filter((slot) => slot.examples.length > 0 && !isOpen(slot, gene));
  if (closed.length === 0) return gene;
  const phrases = gene.phrases.map(plainLine);
  return { ...gene, title: filled(gene.title, closed, phrases), wording: filled(gene.wording, closed, phrases) };
}

/** Each closed slot gets the first example that a phrase has behind the same words, so that what stands there was said so; else the first example. */
function filled(text: string, closed: readonly Slot[], phrases: readonly string[]): string {
  const said = phrases.map((phrase) => phrase.toLowerCase());
  const parts = plainLine(text).split(/\{([a-z][a-z0-9_]*)\}/);
  let before = "";
  return parts
    .map((part, at) => {
      const slot = at % 2 === 0 ? undefined : closed.find((one) => one.name === part);
      if (slot === undefined) {
        before = at % 2 === 0 ? before + part : "";
        return at % 2 === 0 ? part : `{${part}}`;
      }
      const example =
        slot.examples.find((one) => said.some((phrase) => phrase.includes(`${before}${one}`.toLowerCase().trimStart()))) ?? slot.examples[0] ?? "";
      before += example;
      return example;
    })
    .join("");
}
