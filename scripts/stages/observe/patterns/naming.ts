import { type ContentKey, contentKeys, isValueKey, isWorkKey } from "./content.ts";
import type { Holding } from "./repeat.ts";
import type { Occurrence } from "./occurrence.ts";

export type Named = Readonly<{ name: string; title: string; action: string; object: string; terms: readonly string[] }>;

const NAME = 32;
const WORDS = 4;

/** What a pattern's members share, in the order of its wording -> action, object, kebab name (at most 32, not yet taken), title and terms. */
export function nameOf(occurrence: Occurrence, holding: Holding, object: string | null, wording: string, taken: ReadonlySet<string>): Named {
  const shared = sharedWords(occurrence, holding.core);
  const tool = holding.work === null || holding.work.startsWith("host:") ? [] : holding.work.split(" ");
  // `gh pr list` lists, whatever words asked for it.
  const worked = tool.length > 1 ? tool.at(-1) : undefined;
  const work = shared.find(({ key }) => isWorkKey(key))?.word ?? worked ?? shared.find(({ key }) => !isValueKey(key))?.word ?? tool[0] ?? "do";
  const thing =
    shared.find(({ key, word }) => !isValueKey(key) && !isWorkKey(key) && word !== work)?.word ??
    shared.find(({ word }) => word !== work)?.word ??
    object ??
    holding.work ??
    work;
  const terms = [...new Set(shared.map(({ word }) => word))].slice(0, 20);
  const words = shared.filter(({ key, word }) => word !== work && !/^<(?:number|date|id|version)>/.test(key)).map(({ word }) => kebab(word));
  const base = fitted([kebab(work), ...words, ...(words.length > 0 ? [] : tool.slice(0, -1).map(kebab))]);
  return {
    name: unique(base, taken),
    title: titleOf(wording),
    action: work.slice(0, 60),
    object: thing.slice(0, 60),
    terms: [...terms, ...(holding.work === null ? [] : [holding.work.slice(0, 60)])].slice(0, 20),
  };
}

/** Core keys as they are worded in this occurrence, in its order; kinds of values by their class (`pdf`). */
function sharedWords(occurrence: Occurrence, core: readonly ContentKey[]): readonly Readonly<{ key: ContentKey; word: string }>[] {
  const seen = new Set<ContentKey>();
  return contentKeys(occurrence.tokens).flatMap((key, at) => {
    const token = occurrence.tokens[at];
    if (key === null || token === undefined || !core.includes(key) || seen.has(key)) return [];
    seen.add(key);
    if (token.kind === "mask")
      return [{ key, word: token.sub.startsWith("*.") ? token.sub.slice(2) : token.sub === "repo" || token.sub === "folder" ? token.sub : token.type }];
    return [{ key, word: (token.dense ? key : token.text.toLowerCase()).slice(0, 60) }];
  });
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
  const line = wording.replace(/\s+/g, " ").trim().slice(0, 117);
  return line.length === 0 ? "Request" : `${line[0]?.toUpperCase() ?? ""}${line.slice(1)}`.toWellFormed();
}
