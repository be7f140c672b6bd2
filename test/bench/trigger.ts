import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseFrontmatter } from "#kernel/frontmatter";
import type { Gene } from "#kernel/gene";
import { textOf } from "#kernel/tree";
import { generate } from "#stages/generate/generate";
import { familyPattern } from "#stages/observe/patterns/family";
import { documentOf, type TriggerDocument } from "#stages/trigger/document";
import { ranker } from "#stages/trigger/rank";
import { thresholdOf } from "#stages/trigger/threshold";
import { aGene } from "../fakes/a-gene.ts";
import { type Labelled, OUT_OF_SCOPE, rowsOf } from "./labelled.ts";
import { linesOf } from "./peers/table.ts";
import { bm25 } from "./plain-bm25.ts";

/** Seed of the split into halves. */
const SEED = 1;
/** A gene keeps so many wordings. */
const PHRASES = 12;
/** What a skill quotes when little is known of it. */
const FEW = 3;

/** A class as the program would make it: the skill's text as a host reads it, what of it takes part, and the wordings it was made of. */
type Made = Readonly<{ label: string; text: string; document: TriggerDocument; train: readonly string[] }>;

/**
 * Files of JSON lines {text, label} -> a table of how often held-out wordings find their skill. Each class is one gene, mined from one half of its texts
 * (chosen by a fixed seed) and made a skill by the generator; the other half asks. Beside it, in the same run, plain BM25: over the same files, over all
 * wordings of the training half, and over three of them. Texts labelled `oos` belong to no class: the share that is taken for a find is told.
 */
export function triggerQuality(files: readonly string[]): string {
  const read = files.map((path) => ({ name: basename(path), rows: rowsOf(readFileSync(path, "utf8")) }));
  const strays = read.flatMap(({ rows }) => rows.filter((row) => row.label === OUT_OF_SCOPE).map((row) => row.text));
  const sets = read.map(({ name, rows }) => ({ name, rows: rows.filter((row) => row.label !== OUT_OF_SCOPE) })).filter(({ rows }) => rows.length > 0);
  const head = [
    "classes of",
    "skills",
    "held out",
    "quoted",
    "tokens",
    "BM25 all",
    "BM25 3",
    "BM25 files",
    "ours",
    "ours/files",
    "MRR",
    "sure",
    "oos taken",
    "threshold",
  ];
  return linesOf(
    head,
    sets.map(({ name, rows }) => [name, ...figuresOf(rows, strays)]),
  );
}

function figuresOf(rows: readonly Labelled[], strays: readonly string[]): readonly string[] {
  const { made, heldOut } = halves(rows);
  const share = (of: (row: Labelled) => boolean): number => heldOut.filter(of).length / heldOut.length;
  const plain = (texts: readonly string[]): number => {
    const find = bm25(texts);
    return share(({ text, label }) => made[find(text)]?.label === label);
  };
  const documents = made.map((one) => one.document);
  const rank = ranker(documents);
  const least = thresholdOf(documents, rank);
  const found = new Map(heldOut.map((row) => [row, rank(row.text)]));
  const placeOf = (row: Labelled): number => found.get(row)?.ranked.findIndex(({ at }) => made[at]?.label === row.label) ?? -1;
  const ours = share((row) => placeOf(row) === 0);
  const files = plain(made.map((one) => one.text));
  const mean = (of: (one: Made) => number): string => (made.reduce((sum, one) => sum + of(one), 0) / made.length).toFixed(1);
  return [
    String(made.length),
    String(heldOut.length),
    mean((one) => one.document.phrases.length),
    mean((one) => Buffer.byteLength(one.text) / 3.4),
    percent(plain(made.map((one) => one.train.join("\n")))),
    percent(plain(made.map((one) => one.train.slice(0, FEW).join("\n")))),
    percent(files),
    percent(ours),
    (ours / files).toFixed(2),
    (heldOut.reduce((sum, row) => sum + 1 / (placeOf(row) + 1), 0) / heldOut.length).toFixed(3),
    percent(share((row) => placeOf(row) === 0 && (found.get(row)?.confidence ?? 0) > least)),
    strays.length === 0 ? "-" : percent(strays.filter((text) => rank(text).confidence > least).length / strays.length),
    least.toFixed(2),
  ];
}

function halves(rows: readonly Labelled[]): Readonly<{ made: readonly Made[]; heldOut: readonly Labelled[] }> {
  const draw = dice(SEED);
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
  return { label, text, train, document: documentOf({ name: skill.name, source: "bench", description: String(head?.["description"]), body }) };
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

const percent = (share: number): string => (100 * share).toFixed(1);
