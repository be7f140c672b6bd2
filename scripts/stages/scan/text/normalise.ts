import { viewOf } from "./view.ts";

/**
 * Text -> the words a reader (or a model) takes it for, in lower case: compatibility forms folded (NFKC), invisible
 * characters gone, look-alike letters mapped inside of words that also hold Latin letters, entities decoded, white space joined.
 */
export function normalise(text: string): string {
  return viewOf(text).text.replace(/\s+/g, " ");
}
