import { type Break, Killed, MemoryDisk } from "../fakes/memory-files.ts";
import { ForgeError } from "#kernel/errors";
import { faultsOf, lookAt, type Seen, seenOn, settle } from "./check.ts";
import { type Act, ACTS, furnish, siteOf } from "./memory-acts.ts";
import { type Options, type Row, shuffled, Tally } from "./part.ts";

/** An act prepared: the disk before it, what is to be seen before and after, and how many moments and operations it has. */
export type Prepared = Readonly<{ act: Act; start: MemoryDisk; old: Seen; fresh: Seen; moments: number; operations: number }>;

export async function prepared(act: Act): Promise<Prepared> {
  const start = new MemoryDisk();
  furnish(start);
  await act.before(start);
  const whole = start.clone();
  whole.again();
  await act.act(whole, "act");
  const { moments, operations } = whole;
  return { act, start, old: seenOn(siteOf(start, act)), fresh: seenOn(siteOf(whole, act)), moments, operations };
}

const CODES = ["ENOSPC", "EDQUOT", "EIO", "EACCES", "EMFILE", "EROFS", "EINTR"] as const;

/** What was seen of one act. */
type Seat = Readonly<{ ready: Prepared; kills: Tally; errors: Tally; counts: { twice: number } }>;

/**
 * Breaks every act of the pipeline at every moment of the counted file interface in memory, and makes every operation fail once before and once after it took
 * effect: this whole round whatever the budget. The time that is left goes to the rest: the recovery killed as well, the other errors.
 */
export async function crash({ seconds, seed }: Options): Promise<readonly Row[]> {
  const until = performance.now() + seconds * 1000;
  const seats: Seat[] = [];
  for (const act of ACTS) {
    const ready = await prepared(act);
    const kills = new Tally("crash", `${act.name}: killed at each moment`);
    const errors = new Tally("errors", `${act.name}: ${CODES.length} errors at each operation`);
    const seat = { ready, kills, errors, counts: { twice: 0 } };
    for (const at of upTo(ready.moments)) await killed(seat, at);
    for (const point of failuresOf(seats.length, ready).first) await failed(seat, point);
    seats.push(seat);
  }
  for (const [index, seat] of seats.entries()) {
    const now = performance.now();
    const end = now + (until - now) / (seats.length - index);
    const { rest } = failuresOf(index, seat.ready);
    for (const point of shuffled(rest, seed)) {
      if (performance.now() > (now + end) / 2) break;
      await failed(seat, point);
    }
    for (const at of shuffled(upTo(seat.ready.moments), seed)) {
      if (performance.now() > end) break;
      await killedTwice(seat, at, end);
    }
  }
  return seats.flatMap(({ ready, kills, errors, counts }) => [
    kills.row(`${kills.n - counts.twice} of ${ready.moments} moments, ${counts.twice} double kills`),
    errors.row(`${errors.n} of ${ready.operations * CODES.length * 2} failures at ${ready.operations} operations`),
  ]);
}

type Failure = Readonly<{ kind: "fail"; at: number; code: string; after: boolean }>;

/** `first`: each operation fails before and after it took effect, by one error or another; `rest`: all other errors. */
function failuresOf(index: number, { operations }: Prepared): Readonly<{ first: readonly Failure[]; rest: readonly Failure[] }> {
  const all = upTo(operations).flatMap((at) => CODES.flatMap((code) => [false, true].map((after) => ({ kind: "fail" as const, at, code, after }))));
  const isFirst = ({ at, code, after }: Failure) => code === CODES[(at + index + (after ? 3 : 0)) % CODES.length];
  return { first: all.filter(isFirst), rest: all.filter((one) => !isFirst(one)) };
}

async function killed({ ready, kills }: Seat, at: number): Promise<void> {
  const { act, moments } = ready;
  const { disk, error } = await broken(ready, { kind: "kill", at });
  await kills.later(`moment ${at} of ${moments}`, async () => {
    if (!(error instanceof Killed)) return ["it was not killed"];
    lookAt(siteOf(disk, act));
    const wrong = recovered(ready, disk, kills);
    return wrong.length > 0 ? wrong : again(ready, disk);
  });
}

/** The recovery is killed as well, at each of its moments. */
async function killedTwice({ ready, kills, counts }: Seat, at: number, end: number): Promise<void> {
  const { act } = ready;
  if (act.name === "fork") return;
  const left = (await broken(ready, { kind: "kill", at })).disk;
  const probe = left.clone();
  probe.again();
  settle(siteOf(probe, act), "probe");
  for (const second of upTo(probe.moments)) {
    if (performance.now() > end) break;
    counts.twice += 1;
    kills.try(`moment ${at}, and its recovery at moment ${second}`, () => {
      const copy = left.clone();
      if (!isKilled(() => settle(siteOf(copy.again({ kind: "kill", at: second }), act), "probe"))) return ["it was not killed"];
      copy.again();
      settle(siteOf(copy, act), "once more");
      return faultsOf(siteOf(copy, act), ready.old, ready.fresh);
    });
  }
}

async function failed({ ready, errors }: Seat, point: Failure): Promise<void> {
  const { act, operations } = ready;
  const { disk, error } = await broken(ready, point);
  await errors.later(`${point.code} ${point.after ? "after" : "before"} operation ${point.at} of ${operations}`, async () => {
    if (error !== null && !(error instanceof ForgeError && error.message.includes("/") && error.help !== ""))
      return [`it ended with ${error instanceof Error ? error.message : "no error"}`];
    lookAt(siteOf(disk, act));
    const wrong = recovered(ready, disk, errors);
    return wrong.length > 0 ? wrong : again(ready, disk);
  });
}

/** Runs the act on a copy of the disk, broken at a place. */
async function broken({ act, start }: Prepared, where: Break): Promise<Readonly<{ disk: MemoryDisk; error: unknown }>> {
  const disk = start.clone().again(where);
  try {
    await act.act(disk, "act");
    return { disk: disk.again(), error: null };
  } catch (error) {
    return { disk: disk.again(), error };
  }
}

/** The next command that changes anything settles what was left: old or new, and a second recovery finds nothing to do. A log that a person has to give up first is none of its business. */
function recovered({ act, old, fresh }: Prepared, disk: MemoryDisk, tally: Tally): readonly string[] {
  if (act.name === "fork") return [];
  const start = performance.now();
  settle(siteOf(disk, act), "next");
  tally.took(performance.now() - start);
  const wrong = faultsOf(siteOf(disk, act), old, fresh);
  const settled = JSON.stringify(disk.picture());
  settle(siteOf(disk, act), "after");
  return JSON.stringify(disk.picture()) === settled ? wrong : [...wrong, "a second recovery found something to do"];
}

/** The same command again brings the new state, or finds it there and changes nothing. */
async function again({ act, old, fresh }: Prepared, disk: MemoryDisk): Promise<readonly string[]> {
  const before = seenOn(siteOf(disk, act));
  const isNew = sameEnd(before, fresh);
  // once it was told, undoing an undo is an act of its own
  const { powers, places } = siteOf(disk, act).context("look");
  if (act.name.startsWith("undo") && isNew && powers.files.facts(places.asked) === null) return [];
  try {
    await act.act(disk, "again");
  } catch (error) {
    if (!(isNew && error instanceof ForgeError)) throw error;
  }
  const now = seenOn(siteOf(disk, act));
  const wrong = faultsOf(siteOf(disk, act), old, fresh);
  const cleared = act.name !== "gc" || now.trees === fresh.trees;
  return sameEnd(now, fresh) && cleared ? wrong : [...wrong, `the same command again did not bring the new state: ${now.capsules}`];
}

function sameEnd(one: Seen, other: Seen): boolean {
  const { live, capsules, generations, genes, approvers, requests } = one;
  return (
    live === other.live &&
    capsules === other.capsules &&
    generations === other.generations &&
    genes === other.genes &&
    approvers === other.approvers &&
    requests.join() === other.requests.join()
  );
}

function isKilled(work: () => void): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  }
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
