import { THING_CONCEPTS } from "./concept-roles.table.ts";
import type { Bare } from "./tokens.ts";
import { conceptsOf, isCommon } from "./vectors.ts";

/** What a request is about: `~concept` or `word` for words, `<type>` with its class for values. */
export type ContentKey = string;

/** Tokens -> their content keys, at the place of the token; null where a token carries nothing by itself. */
export function contentKeys(tokens: readonly Bare[]): readonly (ContentKey | null)[] {
  const concepts = conceptsOf(tokens);
  return tokens.map((token, at) => {
    if (token.kind === "mask") return token.type === "path" && token.sub !== "" ? `${token.key}${token.sub}` : token.key;
    const concept = concepts[at] ?? null;
    if (token.dense) return denseKey(tokens, at);
    if (concept !== null) return `~${concept}`;
    return isCommon(token.key) || (token.key.length < 2 && !/\p{Lo}/u.test(token.key)) ? null : token.key;
  });
}

/** In scripts without spaces two neighbouring letters stand for a word, unless one of them is only grammar. */
function denseKey(tokens: readonly Bare[], at: number): ContentKey | null {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token?.kind !== "word" || next?.kind !== "word" || !next.dense || isCommon(token.key) || isCommon(next.key)) return null;
  return `${token.key}${next.key}`;
}

export function isValueKey(key: ContentKey): boolean {
  return key.startsWith("<");
}

/** A kind of work by the thesaurus: alone it is no object. */
export function isWorkKey(key: ContentKey): boolean {
  return key.startsWith("~") && !THING_CONCEPTS.has(key.slice(1));
}

export function isKnownKey(key: ContentKey): boolean {
  return key.startsWith("~");
}
