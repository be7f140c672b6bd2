import { Killed } from "../fakes/memory-files.ts";
import { VolatileDisk } from "../fakes/volatile-disk.ts";
import { faultsOf, type Seen, seenOn, settle } from "./check.ts";
import { type Act, ACTS, furnish, siteOf } from "./memory-acts.ts";
import { type Options, random, type Row, sample, Tally } from "./part.ts";

/** More states than these at one moment are sampled. */
const STATES = 256;

type Ready = Readonly<{ act: Act; start: VolatileDisk; old: Seen; fresh: Seen; steps: number }>;

/** Cuts the power of a disk in memory after every primitive step of every act, and looks at every state that writes without an fsync can leave. */
export async function writes(options: Options): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const until = performance.now() + options.seconds * 1000;
  for (const [index, act] of ACTS.entries()) {
    const end = performance.now() + (until - performance.now()) / (ACTS.length - index);
    const ready = await prepared(act);
    const half = (performance.now() + end) / 2;
    rows.push(await powerCut(ready, options, half), await killedThenCut(ready, options, end));
  }
  return rows;
}

async function prepared(act: Act): Promise<Ready> {
  const start = new VolatileDisk();
  furnish(start);
  await act.before(start);
  // what was done before is durable: only what the act itself leaves open is looked at
  const still = start.afterPowerCut(start.states - 1);
  const whole = still.clone();
  let steps = 0;
  await act.act(
    whole.again(() => (steps += 1)),
    "act",
  );
  return { act, start: still, old: seenOn(siteOf(still, act)), fresh: seenOn(siteOf(whole, act)), steps };
}

async function powerCut({ act, start, old, fresh, steps }: Ready, options: Options, end: number): Promise<Row> {
  const tally = new Tally("writes", `${act.name}: power cut after each step`);
  const moments: Readonly<{ words: string; disk: VolatileDisk }>[] = [];
  let looked = 0;
  const whole = start.clone();
  await act.act(
    whole.again((words) => moments.push({ words, disk: whole.clone() })),
    "act",
  );
  for (const [index, { words, disk }] of sample(moments, Math.ceil(moments.length * options.share), options.seed).entries()) {
    if (performance.now() > end && index > 0) break;
    looked += 1;
    for (const state of statesOf(disk, options.seed))
      await tally.later(`${words}, state ${state} of ${disk.states}`, () => recovered(act, disk.afterPowerCut(state), old, fresh, tally));
  }
  // the program has said that it is done: nothing of it may be lost any more
  for (const state of statesOf(whole, options.seed)) tally.try(`done, state ${state} of ${whole.states}`, () => isKept(act, whole.afterPowerCut(state), fresh));
  return tally.row(`after ${looked} of ${steps} steps`);
}

/** A killed process leaves the unsynced in the memory of the machine. The next one goes on from there, says that it is done, and then the power goes. */
async function killedThenCut({ act, start, old, fresh, steps }: Ready, options: Options, end: number): Promise<Row> {
  const tally = new Tally("writes", `${act.name}: killed, done again, then power cut`);
  const points = sample(
    Array.from({ length: steps }, (_, index) => index + 1),
    Math.ceil(steps * options.share),
    options.seed,
  );
  let kills = 0;
  for (const at of points) {
    if (performance.now() > end && tally.n > 0) break;
    kills += 1;
    const disk = start.clone();
    let count = 0;
    let words = "";
    const kill = (step: string): void => {
      words = step;
      if ((count += 1) === at) throw new Killed();
    };
    await act.act(disk.again(kill), "act").catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    const where = `killed after step ${at} (${words})`;
    await tally.later(where, async () => recovered(act, disk.again(), old, fresh, tally, false));
    const now = seenOn(siteOf(disk, act));
    for (const state of statesOf(disk, options.seed))
      tally.try(`${where}, then state ${state} of ${disk.states}`, () => isKept(act, disk.afterPowerCut(state), now));
  }
  return tally.row(`after ${kills} of ${steps} kills`);
}

/** Recovery, as any next command begins with it; a log that a person has to give up comes first when the act gives it up. */
async function recovered(act: Act, disk: VolatileDisk, old: Seen, fresh: Seen, tally: Tally, timed = true): Promise<readonly string[]> {
  const start = performance.now();
  // a fork looks at nothing but the log; what else was left is for the command after it
  if (act.name === "fork") await act.act(disk, "again");
  settle(siteOf(disk, act), "next");
  if (timed) tally.took(performance.now() - start);
  return faultsOf(siteOf(disk, act), old, fresh);
}

/** After a power cut and the recovery: exactly what had been said before it. */
function isKept(act: Act, disk: VolatileDisk, said: Seen): readonly string[] {
  settle(siteOf(disk, act), "after");
  return faultsOf(siteOf(disk, act), said, said);
}

/** All states of a moment, or a sample of them. */
function statesOf(disk: VolatileDisk, seed: number): readonly number[] {
  const { states } = disk;
  if (states <= STATES) return Array.from({ length: states }, (_, index) => index);
  const next = random(seed + states);
  return [...new Set([0, states - 1, ...Array.from({ length: STATES }, () => Math.floor(next() * states))])];
}
