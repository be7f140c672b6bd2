import { describe, expect, it } from "vitest";
import { fitting } from "#pipeline/choose";
import { aGene } from "../fakes/a-gene.ts";

const pulls = aGene({
  id: "gene-00000000000a",
  name: "list-pull-requests",
  title: "List the open pull requests",
  action: "list",
  object: "pull request",
  terms: ["pull"],
  phrases: ["open PRs of acme/shop"],
});
const invoices = aGene({ id: "gene-00000000000b" });
const photos = aGene({
  id: "gene-00000000000c",
  name: "resize-photos",
  title: "Resize the photos",
  action: "resize",
  object: "photo",
  terms: ["photo"],
  phrases: ["resize the photos in ~/a"],
});
const genes = [pulls, invoices, photos];

const best = (words: string) => {
  const [first] = fitting(genes, words);
  return first === undefined || first.score === 0 ? null : first.gene.name;
};

describe("genes that fit words", () => {
  it.each([
    ["pulls", "list-pull-requests"],
    ["open PRs", "list-pull-requests"],
    ["invoices to csv", "list-invoices"],
    ["Invoicing", "list-invoices"],
    ["PHOTOS", "resize-photos"],
    ["resizing pictures", "resize-photos"],
    ["weather in Oslo", null],
    ["", null],
  ])("%j -> %s", (words, name) => {
    expect(best(words)).toBe(name);
  });

  it("weigh a rare word more than one that every gene has", () => {
    expect(fitting([pulls, invoices], "list photos pull").map(({ gene }) => gene.name)).toEqual(["list-pull-requests", "list-invoices"]);
  });
});
