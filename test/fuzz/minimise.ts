import type { Language } from "#stages/scan/compiled/language.table";
import { accept, escapesOf } from "./chunk.ts";
import { makeRealm } from "./realm.ts";

const MOST_TRIES = 600;

/** A program that escapes -> a short one that is still accepted and still escapes: pieces are left out, from halves down to single signs. */
export async function minimise(code: string, language: Language): Promise<string> {
  let best = code;
  let tries = 0;
  const escapes = async (text: string): Promise<boolean> => {
    const granted = accept(text, language);
    if (granted === null || ++tries > MOST_TRIES) return false;
    return (await escapesOf({ code: text, granted }, await makeRealm())).length > 0;
  };
  for (const signs of [/\n/, /(?<=[;{}])/, /\b/, /(?:)/]) {
    let pieces = best.split(signs).map((piece, at, all) => (signs.source === "\\n" && at < all.length - 1 ? `${piece}\n` : piece));
    for (let size = Math.ceil(pieces.length / 2); size >= 1 && tries < MOST_TRIES; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < pieces.length && tries < MOST_TRIES; ) {
        const fewer = pieces.filter((_piece, place) => place < at || place >= at + size);
        if (await escapes(fewer.join(""))) pieces = fewer;
        else at += size;
      }
    }
    best = pieces.join("");
  }
  return best;
}
