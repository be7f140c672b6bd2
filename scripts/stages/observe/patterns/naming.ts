import { type ContentKey, contentKeys, isValueKey, isWorkKey } from "./content.ts";
import type { Occurrence } from "./occurrence.ts";
import type { Holding } from "./repeat.ts";
import { tokensOf } from "./tokens.ts";
import { isCommon, namesWork } from "./vectors.ts";
import { plainWording } from "./wording.ts";

export type Named = Readonly<{ name: string; title: string; action: string; object: string; terms: readonly string[] }>;
export type Naming = Readonly<{ occurrence: Occurrence; occurrences: readonly Occurrence[]; holding: Holding; values: ReadonlySet<string> }>;

const NAME = 32;
const WORDS = 5;
/** Share of occurrences that begin with a word before it is taken for what is done. */
const BEGINNING = 0.3;

/**
 * The chosen wording, all occurrences and what they share -> action, object, kebab name (the action, then the words of the object in their
 * order; at most 32, not yet taken), title and terms. The name of a slot never stands in for the object.
 */
export function nameOf({ occurrence, occurrences, holding, values }: Naming, object: string | null, wording: string, taken: ReadonlySet<string>): Named {
  // A value that most requests happen to share is no word of the pattern.
  const shared = sharedWords(occurrence, occurrences, holding.core).filter(({ word }) => !values.has(word));
  const tool = holding.work === null || holding.work.startsWith("host:") ? [] : holding.work.split(" ");
  const { work, key: workKey } = workOf({ occurrence, occurrences, holding, values }, shared, tool);
  const named = shared.filter(({ key, word }) => word !== work && key !== workKey && (!isValueKey(key) || key.includes("*.")));
  // The thing itself before the kinds of file it comes in and goes out as.
  const thing = named.find(({ key }) => !isValueKey(key) && !isWorkKey(key)) ?? named.find(({ key }) => isWorkKey(key)) ?? named[0];
  const words = named.map(({ word }) => kebab(word)).filter((word) => word !== "");
  const own = wordsIn(wording).filter((word) => word !== work);
  const spare = (own.length > 0 ? own : tool).map(kebab).filter((word) => word !== kebab(work));
  return {
    name: unique(fitted([kebab(work), ...(words.length > 0 ? words : spare)]), taken),
    title: titleOf(wording),
    action: work.slice(0, 60),
    object: (thing?.word.replaceAll("-", " ") ?? (own.length > 0 ? own.slice(0, 3).join(" ") : (object ?? holding.work ?? work))).slice(0, 60),
    // The label of a masked value ("date") is a word nobody typed; a kind of file is one.
    terms: [
      ...new Set(shared.filter(({ key }) => !isValueKey(key) || key.includes("*.")).map(({ word }) => word.replaceAll("-", " ").slice(0, 60))),
      ...(holding.work === null ? [] : [holding.work.slice(0, 60)]),
    ].slice(0, 20),
  };
}

type Word = Readonly<{ key: ContentKey; word: string }>;

/** What is done: the verb that the chosen wording begins with, else the kind of work that most share, the verb of the tool, the usual first word. */
function workOf(
  { occurrence, occurrences, holding }: Naming,
  shared: readonly Word[],
  tool: readonly string[],
): Readonly<{ work: string; key: ContentKey | null }> {
  const at = occurrence.tokens.findIndex((token) => token.kind === "mask" || !isCommon(token.key));
  const first = occurrence.tokens[at];
  if (first?.kind === "word" && !first.dense && namesWork(first.text))
    return { work: first.text.toLowerCase().slice(0, 60), key: contentKeys(occurrence.tokens)[at] ?? null };
  const known = shared.find(({ key }) => isWorkKey(key));
  if (known !== undefined) return { work: known.word, key: known.key };
  // `gh pr list` lists, whatever words asked for it.
  const worked = tool.length > 1 ? tool.at(-1) : undefined;
  if (worked !== undefined && namesWork(worked)) return { work: worked, key: null };
  const begun = usualBeginning(occurrences);
  if (begun !== null) return { work: begun, key: null };
  const word = shared.find(({ key }) => !isValueKey(key)) ?? null;
  return { work: worked ?? word?.word ?? holding.work?.split(" ")[0] ?? "do", key: null };
}

/** Words of a wording that say something by themselves, without its slots. */
function wordsIn(wording: string): readonly string[] {
  return tokensOf(wording.replace(/\{[a-z0-9_]{1,32}\}/g, " ")).flatMap((token) =>
    token.kind === "word" && !token.dense && !isCommon(token.key) ? [token.text.toLowerCase()] : [],
  );
}

function usualBeginning(occurrences: readonly Occurrence[]): string | null {
  const counts = new Map<string, number>();
  for (const { tokens } of occurrences) {
    const first = tokens.find((token) => token.kind === "mask" || !isCommon(token.key));
    if (first?.kind === "word" && !first.dense && tokens.length > 1) counts.set(first.text.toLowerCase(), (counts.get(first.text.toLowerCase()) ?? 0) + 1);
  }
  const best = [...counts].sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1))[0];
  return best !== undefined && best[1] >= Math.max(2, BEGINNING * occurrences.length) ? best[0].slice(0, 60) : null;
}

/** Core keys in the order of the chosen wording, each as it stands there or as it is worded most often; kinds of files by their class (`pdf`). */
function sharedWords(occurrence: Occurrence, occurrences: readonly Occurrence[], core: readonly ContentKey[]): readonly Word[] {
  const own = wordedKeys(occurrence);
  const counts = new Map<ContentKey, Map<string, number>>();
  for (const other of occurrences) {
    for (const [key, word] of wordedKeys(other)) {
      const words = counts.get(key) ?? new Map<string, number>();
      words.set(word, (words.get(word) ?? 0) + 1);
      counts.set(key, words);
    }
  }
  const usual = (key: ContentKey): string =>
    [...(counts.get(key) ?? [])].sort(([p, a], [q, b]) => b - a || q.length - p.length || (p < q ? -1 : 1))[0]?.[0] ?? "";
  const keys = [...[...own.keys()].filter((key) => core.includes(key)), ...core.filter((key) => !own.has(key))];
  return keys.map((key) => ({ key, word: own.get(key) ?? usual(key) })).filter(({ word }) => word !== "");
}

/** Content keys of an occurrence -> the words they stand for; words side by side with one key (`pull requests`) are one. */
function wordedKeys({ tokens }: Occurrence): ReadonlyMap<ContentKey, string> {
  const keys = contentKeys(tokens);
  const worded = new Map<ContentKey, string>();
  for (const [at, key] of keys.entries()) {
    const token = tokens[at];
    if (key === null || token === undefined || worded.has(key)) continue;
    const next = tokens[at + 1];
    const word = token.dense ? key : token.text.toLowerCase();
    const plain = next?.kind === "word" && !token.dense && keys[at + 1] === key ? `${word}-${next.text.toLowerCase()}` : word;
    worded.set(key, (token.kind === "mask" ? (token.sub.startsWith("*.") ? token.sub.slice(2) : token.sub || token.type) : plain).slice(0, 60));
  }
  return worded;
}

function kebab(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

function fitted(words: readonly string[]): string {
  let name = "";
  for (const word of [...new Set(words)].filter((one) => one !== "").slice(0, WORDS)) {
    const longer = name === "" ? word.slice(0, NAME) : `${name}-${word}`;
    if (longer.length > NAME - 3 && name !== "") break;
    name = longer;
  }
  return name.replace(/^-+|-+$/g, "") || "request";
}

function unique(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) {
    const name = `${base.slice(0, NAME - 1 - String(number).length).replace(/-+$/, "")}-${number}`;
    if (!taken.has(name)) return name;
  }
}

function titleOf(wording: string): string {
  const line = plainWording(wording.replace(/\s+/g, " ").trim()).slice(0, 117);
  return line.length === 0 ? "Request" : `${line[0]?.toUpperCase() ?? ""}${line.slice(1)}`.toWellFormed();
}
