import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import type { Anchor } from "./anchor.ts";
import { anchorOf, type Checkpoint, claimIn, openCheckpoint } from "./checkpoint.ts";
import { anchorId, readVerifier } from "./points.ts";

/**
 * One more place where the newest checkpoint is kept, so that who can write here need not be able to write there. `read` gives null when nothing was kept there yet
 * and throws a ForgeError when that cannot be told; `setAside` keeps what is there under another name.
 */
export type Elsewhere = Readonly<{ name: string; read(): string | null; write(note: string): void; setAside(): void }>;

/**
 * What was found in such a place. `foreign`: a checkpoint that another key signed; it still says how long the log was. `absent` and `unreadable` prove
 * nothing, and are named for that reason.
 */
export type Kept = Readonly<{
  name: string;
  state: "read" | "foreign" | "absent" | "unreadable";
  point: Checkpoint | null;
  why: string;
}>;

/** Reads them all back; one that cannot be read keeps nobody from the others. */
export function readKept(files: ReadFiles, folder: string, elsewhere: readonly Elsewhere[]): readonly Kept[] {
  if (elsewhere.length === 0) return [];
  const verifier = readVerifier(files, folder);
  return elsewhere.map(({ name, read }) => {
    let note: string | null;
    try {
      note = read();
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      return { name, state: "unreadable", point: null, why: error.message };
    }
    if (note === null) return { name, state: "absent", point: null, why: "nothing is kept there" };
    const own = verifier === null ? null : openCheckpoint(note, verifier);
    const point = own ?? claimIn(note);
    if (point === null) return { name, state: "unreadable", point, why: "what lies there is no checkpoint" };
    return own === null ? { name, state: "foreign", point, why: "another key signed it" } : { name, state: "read", point, why: "" };
  });
}

/** What a log is held against on their account. */
export function anchorsOf(kept: readonly Kept[]): readonly Anchor[] {
  return kept.flatMap(({ name, point }) => (point === null ? [] : [{ ...anchorOf(point), name }]));
}

/** Ids of these places as they stand in the log; none before there is a key. */
export function idsOf(files: ReadFiles, folder: string, elsewhere: readonly Elsewhere[]): readonly string[] {
  return elsewhere.flatMap(({ name }) => anchorId(files, folder, name) ?? []).sort();
}

/** Writes the newest checkpoint to each place that may be written. `mayCreate`: nothing was ever kept there, or a person said so. Returns what was not written, with the reason. */
export function renewKept(
  kept: readonly Kept[],
  elsewhere: readonly Elsewhere[],
  note: string,
  mayCreate: (name: string) => boolean,
): readonly Readonly<{ name: string; fault: string }>[] {
  const faults: Readonly<{ name: string; fault: string }>[] = [];
  for (const place of elsewhere) {
    const { name } = place;
    const { state, why } = kept.find((one) => one.name === name) ?? { state: "unreadable", why: "it was not looked at" };
    // what was there and is gone must not be replaced behind a person's back, and what is none of ours is never written over
    const fault = state === "read" ? "" : state === "absent" ? (mayCreate(name) ? "" : "what was kept there is gone") : why;
    if (fault !== "") faults.push({ name, fault });
    else faults.push(...written(place, note));
  }
  return faults;
}

function written(place: Elsewhere, note: string): readonly Readonly<{ name: string; fault: string }>[] {
  try {
    place.write(note);
    return [];
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return [{ name: place.name, fault: error.message }];
  }
}

/** A file in a folder that somebody else keeps: a mounted disk, a shared folder. */
export function fileElsewhere(files: WriteFiles, path: string): Elsewhere {
  const unsafe = (): void => {
    const facts = files.facts(path);
    if (facts !== null && (facts.kind !== "file" || facts.links > 1))
      throw new ForgeError("UNSAFE_PATH", `the anchor ${path} is no plain file of its own`, { details: { path } });
  };
  return {
    name: path,
    read: () => {
      unsafe();
      return files.facts(path) === null ? null : new TextDecoder().decode(files.bytes(path, 64 << 10));
    },
    write: (note) => {
      unsafe();
      files.replace(path, new TextEncoder().encode(note), 0o600);
    },
    setAside: () => {
      unsafe();
      if (files.facts(path) === null) return;
      let count = 1;
      while (files.facts(`${path}.broken-${count}`) !== null) count += 1;
      files.rename(path, `${path}.broken-${count}`);
    },
  };
}
