import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseFrontmatter } from "#kernel/frontmatter";
import type { Gene } from "#kernel/gene";
import { textOf } from "#kernel/tree";
import { type DescriptionStyle, listingOf } from "#stages/generate/describe";
import { generate } from "#stages/generate/generate";
import { familyPattern } from "#stages/observe/patterns/family";
import { documentOf, type TriggerDocument } from "#stages/trigger/document";
import { ranker } from "#stages/trigger/rank";
import { thresholdOf } from "#stages/trigger/threshold";
import { aGene } from "../fakes/a-gene.ts";
import { type Labelled, OUT_OF_SCOPE, rowsOf } from "./labelled.ts";
import { linesOf } from "./peers/table.ts";
import { bm25 } from "./plain-bm25.ts";

/** Seeds of the splits into halves. One split says little: figures of five of them lie up to two points apart. */
const SEEDS = [1, 2, 3, 4, 5] as const;
/** A gene keeps so many wordings. */
const PHRASES = 12;
/** What a skill quotes when little is known of it. */
const FEW = 3;

/** A class as the program would make it: the skill's text as a host reads it, what of it takes part, the wordings it was made of, and how it is listed in the two ways of describing it. */
type Made = Readonly<{ label: string; text: string; document: TriggerDocument; train: readonly string[]; listed: string; common: string }>;

/**
 * Files of JSON lines {text, label} -> a table of how often held-out wordings find their skill. Each class is one gene, mined from one half of its texts
 * (five splits by fixed seeds, and their mean) and made a skill by the generator; the other half asks. Beside it, in the same run, plain BM25: over the same files, over all
 * wordings of the training half, and over three of them. Texts labelled `oos` belong to no class: the share that is taken for a find is told.
 */
export function triggerQuality(files: readonly string[]): string {
  const read = files.map((path) => ({ name: basename(path), rows: rowsOf(readFileSync(path, "utf8")) }));
  const strays = read.flatMap(({ rows }) => rows.filter((row) => row.label === OUT_OF_SCOPE).map((row) => row.text));
  const sets = read.map(({ name, rows }) => ({ name, rows: rows.filter((row) => row.label !== OUT_OF_SCOPE) })).filter(({ rows }) => rows.length > 0);
  return linesOf(
    ["classes of", "split", ...COLUMNS.map(({ head }) => head)],
    sets.flatMap(({ name, rows }) => {
      const splits = SEEDS.map((seed) => figuresOf(rows, strays, seed));
      const mean = meanOf(splits);
      return [...splits.map((one, at) => [name, String(SEEDS[at]), ...shown(one)]), [name, "mean", ...shown(mean)]];
    }),
  );
}

const COLUMNS = [
  { of: "skills", head: "skills", digits: 0 },
  { of: "heldOut", head: "held out", digits: 0 },
  { of: "quoted", head: "quoted", digits: 1 },
  { of: "tokens", head: "tokens", digits: 1 },
  { of: "all", head: "BM25 all %", digits: 1 },
  { of: "few", head: "BM25 3 %", digits: 1 },
  { of: "listed", head: "listed %", digits: 1 },
  { of: "common", head: "common %", digits: 1 },
  { of: "files", head: "BM25 files %", digits: 1 },
  { of: "ours", head: "ours %", digits: 1 },
  { of: "gain", head: "ours/files", digits: 3 },
  { of: "mrr", head: "MRR", digits: 3 },
  { of: "sure", head: "sure %", digits: 1 },
  { of: "strays", head: "oos taken %", digits: 1 },
  { of: "threshold", head: "threshold", digits: 2 },
] as const;
type Figures = Readonly<Record<(typeof COLUMNS)[number]["of"], number>>;

function meanOf(splits: readonly Figures[]): Figures {
  const mean = (of: keyof Figures): number => splits.reduce((sum, one) => sum + one[of], 0) / splits.length;
  return {
    ...{ skills: mean("skills"), heldOut: mean("heldOut"), quoted: mean("quoted"), tokens: mean("tokens"), all: mean("all"), few: mean("few") },
    ...{ listed: mean("listed"), common: mean("common"), files: mean("files"), ours: mean("ours"), gain: mean("ours") / mean("files"), mrr: mean("mrr") },
    ...{ sure: mean("sure"), strays: mean("strays"), threshold: mean("threshold") },
  };
}

function shown(figures: Figures): readonly string[] {
  return COLUMNS.map(({ of, digits }) => (Number.isNaN(figures[of]) ? "-" : figures[of].toFixed(digits)));
}

function figuresOf(rows: readonly Labelled[], outside: readonly string[], seed: number): Figures {
  const { made, heldOut } = halves(rows, seed);
  const share = (of: (row: Labelled) => boolean): number => (100 * heldOut.filter(of).length) / heldOut.length;
  const plain = (texts: readonly string[]): number => {
    const find = bm25(texts);
    return share(({ text, label }) => made[find(text)]?.label === label);
  };
  const documents = made.map((one) => one.document);
  const rank = ranker(documents);
  const threshold = thresholdOf(documents, rank);
  const found = new Map(heldOut.map((row) => [row, rank(row.text)]));
  const placeOf = (row: Labelled): number => found.get(row)?.ranked.findIndex(({ at }) => made[at]?.label === row.label) ?? -1;
  const ours = share((row) => placeOf(row) === 0);
  const files = plain(made.map((one) => one.text));
  const mean = (of: (one: Made) => number): number => made.reduce((sum, one) => sum + of(one), 0) / made.length;
  return {
    skills: made.length,
    heldOut: heldOut.length,
    quoted: mean((one) => one.document.phrases.length),
    tokens: mean((one) => Buffer.byteLength(one.text) / 3.4),
    all: plain(made.map((one) => one.train.join("\n"))),
    few: plain(made.map((one) => one.train.slice(0, FEW).join("\n"))),
    listed: plain(made.map((one) => one.listed)),
    common: plain(made.map((one) => one.common)),
    ...{ files, ours, gain: ours / files },
    mrr: heldOut.reduce((sum, row) => sum + 1 / (placeOf(row) + 1), 0) / heldOut.length,
    sure: share((row) => placeOf(row) === 0 && (found.get(row)?.confidence ?? 0) > threshold),
    strays: (100 * outside.filter((text) => rank(text).confidence > threshold).length) / outside.length,
    threshold,
  };
}

function halves(rows: readonly Labelled[], seed: number): Readonly<{ made: readonly Made[]; heldOut: readonly Labelled[] }> {
  const draw = dice(seed);
  const classes = [...Map.groupBy(rows, (row) => row.label)].sort(([a], [b]) => (a < b ? -1 : 1));
  const cut = classes.map(([label, own]) => {
    const texts = shuffled([...new Set(own.map((row) => row.text))], draw);
    const half = Math.floor(texts.length / 2);
    return { label, train: texts.slice(0, half), heldOut: texts.slice(half) };
  });
  return { made: cut.map(({ label, train }) => skillOf(label, train)), heldOut: cut.flatMap(({ label, heldOut }) => heldOut.map((text) => ({ text, label }))) };
}

/** The label is never part of the skill: name, title and words come from the training half alone. */
function skillOf(label: string, train: readonly string[]): Made {
  const items = train.map((text, at) => ({ id: `req-${at}`, text, session: `s${at}`, at: null, actions: [], outcome: { label: "success" as const } }));
  const pattern = familyPattern(items);
  if (pattern === null) throw new Error(`nothing could be read in the texts of ${label}`);
  const { name, title, action, object, wording, slots, terms } = pattern;
  const gene: Gene = aGene({
    ...{ name, title: title.slice(0, 120), action: action.slice(0, 60), object: object.slice(0, 60), wording: wording.slice(0, 500) },
    phrases: [...pattern.phrases.slice(0, PHRASES)],
    slots: slots.map((slot) => ({ ...slot, examples: slot.examples.slice(0, 8) })),
    terms: terms.slice(0, 20),
  });
  const { skill } = generate({ genes: [gene], template: "procedure", name: null, description: null });
  const file = skill.files.find((one) => one.path === "SKILL.md");
  if (file === undefined) throw new Error(`${label} has no SKILL.md`);
  const text = textOf(file);
  const { head, body } = parseFrontmatter(text);
  const lineOf = (style: DescriptionStyle): string =>
    Object.values(listingOf([gene], skill.name, style))
      .join(" ")
      .replaceAll("-", " ");
  return {
    label,
    text,
    train,
    listed: lineOf("fresh"),
    common: lineOf("common"),
    document: documentOf({ name: skill.name, source: "bench", description: String(head?.["description"]), body }),
  };
}

/** Numerical Recipes' linear congruential generator: the same split on every machine. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4_294_967_296;
  };
}

function shuffled(texts: readonly string[], draw: () => number): readonly string[] {
  const list = [...texts];
  for (let last = list.length - 1; last > 0; last--) {
    const at = Math.floor(draw() * (last + 1));
    const [a, b] = [list[last] ?? "", list[at] ?? ""];
    list[last] = b;
    list[at] = a;
  }
  return list;
}
