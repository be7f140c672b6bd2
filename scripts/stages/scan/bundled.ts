import type { Located } from "./findings.ts";
import { isSecretPath } from "./javascript/places.ts";
import type { FileReading } from "./reading.ts";

/** The path of something in a home folder, or a settings file with keys, as a document names it. */
const STORE = /(?<=^|[\s"'`(,|])(?:(?:~|\$HOME)\/[^\s"'`),|]{2,80}|\.env)(?=$|[\s"'`),|.;])/gm;
const NO_KEY = /(?:\.ssh\/config|known_hosts|\.pub)$/i;
/** What is put together, and of what. */
const MADE_OF =
  /\b(?:consists? of|made up of|parts?|contains?|bundles?|packages?|pack|includes?|including|collect|gather|zip|archive|attachments?|kit|dossier)\b/i;
const LEFT_OUT =
  /\b(?:never|not|don't|without|leav(?:e|es|ing) out|left out|exclud\w+|ignor\w+|avoid\w*|protect\w*|remov\w+|redact\w*|permissions?|chmod|check\w*|detect\w*|attack\w*|malicious|sensitive|secrets? (?:in|like)|back(?:ed|s|ing)? ?up|restor\w+|if (?:it|they) exists?|reads? (?:its|the) (?:key|settings|token)|located|stored in)\b/i;
/** The same thing handed to somebody: a verb, the thing and where to in one line, in words or as a command. */
const HANDS = /\b(?:upload|deliver|send|post|submit|ship|mail|transfer)\w{0,3}\b|\bcurl\b/i;
const THING = /\b(?:packages?|bundles?|archives?|zips?|parts|tarballs?|kits?|dossiers?)\b/i;
const WHITHER = /https?:\/\/(?!localhost|127\.|\[)|[\w.+-]{1,40}@[\w-]{1,63}\.[a-z]{2}/i;
const DENIED =
  /\b(?:never|do not|don't|must not|if the user|user (?:asks|agrees|confirms)|your (?:own )?(?:server|bucket|account)|attack\w*|malicious|example of)\b/i;
const NEAR = 400;

/** Documents of a skill -> a mark where one says that a bundle is made of the keys of other programs, and it or another that the bundle goes to somebody. */
export function bundledIn(read: ReadonlyMap<string, FileReading>): readonly Located[] {
  const documents = [...read].filter(([, { kind }]) => kind === "markdown");
  if (!documents.some(([, { text }]) => isHanded(text))) return [];
  for (const [path, { text }] of documents) {
    const place = madeOfKeys(text);
    if (place === null) continue;
    const args = { text: text.slice(place.start, place.end).slice(0, 100) };
    return [
      { path, text, mark: { rule: "prose-exfiltrate", ...place, args, evidence: ["a bundle that is made of keys in one place and handed over in another"] } },
    ];
  }
  return [];
}

function isHanded(text: string): boolean {
  if (!HANDS.test(text) || !THING.test(text)) return false;
  return text.split("\n").some((line) => WHITHER.test(line) && HANDS.test(line) && THING.test(line) && !DENIED.test(line));
}

/** Two or more stores of keys right behind each other, under words of what something is made of. */
function madeOfKeys(text: string): Readonly<{ start: number; end: number }> | null {
  const stores = [...text.matchAll(STORE)].filter((hit) => isSecretPath(hit[0]) && !NO_KEY.test(hit[0]));
  for (const [at, hit] of stores.entries()) {
    const next = stores[at + 1];
    if (next === undefined || next.index - hit.index > NEAR || next[0] === hit[0]) continue;
    const around = text.slice(Math.max(0, hit.index - NEAR), next.index + next[0].length + NEAR / 4);
    if (MADE_OF.test(around) && !LEFT_OUT.test(around)) return { start: hit.index, end: next.index + next[0].length };
  }
  return null;
}
