import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLog } from "#audit/read-log";
import { ForgeError } from "#kernel/errors";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { changing } from "#pipeline/changing";
import { doctorFix } from "#pipeline/doctor-fix";
import { gc } from "#pipeline/gc";
import { logPlaceOf } from "#pipeline/log-place";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { rollbackSince } from "#pipeline/rollback-since";
import { readFolder } from "#store/read-folder";
import { loadRollbacks } from "#store/state-files";
import { readStored } from "#store/trees";
import { aSkill } from "../fakes/a-capsule.ts";
import { Killed, type MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk } from "./a-context.ts";
import { aShelf, ROOT } from "./a-shelf.ts";

const NAMES = ["alpha", "beta", "gamma"] as const;
const CONTENT = [
  { "SKILL.md": "# one\n", "scripts/run.mjs": "1\n" },
  { "SKILL.md": "# two\n", "scripts/run.mjs": "2\n", "references/more.md": "more\n" },
  { "SKILL.md": "# three\n" },
] as const;
/** How many sequences of 12 to 40 acts; more by the variable. */
const SEQUENCES = Number(process.env["FORGE_UNDO_SEQUENCES"] ?? 40);

type Act =
  | Readonly<{ do: "deploy"; skill: number; content: number; force: boolean }>
  | Readonly<{ do: "edit"; skill: number; file: number; mode: number }>
  | Readonly<{ do: "remove"; skill: number }>
  | Readonly<{ do: "rollback" | "restore"; skill: number; force: boolean }>
  | Readonly<{ do: "to"; skill: number; generation: number; force: boolean }>
  | Readonly<{ do: "since"; minutes: number; force: boolean }>
  | Readonly<{ do: "undo"; force: boolean }>
  | Readonly<{ do: "gc"; keep: number }>
  | Readonly<{ do: "doctor" }>;
/** An act, and at which of its moments the process is killed (null: it is not). */
type Step = Readonly<{ act: Act; kill: number | null }>;

const skill = fc.nat({ max: NAMES.length - 1 });
const force = fc.boolean();
const ACT: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("deploy" as const), skill, content: fc.nat({ max: 2 }), force }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("edit" as const), skill, file: fc.nat({ max: 3 }), mode: fc.constantFrom(0o644, 0o600, 0o755) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove" as const), skill }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("rollback" as const, "restore" as const, "restore" as const), skill, force }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("to" as const), skill, generation: fc.integer({ min: 1, max: 8 }), force }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("since" as const), minutes: fc.integer({ min: 1, max: 12 }), force }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("undo" as const), force }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("gc" as const), keep: fc.integer({ min: 2, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("doctor" as const) }) },
);
const STEP: fc.Arbitrary<Step> = fc.record({ act: ACT, kill: fc.option(fc.integer({ min: 1, max: 90 }), { freq: 2 }) });

type World = {
  readonly disk: MemoryDisk;
  readonly shelf: ReturnType<typeof aShelf>;
  edits: number;
  steps: number;
  undone: number;
  killed: number;
  readonly mine: Set<string>;
};

const live = (disk: MemoryDisk): string =>
  disk.files.facts(ROOT) === null ? "[]" : JSON.stringify(Object.entries(disk.picture(ROOT)).filter(([, text]) => text.startsWith("file")));

function perform({ disk, shelf }: World, act: Exclude<Act, { do: "edit" | "remove" }>): unknown {
  switch (act.do) {
    case "deploy":
      return shelf.deploy(aSkill(NAMES[act.skill] ?? "", CONTENT[act.content] ?? {}), { force: act.force });
    case "rollback":
    case "restore":
      return rollbackSkill(shelf.context(), NAMES[act.skill] ?? "", { restore: act.do === "restore", force: act.force }).status;
    case "to":
      return rollbackSkill(shelf.context(), NAMES[act.skill] ?? "", { restore: false, force: act.force, to: act.generation }).status;
    case "since":
      return rollbackSince(shelf.context(), `${act.minutes}m`, { force: act.force, seen: null, planOnly: false }).status;
    case "undo":
      return undoLast(shelf.context(), act.force).status;
    case "gc":
      return gc(shelf.context(), { keep: act.keep, savedDays: null }).status;
    case "doctor":
      return doctorFix(shelf.context()).length + disk.moments;
  }
}

/** The person's own act: bytes that nobody else ever wrote, in a file of a skill. */
function byHand(world: World, act: Extract<Act, { do: "edit" | "remove" }>): void {
  const folder = `${ROOT}/${NAMES[act.skill] ?? ""}`;
  if (world.disk.files.facts(folder) === null) return;
  if (act.do === "remove") {
    // what the person throws away is theirs to throw away
    const gone = Object.entries(world.disk.picture(folder));
    world.disk.drop(folder);
    for (const [, text] of gone) for (const one of world.mine) if (text.includes(one) && !found(world.disk, one)) world.mine.delete(one);
    return;
  }
  const path = `${folder}/${["SKILL.md", "scripts/run.mjs", "mine.md", "references/my own.md"][act.file] ?? ""}`;
  const before = world.disk.files.facts(path) === null ? "" : Buffer.from(world.disk.files.bytes(path, 1 << 20)).toString("utf8");
  const text = `by hand ${(world.edits += 1)};`;
  world.disk.put(path, text, act.mode);
  world.mine.add(text);
  // their own earlier words, which they wrote over themselves
  if (world.mine.has(before) && !found(world.disk, before)) world.mine.delete(before);
}

function found(disk: MemoryDisk, text: string): boolean {
  return [ROOT, "/data/saved", "/data/store"].some((folder) =>
    Object.values(disk.picture(folder)).some((one) => one.startsWith("file") && one.endsWith(` ${text}`)),
  );
}

function sound(world: World, what: string): void {
  const { disk, shelf } = world;
  const context = shelf.context();
  expect(checkLog(disk.files, logPlaceOf(context)).status, what).toBe("ok");
  const history = loadRollbacks(disk.files, "/data");
  for (const name of NAMES) {
    const own = history.filter((one) => one.skill === name).map((one) => one.generation);
    expect(own, `${what}: generations`).toEqual([...new Set(own)].sort((a, b) => a - b));
  }
  for (const one of history)
    for (const state of [one.before, one.after])
      if (state !== null && one.collected === undefined) expect(() => readStored(disk.files, "/data/store", state.treeDigest), what).not.toThrow();
  expect(disk.files.facts(ROOT) === null ? [] : disk.files.names(ROOT).filter((one) => one.startsWith(".")), what).toEqual([]);
  for (const text of world.mine) expect(found(disk, text), `${what}: ${text} is lost`).toBe(true);
}

/** What is live of a skill is what its newest record says, unless a person changed it. */
function agrees({ disk }: World, name: string, what: string): void {
  const last = loadRollbacks(disk.files, "/data").findLast((one) => one.skill === name);
  const folder = `${ROOT}/${name}`;
  const now =
    disk.files.facts(folder) === null
      ? null
      : treeDigestOf(entriesOf(readFolder(disk.files, folder, { files: 99, fileBytes: 9999, totalBytes: 99_999, depth: 9 }).skill.files));
  expect(now, what).toBe(last?.after?.treeDigest ?? null);
}

function step(world: World, { act, kill }: Step, at: number): void {
  const { disk, shelf } = world;
  const what = `step ${at}: ${JSON.stringify(act)}${kill === null ? "" : ` killed at ${kill}`}`;
  world.steps += 1;
  disk.again();
  if (act.do === "edit" || act.do === "remove") {
    byHand(world, act);
    return;
  }
  const before = live(disk);
  const count = loadRollbacks(disk.files, "/data").length;
  disk.again(kill === null ? null : { kind: "kill", at: kill });
  let done = false;
  try {
    perform(world, act);
    done = true;
  } catch (error) {
    if (!(error instanceof Killed) && !(error instanceof ForgeError)) throw error;
    if (error instanceof Killed) {
      world.killed += 1;
      disk.again();
      changing(shelf.context(), () => undefined);
      // what the recovery finished, the same command again does not do once more
      if (disk.files.facts("/data/asked.json") !== null && loadRollbacks(disk.files, "/data").length > count) {
        const settled = live(disk);
        perform(world, act);
        expect(live(disk), `${what}: and run again`).toBe(settled);
      }
    } else expect(live(disk), `${what}: ${error.code}, and something changed`).toBe(before);
  }
  disk.again();
  sound(world, what);
  const history = loadRollbacks(disk.files, "/data");
  const fresh = history.slice(count);
  if (fresh.length === 0) expect(live(disk), `${what}: changed without a record`).toBe(before);
  for (const one of fresh) agrees(world, one.skill, what);
  if (fresh.length === 0 || (act.do === "gc" && done)) return;
  // the undo of this very step, on a copy of the world, and the undo of that
  const other = { ...world, disk: disk.clone() };
  const after = live(disk);
  const again = aShelf(other.disk, `again ${at}`);
  undoLast(again.context(), false);
  expect(live(other.disk), `${what}: undone`).toBe(before);
  undoLast(again.context(), false);
  expect(live(other.disk), `${what}: undone twice`).toBe(after);
  world.undone += 1;
}

describe("undo is exact", () => {
  it("over any sequence of deploys, hand edits, rollbacks, restores, undos, gc, repairs and kills", () => {
    const total = { steps: 0, undone: 0, killed: 0 };
    fc.assert(
      fc.property(fc.array(STEP, { minLength: 12, maxLength: 40 }), (steps) => {
        const disk = aDisk();
        const world: World = { disk, shelf: aShelf(disk), edits: 0, steps: 0, undone: 0, killed: 0, mine: new Set() };
        for (const [at, one] of steps.entries()) step(world, one, at);
        total.steps += world.steps;
        total.undone += world.undone;
        total.killed += world.killed;
      }),
      { numRuns: SEQUENCES },
    );
    process.stderr.write(`undo is exact: ${JSON.stringify(total)}\n`);
    expect(total.undone).toBeGreaterThan(SEQUENCES * 3);
    expect(total.killed).toBeGreaterThan(SEQUENCES / 4);
  }, 600_000);
});
