import { join } from "node:path";
import { checkLog, readLog } from "#audit/read-log";
import { brokenChain } from "#audit/refusal";
import { ForgeError } from "#kernel/errors";
import type { Rollback } from "#kernel/rollback";
import { retention } from "#stages/deploy/retention";
import { readJournal } from "#store/journal";
import { namesLike, sizeOf } from "#store/leftovers";
import { loadCapsules, loadRollbacks, saveRollbacks } from "#store/state-files";
import { readStored } from "#store/trees";
import { type Change, changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { logPlaceOf } from "./log-place.ts";
import { clearLeftovers, type Leftover, leftoversOf } from "./leftovers.ts";

/** `keep` null: as policy.json says; `savedDays` null: copies that a forced act kept are not touched, however old. */
export type GcOptions = Readonly<{ keep: number | null; savedDays: number | null }>;

export type GcResult = Readonly<{
  schemaVersion: 1;
  status: "cleared" | "planned" | "nothing";
  /** Generations kept of each skill at each place. */
  keep: number;
  /** Generations that can no longer be brought back. */
  generations: readonly Readonly<{ skill: string; path: string; generation: number }>[];
  /** `orphan`: no generation and no skill names it. */
  trees: readonly Readonly<{ digest: string; why: "old" | "orphan"; files: number; bytes: number }>[];
  leftovers: readonly Leftover[];
  saved: readonly Readonly<{ path: string; bytes: number }>[];
  bytes: number;
  /** Trees that are needed and do not hold what their name says, or are lost. */
  corrupt: readonly Readonly<{ digest: string; detail: string }>[];
  /** What lies in the store and is not ours, and leftovers that hold links or the like: nobody touched it. */
  untouched: readonly string[];
}>;

/** More would not fit into a line of the log. */
const DIGESTS_AN_EVENT = 5000;
const SAVED = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2}\.\d{3}Z)-.+-[0-9a-f]{8,64}$/;

/**
 * Clears old generations and what nothing refers to. In this order, so that an interruption leaves trees that nobody names and never a name without its
 * tree: the event that it begins, the records that say what cannot be brought back, the trees, the event with what went (and with what one that was
 * interrupted had cleared). Throws CHAIN_BROKEN and
 * JOURNAL_BROKEN, and then nothing was changed.
 */
export function gc(context: Context, options: GcOptions): GcResult {
  if (!context.dryRun) return changing(context, (change) => cleared(context, change, options));
  const place = logPlaceOf(context);
  const check = checkLog(context.powers.files, place);
  if (check.status !== "ok" && check.torn === null) throw brokenChain(place.path, check);
  readJournal(context.powers.files, context.places.journal);
  return planOf(context, options).result;
}

function cleared(context: Context, { record }: Change, options: GcOptions): GcResult {
  const { powers, places } = context;
  const { files } = powers;
  const { result, collected } = planOf(context, options);
  const digests = result.trees.map((one) => one.digest);
  const gone = goneBefore(context);
  if (result.status === "nothing" && gone.length === 0) return result;
  const counts = {
    keep: result.keep,
    generations: result.generations.length,
    trees: digests.length,
    leftovers: result.leftovers.length,
    saved: result.saved.length,
    bytes: result.bytes,
  };
  if (result.status !== "nothing") for (const part of parts(digests)) record("gc.begun", { ...counts, digests: part });
  const at = new Date(powers.clock.now()).toISOString();
  const ids = new Set(collected.map((one) => one.id));
  if (ids.size > 0)
    saveRollbacks(
      files,
      places.data,
      loadRollbacks(files, places.data).map((one) => (ids.has(one.id) ? { ...one, collected: at } : one)),
    );
  for (const digest of digests) files.removeTree(join(places.store, digest));
  const left = clearLeftovers(context, result.leftovers);
  for (const one of result.saved) files.removeTree(one.path);
  const all = [...gone, ...digests];
  for (const part of parts(all)) record("gc.done", { ...counts, trees: all.length, leftovers: counts.leftovers - left.length, digests: part });
  const leftovers = result.leftovers.filter((one) => !left.includes(one));
  const status = result.status === "nothing" ? "nothing" : "cleared";
  return { ...result, status, leftovers, untouched: [...result.untouched, ...left.map((one) => one.path)] };
}

/** Trees that a gc which was interrupted had cleared and could not say so any more. */
function goneBefore(context: Context): readonly string[] {
  const { powers, places } = context;
  const { files } = powers;
  const { events } = readLog(files, logPlaceOf(context));
  const begun = events.slice(events.findLastIndex((one) => one.type === "gc.done") + 1).filter((one) => one.type === "gc.begun");
  const digests = begun.flatMap(({ data }) => (Array.isArray(data.digests) ? data.digests.filter((one) => typeof one === "string") : []));
  return [...new Set(digests)].filter((digest) => files.facts(join(places.store, digest)) === null);
}

function planOf(context: Context, { keep: asked, savedDays }: GcOptions): Readonly<{ result: GcResult; collected: readonly Rollback[] }> {
  const { powers, places } = context;
  const { files } = powers;
  const keep = asked ?? context.keep.generations;
  const history = loadRollbacks(files, places.data);
  const { named, collected } = retention(history, loadCapsules(files, places.data), keep);
  const inStore = namesLike(files, places.store, /^[0-9a-f]{64}$/);
  const known = new Set(history.flatMap((one) => [one.before?.treeDigest, one.after?.treeDigest]));
  // a generation that was not cleared says that its trees are there
  const promised = history.filter((one) => one.collected === undefined).flatMap((one) => [one.before?.treeDigest ?? "", one.after?.treeDigest ?? ""]);
  const trees = inStore
    .filter((digest) => !named.has(digest))
    .map((digest) => ({ digest, why: known.has(digest) ? ("old" as const) : ("orphan" as const), ...sizeOf(files, join(places.store, digest)) }));
  const leftovers = leftoversOf(context);
  const saved = savedDays === null ? [] : savedBefore(context, powers.clock.now() - savedDays * 86_400_000);
  const going = [...trees, ...leftovers.filter((one) => one.do === "remove"), ...saved];
  const result: GcResult = {
    schemaVersion: 1,
    status: trees.length + leftovers.length + saved.length + collected.length === 0 ? "nothing" : "planned",
    keep,
    generations: collected
      .filter((one) => one.after !== null && !named.has(one.after.treeDigest))
      .map(({ skill, path, generation }) => ({ skill, path, generation })),
    trees,
    leftovers,
    saved,
    bytes: going.reduce((sum, one) => sum + one.bytes, 0),
    corrupt: [...new Set([...inStore, ...promised])].filter((digest) => named.has(digest)).flatMap((digest) => faultOf(context, digest)),
    untouched: namesLike(files, places.store, /^(?![0-9a-f]{64}$)(?!\.[0-9a-f]{64}\.new$)/).map((name) => join(places.store, name)),
  };
  return { result, collected };
}

/** Copies that a forced act kept, made before a time; what has another name than we give is not ours to judge. */
function savedBefore({ powers: { files }, places }: Context, before: number): GcResult["saved"] {
  return namesLike(files, places.saved, SAVED)
    .filter((name) => Date.parse(name.replace(SAVED, "$1T$2:$3:$4")) < before)
    .map((name) => ({ path: join(places.saved, name), bytes: sizeOf(files, join(places.saved, name)).bytes }));
}

function faultOf({ powers, places }: Context, digest: string): GcResult["corrupt"] {
  try {
    readStored(powers.files, places.store, digest);
    return [];
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return [{ digest, detail: error.message }];
  }
}

function parts(digests: readonly string[]): readonly string[][] {
  if (digests.length === 0) return [[]];
  return Array.from({ length: Math.ceil(digests.length / DIGESTS_AN_EVENT) }, (_, at) => digests.slice(at * DIGESTS_AN_EVENT, (at + 1) * DIGESTS_AN_EVENT));
}
