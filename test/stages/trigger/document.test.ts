import { generate } from "#stages/generate/generate";
import { documentOf } from "#stages/trigger/document";
import { describe, expect, it } from "vitest";
import { aGene } from "../generate/a-gene.ts";
import { handSkill, installedFrom } from "../review/a-proposal.ts";

describe("documentOf", () => {
  it("takes from a generated skill what came from the sessions, and no sentence of the template", () => {
    const { skill } = generate({ genes: [aGene()], template: null, name: null, description: null });
    const made = documentOf(installedFrom(skill));
    expect(made.phrases.length).toBeGreaterThanOrEqual(3);
    expect(made.phrases.join("\n")).toContain("which PRs are open in");
    expect(made.body).toContain("gh pr list");
    const all = [made.head, ...made.phrases, made.body].join("\n");
    for (const boilerplate of ["Replace each name in braces", "another action", "Learned from", "gene-0123456789ab", "merge a pull request"])
      expect(all).not.toContain(boilerplate);
  });

  it("takes the quoted wordings, the uses and the body of a skill written by hand, and not what it is not for", () => {
    const body =
      "# Poster\n\nMakes posters.\n\n## When to use\n\n- print a *poster*\n- a flyer for the fair\n\n## When not to use\n\n- business cards\n\n## Steps\n\n1. Open the layout.";
    const skill = handSkill(`---\nname: demo-skill\ndescription: Makes posters. Use when the user says "poster please". Not for logos.\n---\n${body}\n`);
    const made = documentOf(installedFrom(skill));
    expect(made.phrases).toEqual(["poster please", "print a  poster", "a flyer for the fair"]);
    expect(made.body).toContain("Open the layout");
    expect([made.head, ...made.phrases, made.body].join("\n")).not.toMatch(/business cards|logos/);
  });

  it("counts a wording once that stands in the description and under the uses", () => {
    const text = `---\nname: demo-skill\ndescription: Prints. Use when the user says "Print a poster".\n---\n## When to use\n\n- \`print a poster?\`\n- a flyer\n`;
    const made = documentOf(installedFrom(handSkill(text)));
    expect(made.phrases).toEqual(["Print a poster", "a flyer"]);
    expect(made.head).not.toContain("poster");
  });

  it("makes a document of any text", () => {
    expect(documentOf({ name: "x", source: "s", description: "", body: "" })).toEqual({ name: "x", source: "s", head: "x  ", phrases: [], body: "\n" });
  });
});
