import type { Source } from "./flow-sources.ts";

/** Stands in a way into a value for every way there is from here on. */
const ANYWHERE = "\u0000anywhere";
const LONGEST = 4;
const MOST_OF_A_KIND = 6;

/** Names that are methods of texts, lists and answers: what they give is still what the data was. */
const WHOLE_PARTS =
  /^(?:entries|keys|values|map|filter|split|toString|trim|join|slice|replace|data|text|body|content|contents|buffer|next|value|return|throw)$/;

/** Private data that is put under a key (null: any) of an object or list. */
export function heldUnder(sources: readonly Source[], key: string | null): readonly Source[] {
  return sources.map((one) => {
    const at = [key, ...(one.at ?? [])];
    return { ...one, at: at.length <= LONGEST ? at : [...at.slice(0, LONGEST - 1), ANYWHERE] };
  });
}

/** Private data that is somewhere in a value. */
export function heldAnywhere(sources: readonly Source[]): readonly Source[] {
  return sources.map((one) => (one.at?.[0] === ANYWHERE ? one : { ...one, at: [ANYWHERE] }));
}

/** What a call makes of a value that holds private data: where in its result that is cannot be told. */
export function loosened(sources: readonly Source[]): readonly Source[] {
  return sources.map((one) => (one.at === undefined || one.at.length === 0 || one.at[0] === ANYWHERE ? one : { ...one, at: [ANYWHERE] }));
}

/**
 * What of the private data in a value is in its member (null: one that cannot be told). Of data that lies under another key nothing is; a part with a fixed
 * name of the environment or of a settings file is one key, and of a credential file it stays that file.
 */
export function partOf(sources: readonly Source[], key: string | null): readonly Source[] {
  return sources.flatMap((one) => {
    const [head, ...rest] = one.at ?? [];
    if (head === ANYWHERE) return [one];
    if (head !== undefined) return head === null || key === null || head === key ? [{ ...one, at: rest }] : [];
    return key === null ? [one] : ofData(one, key);
  });
}

function ofData(one: Source, key: string): readonly Source[] {
  // How much there is of it is no part of it.
  if (key === "length" || key === "byteLength") return [];
  if (one.kind === "import" && one.what.endsWith("#*")) return [{ ...one, what: `${one.what.slice(0, -1)}${key}` }];
  if (WHOLE_PARTS.test(key) || /^[0-9]+$/.test(key)) return [one];
  return (one.kind === "whole" && one.what !== "the whole environment") || one.kind === "parameter" || one.kind === "path" ? [one] : [];
}

const KINDS = ["whole", "file", "name", "path", "import", "parameter"] as const;

export function unique(sources: readonly Source[]): readonly Source[] {
  if (sources.length < 2) return sources;
  const seen = new Map<string, Source>();
  for (const one of sources) {
    const key = `${one.kind} ${one.what} ${one.at?.join("\u0001") ?? ""}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  // What may be private must not crowd out what is: many parameters or paths no file, and many places of one file no other.
  const kinds = Map.groupBy(seen.values(), ({ kind }) => kind);
  return KINDS.flatMap((kind) => {
    const all = kinds.get(kind) ?? [];
    return all.length <= MOST_OF_A_KIND ? all : namesOf(all);
  });
}

/** Where there are too many to say where each lies, they are anywhere. */
function namesOf(sources: readonly Source[]): readonly Source[] {
  const names = new Map(sources.map((one) => [one.what, one]));
  return heldAnywhere([...names.values()]).slice(0, MOST_OF_A_KIND);
}
