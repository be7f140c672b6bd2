import { dirname, join } from "node:path";
import type { Capsule } from "#kernel/capsule";
import { HALF_STAGED, HALF_STORED, keepAside, namesLike, SIDE_FOLDER, sizeOf, TEMPORARY, treeAt } from "#store/leftovers";
import { linkedFolder } from "#store/linked";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import { isStored } from "#store/trees";
import { type Context, nowOf } from "./context.ts";
import { skillRootOf } from "./places.ts";

/**
 * What an interrupted command left behind. `remove`: of our making, and kept elsewhere or worth nothing; `keep`: possibly somebody's only copy, which
 * goes to `saved/`; `put-back`: the staged files of a proposal, beside their place.
 */
export type Leftover = Readonly<{ path: string; what: string; do: "remove" | "keep" | "put-back"; to: string | null; bytes: number }>;

/** All that nothing refers to, outside of the store's own trees. Reads only; the caller holds the lock, or nothing is at work. */
export function leftoversOf(context: Context): readonly Leftover[] {
  const capsules = loadCapsules(context.powers.files, context.places.data);
  return [...temporaryFiles(context), ...inStaging(context, capsules), ...inRoots(context), ...inLinked(context)];
}

/** Removes or keeps aside; gives back those that could not be dealt with: they hold links or the like. */
export function clearLeftovers({ powers: { files } }: Context, leftovers: readonly Leftover[]): readonly Leftover[] {
  return leftovers.filter((one) => {
    if (one.do === "keep") return !keepAside(files, one.path, one.to ?? "");
    if (one.do === "put-back") files.rename(one.path, one.to ?? "");
    else if (files.facts(one.path)?.kind === "folder") files.removeTree(one.path);
    else files.removeFile(one.path);
    return false;
  });
}

function temporaryFiles({ powers: { files }, places }: Context): readonly Leftover[] {
  const found = [places.data, places.anchors, dirname(places.anchors)].flatMap((folder) =>
    namesLike(files, folder, TEMPORARY).map((name) => join(folder, name)),
  );
  const half = namesLike(files, places.store, HALF_STORED).map((name) => join(places.store, name));
  return [...found.map((path) => leftover(files, path, "temporary file")), ...half.map((path) => leftover(files, path, "half of a stored tree"))];
}

function inStaging(context: Context, capsules: readonly Capsule[]): readonly Leftover[] {
  const { powers, places } = context;
  const { files } = powers;
  const open = capsules.filter((one) => one.status === "staged" || one.status === "approved" || one.status === "rejected");
  const halves = namesLike(files, places.staging, HALF_STAGED).map((base): Leftover => {
    const path = join(places.staging, base);
    const name = HALF_STAGED.exec(base)?.[1] ?? "";
    const digest = treeAt(files, path)?.digest;
    const place = join(places.staging, name);
    // killed between two renames: the proposal's files stand beside their place
    if (files.facts(place) === null && open.some((one) => one.name === name && one.treeDigest === digest))
      return { ...leftover(files, path, `staged files of ${name}`), do: "put-back", to: place };
    if (!base.endsWith(".old") || isOurs(context, capsules, name, digest)) return leftover(files, path, "half of a staged skill");
    return asideFrom(context, path, `staged-${name}`, "staged files that were replaced");
  });
  const folders = namesLike(files, places.staging, /^[^.]/).flatMap((name): readonly Leftover[] => {
    if (open.some((one) => one.name === name)) return [];
    const path = join(places.staging, name);
    const what = `staged files of ${name}, which no proposal waits for`;
    return [isOurs(context, capsules, name, treeAt(files, path)?.digest) ? leftover(files, path, what) : asideFrom(context, path, `staged-${name}`, what)];
  });
  return [...halves, ...folders];
}

/** Made by the program and never edited, so it can be made again. */
function isOurs(context: Context, capsules: readonly Capsule[], name: string, digest: string | undefined): boolean {
  if (digest === undefined) return false;
  const made = capsules.some((one) => one.name === name && one.treeDigest === digest && one.edited === undefined);
  return made || isStored(context.powers.files, context.places.store, digest);
}

/** Side folders of transactions in every folder of skills that was ever written to; called when no transaction is open. */
function inRoots(context: Context): readonly Leftover[] {
  const { powers, places } = context;
  const { files } = powers;
  if (files.facts(places.journal) !== null) return [];
  const own = places.workspace === null ? [] : [skillRootOf(places.workspace)];
  const roots = new Set([...own, ...loadRollbacks(files, places.data).map((one) => dirname(one.path))]);
  return [...roots].flatMap((root) =>
    namesLike(files, root, SIDE_FOLDER).map((name) => {
      const path = join(root, name);
      const tree = treeAt(files, path);
      const what = "side folder of a deploy whose journal is gone";
      return tree?.whole === true && isStored(files, places.store, tree.digest) ? leftover(files, path, what) : asideFrom(context, path, "side-folder", what);
    }),
  );
}

/** Folders of linked generations to which no place leads any more; what somebody wrote into one through its link is kept. */
function inLinked(context: Context): readonly Leftover[] {
  const { powers, places } = context;
  const { files } = powers;
  const folder = join(places.data, "linked");
  if (files.facts(places.journal) !== null || files.facts(folder)?.kind !== "folder") return [];
  const newest = new Map(loadRollbacks(files, places.data).map((one) => [`${one.skill}\n${one.path}`, one.after?.link ?? null]));
  const used = new Set(newest.values());
  return namesLike(files, folder, /^[^.]/).flatMap((skill) => {
    const own = linkedFolder(files, places.data, skill);
    return namesLike(files, own, /^[0-9a-f]{8,64}$/).flatMap((name): readonly Leftover[] => {
      const path = join(own, name);
      if (used.has(path)) return [];
      const tree = treeAt(files, path);
      const what = `generation of ${skill} that no link leads to`;
      return [
        tree?.whole === true && isStored(files, places.store, tree.digest) ? leftover(files, path, what) : asideFrom(context, path, `linked-${skill}`, what),
      ];
    });
  });
}

function leftover(files: Context["powers"]["files"], path: string, what: string): Leftover {
  return { path, what, do: "remove", to: null, bytes: sizeOf(files, path).bytes };
}

function asideFrom(context: Context, path: string, name: string, what: string): Leftover {
  const to = join(context.places.saved, `${nowOf(context).replaceAll(":", "-")}-${name}-${context.powers.ids.hex(16)}`);
  return { ...leftover(context.powers.files, path, what), do: "keep", to };
}
