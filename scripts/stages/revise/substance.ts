import { type Block, PROVENANCE } from "./document.ts";

/** A stretch of Markdown: inside a code span or fence, or outside. */
type Stretch = Readonly<{ code: boolean; text: string; fence: string }>;

const REFERENCE = /\[(\d{1,6})\]/g;

/** Text -> its stretches; a run of back-ticks that no run of the same length closes is plain text, as in CommonMark. */
function stretchesOf(text: string): readonly Stretch[] {
  const runs = [...text.matchAll(/`+/g)].map((found) => ({ from: found.index, fence: found[0] }));
  const nextOf = new Map<string, number>();
  const closes = runs.map(() => -1);
  for (let at = runs.length - 1; at >= 0; at -= 1) {
    const fence = runs[at]?.fence ?? "";
    closes[at] = nextOf.get(fence) ?? -1;
    nextOf.set(fence, at);
  }
  const found: Stretch[] = [];
  let from = 0;
  for (let at = 0; at < runs.length; at += 1) {
    const [open, close] = [runs[at], runs[closes[at] ?? -1]];
    if (open === undefined || close === undefined) continue;
    found.push({ code: false, text: text.slice(from, open.from), fence: "" });
    found.push({ code: true, text: text.slice(open.from + open.fence.length, close.from), fence: open.fence });
    from = close.from + close.fence.length;
    at = closes[at] ?? at;
  }
  return [...found, { code: false, text: text.slice(from), fence: "" }];
}

/** What an item says as code: commands, values, the person's words. The sentence around them is the template's. */
export function valuesOf(block: Block): readonly string[] {
  if (block.kind === "field" || block.kind === "heading") return [];
  return stretchesOf(block.text).flatMap((one) => (one.code ? [one.text.trim()] : []));
}

/** The sentence around the values, without footnotes, and with every count as `#`: "seen in 9 of 11" is said by the same words next week. */
export function wordingOf(block: Block): string {
  return stretchesOf(block.text)
    .map((one) => (one.code ? "`" : one.text.replace(REFERENCE, "").replace(/\d+/g, "#")))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

/** What makes an item the same one with other counts: its key in the frontmatter, else its values, else its words. */
export function substanceOf(block: Block): string {
  if (block.kind === "field") return keyOf(block);
  if (block.kind === "heading" && block.level === 1) return "title";
  const values = valuesOf(block);
  return values.length > 0 ? JSON.stringify(values) : wordingOf(block);
}

/** Does the block say the same to an agent? A frontmatter entry is compared by its whole text, but for the metadata, which are counts and versions. */
export function saysTheSame(a: Block, b: Block): boolean {
  if (a.kind === "field") return keyOf(a) === keyOf(b) && (a.text === b.text || keyOf(a) === "metadata");
  if (a.kind === "heading") return a.text === b.text;
  return substanceOf(a) === substanceOf(b) && wordingOf(a) === wordingOf(b);
}

/** The same to the byte, but for the number of a numbered item: who adds a step by hand renumbers the rest. */
export function isVerbatim(a: Block, b: Block): boolean {
  return a.kind === b.kind && a.text === b.text && (a.kind === "numbered" || a.marker === b.marker);
}

export function keyOf(block: Block): string {
  return block.kind === "field" ? (/^([A-Za-z_][\w-]*):/.exec(block.text)?.[1] ?? "") : "";
}

/** Numbers of the footnotes that the block refers to. In the frontmatter and in headings such a thing is somebody's words. */
export function referencesOf(block: Block): readonly number[] {
  if (block.kind === "field" || block.kind === "heading") return [];
  return stretchesOf(block.text).flatMap((one) => (one.code ? [] : [...one.text.matchAll(REFERENCE)].map((found) => Number(found[1]))));
}

/** A block as a person reads it: without its number in a list and without the numbers of footnotes. */
export function readable(block: Block): string {
  if (referencesOf(block).length === 0) return (block.kind === "numbered" ? "" : block.marker) + block.text;
  const text = stretchesOf(block.text).map(({ code, text: part, fence }) => (code ? fence + part + fence : part.replace(/ ?\[\d{1,6}\]/g, "")));
  return (block.kind === "numbered" ? "" : block.marker) + text.join("").trimEnd();
}

/** The block with other numbers for its footnotes. */
export function renumbered(block: Block, numbers: ReadonlyMap<number, number>): Block {
  if (referencesOf(block).length === 0) return block;
  const text = stretchesOf(block.text).map(({ code, text: part, fence }) =>
    code ? `${fence}${part}${fence}` : part.replace(REFERENCE, (whole, n: string) => (numbers.has(Number(n)) ? `[${numbers.get(Number(n)) ?? n}]` : whole)),
  );
  return { ...block, text: text.join("") };
}

/** A footnote of evidence, `- [n] ids`; null for any other block. */
export function noteOf(block: Block): Readonly<{ number: number; row: string }> | null {
  if (block.kind !== "bullet" || !block.section.startsWith(PROVENANCE)) return null;
  const found = /^\[(\d{1,6})\] ([^]*)$/.exec(block.text);
  return found === null ? null : { number: Number(found[1]), row: (found[2] ?? "").trim() };
}

/** Words of a block, for likeness. */
export function wordsOf(block: Block): ReadonlySet<string> {
  const text = [...valuesOf(block), wordingOf(block).replaceAll("`", " ")].join(" ");
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s]{2,}/gu) ?? []);
}
