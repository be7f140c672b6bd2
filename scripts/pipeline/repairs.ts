import { basename, dirname, join } from "node:path";
import type { Json } from "#kernel/canonical-json";
import type { Digest } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import { sizeOf } from "#store/leftovers";
import { readFolder } from "#store/read-folder";
import { loadCapsules, loadRollbacks, olderFiles, saveCapsules, upgradeFiles } from "#store/state-files";
import { isStored, storeTree } from "#store/trees";
import type { Context } from "./context.ts";
import { nowOf } from "./context.ts";
import { liveOfRecord } from "./hosts.ts";
import { clearLeftovers, leftoversOf } from "./leftovers.ts";

/** One mechanical repair: what is wrong and what is done, what the log says of it, and the doing; `apply` gives false when it could not be done. */
export type Repair = Readonly<{ what: string; detail: string; facts: Readonly<Record<string, Json>>; apply: () => boolean }>;

/** In this order, because what is put back in its place is not missing any more. Each looks when its turn comes. */
export const REPAIRS: readonly ((context: Context) => readonly Repair[])[] = [openToOthers, leftOver, olderState, damagedTrees, stagedWithoutFiles];

/** Folders and files of ours that others may read or write: no right for anybody but the owner, and no other right is added. */
function openToOthers({ powers: { files }, places }: Context): readonly Repair[] {
  const state = dirname(dirname(places.anchors));
  const folders = [
    places.data,
    ...["staging", "store", "saved", "backups", "linked", "edit"].map((name) => join(places.data, name)),
    state,
    dirname(places.anchors),
    places.anchors,
  ];
  const within = [places.data, state, dirname(places.anchors), places.anchors].flatMap((folder) =>
    files.facts(folder)?.kind === "folder" ? files.names(folder).map((name) => join(folder, name)) : [],
  );
  return [...folders, ...within.filter((path) => files.facts(path)?.kind === "file")].flatMap((path) => {
    const facts = files.facts(path);
    if (facts === null || (facts.kind !== "file" && facts.kind !== "folder") || (facts.mode & 0o077) === 0) return [];
    const mode = facts.mode & 0o700;
    const apply = () => {
      files.setMode(path, mode);
      return true;
    };
    return [
      {
        what: "rights",
        detail: `${path} was open to others: ${facts.mode.toString(8)} is ${mode.toString(8)} now`,
        facts: { kind: "rights", file: basename(path) },
        apply,
      },
    ];
  });
}

function leftOver(context: Context): readonly Repair[] {
  return leftoversOf(context).map((one) => ({
    what: "left over",
    detail: `${one.path} (${one.what}) ${one.do === "remove" ? "removed" : `moved to ${one.to ?? ""}`}`,
    facts: { kind: "leftover", done: one.do, bytes: one.bytes },
    apply: () => clearLeftovers(context, [one]).length === 0,
  }));
}

function olderState({ powers: { files }, places }: Context): readonly Repair[] {
  const older = olderFiles(files, places.data);
  const names = older.map(({ name, version, current }) => `${name} from version ${version} to ${current}`);
  if (older.length === 0) return [];
  const apply = () => {
    upgradeFiles(files, places.data);
    return true;
  };
  return [
    {
      what: "older state",
      detail: `${names.join(", ")}; the old files are kept in ${join(places.data, "backups")}`,
      facts: { kind: "upgrade", files: older.map((one) => one.name) },
      apply,
    },
  ];
}

/** A tree that a generation names and that is damaged or lost, when a skill that is live or staged holds exactly its bytes. */
function damagedTrees(context: Context): readonly Repair[] {
  const { powers, places } = context;
  const { files } = powers;
  return damaged(context).flatMap((digest): readonly Repair[] => {
    const from = copiesOf(context).find((one) => one.digest === digest);
    if (from === undefined) return [];
    const apply = () => {
      const { skill } = readFolder(files, from.folder, context.policy.scan.limits);
      return storeTree(files, places.store, skill) === digest;
    };
    return [
      {
        what: "stored tree",
        detail: `tree ${digest.slice(0, 12)} was damaged or lost; taken again from ${from.folder}, which holds its bytes`,
        facts: { kind: "tree", tree: digest },
        apply,
      },
    ];
  });
}

/** Trees that generations promise and the store does not hold. */
export function damaged({ powers: { files }, places }: Context): readonly Digest[] {
  return promised(places.data, files).filter((digest) => !isStored(files, places.store, digest));
}

/** The trees of all generations that were not cleared. */
export function promised(data: string, files: Context["powers"]["files"]): readonly Digest[] {
  const states = loadRollbacks(files, data)
    .filter((one) => one.collected === undefined)
    .flatMap((one) => [one.before, one.after]);
  return [...new Set(states.flatMap((one) => (one === null ? [] : [one.treeDigest])))];
}

function copiesOf(context: Context): readonly Readonly<{ folder: string; digest: string }>[] {
  const { powers, places } = context;
  const newest = new Map(loadRollbacks(powers.files, places.data).map((one) => [`${one.skill}\n${one.path}`, one]));
  const live = [...newest.values()].flatMap((one) => {
    const { path, link, treeDigest } = liveOfRecord(context, one);
    return treeDigest === null ? [] : [{ folder: link ?? path, digest: treeDigest }];
  });
  return live;
}

/** A proposal whose files are gone can never be reviewed: it is over, and the next run makes it anew. An approval is a decision and stays. */
function stagedWithoutFiles(context: Context): readonly Repair[] {
  const { powers, places } = context;
  const { files } = powers;
  return loadCapsules(files, places.data)
    .filter((one) => one.status === "staged" && sizeOf(files, join(places.staging, one.name)).files === 0)
    .map((one) => ({
      what: "proposal",
      detail: `the staged files of ${one.name} are gone; it is expired, and the next run proposes it anew`,
      facts: { kind: "expired", capsule: one.id, skill: one.name },
      apply: () => {
        const status = "expired" as const;
        const all = loadCapsules(files, places.data);
        saveCapsules(
          files,
          places.data,
          all.map((other) => (other.id === one.id ? { ...other, status, history: [...other.history, { status, at: nowOf(context) }] } : other)),
        );
        return true;
      },
    }));
}

/** A repair that fails is told like one that cannot be made; the others go on. */
export function applied(repair: Repair): string | null {
  try {
    return repair.apply() ? null : "it holds what cannot be moved as it is";
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return error.message;
  }
}
