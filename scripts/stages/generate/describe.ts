import { ForgeError } from "#kernel/errors";
import { wordsOf } from "#kernel/features";
import type { Gene } from "#kernel/gene";
import { hasHidden, plainLine } from "#kernel/visible";
import { bytesOf, clip, clipBytes } from "./clip.ts";
import { compose, type Content } from "./compose.ts";

const DESCRIPTION_BYTES = 160;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Platforms refuse skills named after their makers. */
const RESERVED = /anthropic|claude/;

/** Wished name, or the first gene's -> a skill name of at most 32 characters. Throws SLOT_INVALID for a wish that is none, with one that would do in details. */
export function nameOf(content: Content, wished: string | null): string {
  const name = wished ?? content.genes[0]?.name ?? "";
  if (name.length <= 32 && NAME.test(name) && !RESERVED.test(name)) return name;
  const instead = slug(name);
  if (wished === null) return instead;
  throw new ForgeError(
    "SLOT_INVALID",
    `"${plainLine(name)}" is no skill name: lower-case letters, digits and single hyphens, at most 32, without the name of a platform`,
    {
      details: { slot: "name", instead },
    },
  );
}

function slug(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/anthropic|claude/g, "agent")
    .replace(/[^a-z0-9]+/g, "-");
  return words.slice(0, 32).replace(/^-+|-+$/g, "") || "learned-skill";
}

/**
 * Which of the person's wordings a description quotes: those that bring the most words which it does not hold yet, for their length, or the commonest. Many hosts
 * list a skill by name and description alone: of a hundred held-out requests plain BM25 over such lists finds 74 with the first and 65 with the second
 * (CLINC150, means of five halves; BANKING77 49 and 42: `node test/bench/run.ts trigger`).
 */
export const DESCRIPTION_STYLES = ["fresh", "common"] as const;
export type DescriptionStyle = (typeof DESCRIPTION_STYLES)[number];

/** Genes -> how a host would list a skill of them, under this name or their own, without making it. */
export function listingOf(genes: readonly Gene[], name: string | null, style: DescriptionStyle): Readonly<{ name: string; description: string }> {
  const content = compose(genes);
  return { name: name ?? nameOf(content, null), description: descriptionOf(content, null, style) };
}

/** One line of at most 160 bytes: what it does, then "Use when" with wordings of the person, as many as fit. */
export function descriptionOf(content: Content, wished: string | null, style: DescriptionStyle): string {
  const own = wished === null ? "" : spoken(wished);
  if (/\buse (it )?when\b/i.test(own)) return clipBytes(own, DESCRIPTION_BYTES);
  const wordings = wordingsOf(content);
  const what = clipBytes((own || capital(spoken(content.title))).replace(/[.!?…\s]+$/, ""), wordings.length === 0 ? DESCRIPTION_BYTES - 50 : 90);
  const [first, ...others] = wordings;
  if (first === undefined) return `${what}. Use when the user asks for exactly this.`;
  const opening = `${what}. Use when the user says "`;
  const fresh = style === "fresh" ? freshWordings(what, wordings, DESCRIPTION_BYTES - bytesOf(opening) - 2) : [];
  if (fresh.length > 0) return `${opening}${fresh.join('" or "')}".`;
  let line = `${opening}${clipBytes(first, DESCRIPTION_BYTES - bytesOf(opening) - 2)}".`;
  for (const other of others) {
    const longer = `${line.slice(0, -1)} or "${other}".`;
    if (bytesOf(longer) <= DESCRIPTION_BYTES) line = longer;
  }
  return line;
}

/** What stands between two quotes. */
const BETWEEN = 6;

/** Greedy: next comes what adds most for its length; a word counts by the root of how many wordings hold it, once. None when no wording that fits adds a word. */
function freshWordings(what: string, wordings: readonly string[], room: number): readonly string[] {
  const parts = wordings.map((text) => ({ text, bytes: bytesOf(text) + BETWEEN, words: new Set(wordsOf(text)) }));
  const counts = new Map<string, number>();
  for (const { words } of parts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = new Set(wordsOf(what));
  const chosen: string[] = [];
  for (let left = room + BETWEEN; ; ) {
    const gains = parts.map((one) => ({
      one,
      gain: [...one.words].reduce((sum, word) => sum + (known.has(word) ? 0 : Math.sqrt(counts.get(word) ?? 0)), 0) / one.bytes,
    }));
    const best = gains
      .filter(({ one, gain }) => gain > 0 && one.bytes <= left)
      .reduce<(typeof gains)[number] | null>((a, b) => (a === null || b.gain > a.gain + 1e-9 ? b : a), null);
    if (best === null) return chosen;
    chosen.push(best.one.text);
    left -= best.one.bytes;
    for (const word of best.one.words) known.add(word);
  }
}

/** Wordings with the changing parts left open, so that the description is about the kind of request and not about one of them. */
function wordingsOf(content: Content): readonly string[] {
  const values = content.open
    .flatMap((input) => input.examples)
    .filter((value) => value.length > 2)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const open = (text: string) =>
    values.reduce((line, value) => line.replaceAll(value, "…"), text.replace(/\{[a-z][a-z0-9_]*\}/g, "…")).replace(/…(?:[\s,]*…)+/g, "…");
  const all = [...content.genes.map((gene) => gene.wording), ...content.phrases].map((text) =>
    clip(spoken(open(text)), 120)
      .replace(/^please,? |,? please[.!]?$/gi, "")
      .replace(/[.!?\s]+$/, ""),
  );
  return [...new Set(all.filter((line) => /\p{L}{2}/u.test(line)))];
}

/** No quotes, no angle brackets, nothing hidden: hosts show and parse this line in many ways. */
function spoken(text: string): string {
  return plainLine(hasHidden(text) ? plainLine(text) : text)
    .replace(/["“”<>`\\]+/g, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
