import { textOf } from "#kernel/tree";
import { generate } from "#stages/generate/generate";
import { inFull, isOpen } from "#stages/generate/in-full";
import { describe, expect, it } from "vitest";
import { aGene, aStep } from "./a-gene.ts";

const slot = { name: "topic", type: "word" as const, examples: ["second", "additional"], distinct: 2, trusted: true };
const cards = {
  name: "spare-card",
  title: "I would like an {topic} card",
  wording: "I would like an {topic} card",
  phrases: ["I would like an additional card", "can I have a second card?", "what does another card cost"],
  slots: [slot],
  steps: [aStep("read ~/bank/cards.md")],
};

describe("words that no step takes", () => {
  it("stay in the title, the description and the quotes, for they are what the request is about", () => {
    const made = generate({ genes: [aGene(cards)], template: "procedure", name: null, description: null });
    const text = made.skill.files.filter((one) => one.path === "SKILL.md").map(textOf)[0] ?? "";
    expect(made.title).toBe("I would like an additional card");
    expect(made.description).toContain('"can I have a second card"');
    expect(generate({ genes: [aGene(cards)], template: "procedure", name: null, description: null, style: "common" }).description).toContain(
      '"I would like an additional card"',
    );
    expect(text).toContain("- `can I have a second card?`");
    expect(text.split("## Inputs")[0]).not.toContain("{topic}");
  });

  it("are left open when a step takes them, whole or a part of them, and so is whatever is no mere word", () => {
    const taking = (line: string) => isOpen(slot, aGene({ ...cards, steps: [aStep(line)] }));
    expect(taking("order-card {topic}")).toBe(true);
    expect(taking("order-card {topic_name}")).toBe(true);
    expect(taking("order-card {topic_2}")).toBe(false);
    expect(isOpen({ ...slot, type: "path" }, aGene(cards))).toBe(true);
    expect(inFull(aGene({ ...cards, steps: [aStep("order-card {topic}")] })).title).toBe("I would like an {topic} card");
  });

  it("hold a value with which it was said where one is known, and stay as they are without any", () => {
    const two = { ...slot, name: "when", examples: ["tomorrow", "today"] };
    const gene = aGene({ ...cards, slots: [slot, two], title: "send a {topic} card {when}", phrases: ["send a additional card today"] });
    expect(inFull(gene).title).toBe("send a additional card today");
    expect(inFull({ ...gene, phrases: [] }).title).toBe("send a second card tomorrow");
    expect(inFull(aGene({ ...cards, slots: [{ ...slot, examples: [] }] })).title).toBe("I would like an {topic} card");
  });
});
