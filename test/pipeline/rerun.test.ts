import { describe, expect, it } from "vitest";
import { changing } from "#pipeline/changing";
import { gc } from "#pipeline/gc";
import { auditEvents } from "#pipeline/audit";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { rollbackSince } from "#pipeline/rollback-since";
import { loadRollbacks } from "#store/state-files";
import { aSkill } from "../fakes/a-capsule.ts";
import { errorOf } from "../fakes/error-of.ts";
import { Killed, type MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk } from "./a-context.ts";
import { aShelf, ROOT } from "./a-shelf.ts";

const ONE = aSkill("alpha", { "SKILL.md": "# one\n" });
const TWO = aSkill("alpha", { "SKILL.md": "# two\n" });
const THREE = aSkill("alpha", { "SKILL.md": "# three\n" });
const OTHER = aSkill("beta", { "SKILL.md": "# other\n" });

type Shelf = ReturnType<typeof aShelf>;
/** One command of the program; `tell` says its result to the person. */
type Command = (shelf: Shelf, tell: (result: unknown) => void) => unknown;

const COMMANDS: readonly (readonly [string, Command])[] = [
  ["undo", (shelf, tell) => undoLast(shelf.context(), false, tell)],
  ["rollback --restore", (shelf, tell) => rollbackSkill(shelf.context(), "alpha", { restore: true, force: false }, tell)],
  ["rollback", (shelf, tell) => rollbackSkill(shelf.context(), "alpha", { restore: false, force: false }, tell)],
  ["rollback --to", (shelf, tell) => rollbackSkill(shelf.context(), "alpha", { restore: false, force: false, to: 1 }, tell)],
  // said again later it means another two minutes
  ["rollback --since 2m", (shelf, tell) => rollbackSince(shelf.context(), "2m", { force: false, seen: null, planOnly: false }, tell)],
  ["gc", (shelf, tell) => told(gc(shelf.context(), { keep: 2, savedDays: null }), tell)],
];

function told<T>(result: T, tell: (result: unknown) => void): T {
  tell(result);
  return result;
}

/** Any other command that changes something. */
function settle(shelf: Shelf): void {
  changing(shelf.context(), () => undefined);
}

const live = (disk: MemoryDisk): string => JSON.stringify(disk.picture(ROOT));
const generations = (disk: MemoryDisk): number => loadRollbacks(disk.files, "/data").length;

function world(): Readonly<{ disk: MemoryDisk; shelf: Shelf }> {
  const disk = aDisk();
  const shelf = aShelf(disk);
  shelf.deploy(OTHER);
  for (const one of [ONE, TWO, THREE]) shelf.deploy(one);
  return { disk, shelf };
}

/** The shelf goes on as another process on a copy of the disk, so many minutes after the first deploy. */
function next(disk: MemoryDisk, name: string, minutes = 4): Shelf {
  const shelf = aShelf(disk, name);
  for (let minute = 0; minute < minutes; minute += 1) shelf.context();
  return shelf;
}

describe.each(COMMANDS)("forge %s, killed and run again", (name, command) => {
  const { disk, shelf } = world();
  if (name === "gc") for (const text of ["# four\n", "# five\n"]) shelf.deploy(aSkill("alpha", { "SKILL.md": text }));
  const whole = disk.clone().again();
  command(next(whole, "whole"), () => undefined);
  const { moments } = whole;
  const done = { live: live(whole), generations: generations(whole) };

  it.each([
    ["at once", () => undefined],
    ["after another command settled it", settle],
  ])("is done once, whenever it was killed: %s", (_, between) => {
    // every moment is looked at by the runs of test/reliability
    for (let at = 1; at <= moments; at += 3) {
      const copy = disk.clone().again({ kind: "kill", at });
      const said: unknown[] = [];
      expect(() => command(next(copy, "killed"), () => said.push("told"))).toThrow(Killed);
      // what the person was told is done; from then on the same words ask for another act
      if (said.length > 0) continue;
      copy.again();
      between(next(copy, "between"));
      const settled = copy.clone();
      settle(next(settled, "settled"));
      command(next(copy, "rerun", generations(settled) === done.generations ? 6 : 4), () => undefined);
      expect({ live: live(copy), generations: generations(copy) }, `killed at ${at} of ${moments}`).toEqual(done);
    }
  });

  it("when its result could not be told, says it the next time and does nothing more", () => {
    if (!["undo", "rollback --restore", "rollback --since 2m"].includes(name)) return;
    const copy = disk.clone();
    const closed = (): void => {
      throw new Error("nobody listens");
    };
    expect(() => command(next(copy, "first"), closed)).toThrow("nobody listens");
    const results: unknown[] = [];
    command(next(copy, "rerun"), (result) => results.push(result));
    expect(results).toMatchObject([{ finished: expect.stringMatching(/^2026-/) as unknown }]);
    expect({ live: live(copy), generations: generations(copy) }).toEqual(done);
  });
});

describe("the same command later", () => {
  it("is a new act once the first was told: undo twice returns", () => {
    const { disk, shelf } = world();
    const before = live(disk);
    expect(undoLast(shelf.context(), false)).toMatchObject({ status: "restored", finished: null });
    expect(undoLast(shelf.context(), false)).toMatchObject({ status: "restored", finished: null });
    expect(live(disk)).toBe(before);
    expect(disk.files.facts("/data/asked.json")).toBeNull();
  });

  it("is told once of an undo that was interrupted, whatever came in between, and then is a new act", () => {
    const { disk, shelf } = world();
    interruptedUndo(disk);
    shelf.deploy(aSkill("gamma", { "SKILL.md": "# later\n" }));
    const settled = live(disk);
    expect(undoLast(shelf.context(), false)).toMatchObject({ status: "restored", skill: "alpha", finished: expect.any(String) as unknown, later: 1 });
    expect(live(disk)).toBe(settled);
    // asked once more, the last act is what it is about: the deploy of gamma
    expect(undoLast(shelf.context(), false)).toMatchObject({ status: "removed", skill: "gamma", finished: null });
  });

  it("in a dry run says so, too, and leaves it to be told", () => {
    const { disk, shelf } = world();
    interruptedUndo(disk);
    changing(shelf.context(), () => undefined);
    const picture = JSON.stringify(disk.picture());
    expect(undoLast(shelf.context(true), false)).toMatchObject({ finished: expect.any(String) as unknown });
    expect(JSON.stringify(disk.picture())).toBe(picture);
  });

  it("another command than the interrupted one is what it says", () => {
    const { disk, shelf } = world();
    interruptedUndo(disk);
    expect(rollbackSkill(shelf.context(), "alpha", { restore: false, force: false })).toMatchObject({ status: "removed", finished: null });
    expect(undoLast(shelf.context(), false)).toMatchObject({ finished: expect.any(String) as unknown });
  });

  it("what is remembered of it is no place to choose what is undone: a damaged or forged list is as none, a newer program's is refused", () => {
    const { disk, shelf } = world();
    for (const text of ["{", "[]", '{"schemaVersion":1,"asked":[{"request":"undo","txns":["no such"],"at":"2026-03-09T09:00:00.000Z"}]}']) {
      disk.put("/data/asked.json", text, 0o600);
      expect(undoLast(shelf.context(), false)).toMatchObject({ finished: null });
    }
    disk.put("/data/asked.json", '{"schemaVersion":2}', 0o600);
    expect(errorOf(() => undoLast(shelf.context(), false))?.code).toBe("STATE_TOO_NEW");
  });
});

describe("a batch that was interrupted", () => {
  it("is shown as done by the plan that the rerun makes first", () => {
    const { disk } = world();
    const since = "2026-03-09";
    const options = { force: false, seen: null, planOnly: false };
    const whole = disk.clone().again();
    rollbackSince(next(whole, "whole").context(), since, options);
    for (let at = 1; at < whole.moments; at += 3) {
      const copy = disk.clone().again({ kind: "kill", at });
      expect(() => rollbackSince(next(copy, "killed").context(), since, options)).toThrow(Killed);
      copy.again();
      const shelf = next(copy, "rerun");
      const shown = rollbackSince(shelf.context(), since, { ...options, planOnly: true });
      if (shown.status !== "nothing") rollbackSince(shelf.context(), since, { ...options, seen: shown.seen });
      expect(live(copy), `killed at ${at}`).toBe(live(whole));
      expect(generations(copy), `killed at ${at}`).toBe(generations(whole));
    }
  });
});

describe("gc that was interrupted", () => {
  it("is ended in the log by the next gc, with the trees that went", () => {
    const { disk, shelf } = world();
    for (const text of ["# four\n", "# five\n"]) shelf.deploy(aSkill("alpha", { "SKILL.md": text }));
    const options = { keep: 2, savedDays: null };
    const whole = disk.clone().again();
    gc(next(whole, "whole").context(), options);
    const gone = (copy: MemoryDisk): unknown[] =>
      auditEvents(next(copy, "look").context())
        .filter((one) => one.type === "gc.done")
        .flatMap((one) => one.data.digests as string[]);
    expect(gone(whole).length).toBeGreaterThan(0);
    for (let at = 1; at < whole.moments; at += 1) {
      const copy = disk.clone().again({ kind: "kill", at });
      expect(() => gc(next(copy, "killed").context(), options)).toThrow(Killed);
      copy.again();
      gc(next(copy, "rerun").context(), options);
      expect(new Set(gone(copy)), `killed at ${at}`).toEqual(new Set(gone(whole)));
    }
  });
});

/** An undo whose process was killed right after its switch. */
function interruptedUndo(disk: MemoryDisk): void {
  const probe = disk.clone().again();
  undoLast(next(probe, "probe").context(), false);
  const undone = live(probe);
  for (let at = 1; at <= probe.moments; at += 1) {
    const copy = disk.clone().again({ kind: "kill", at });
    expect(() => undoLast(next(copy, "killed").context(), false)).toThrow(Killed);
    if (Object.values(copy.picture(`${ROOT}/alpha`)).join() !== Object.values(probe.picture(`${ROOT}/alpha`)).join()) continue;
    expect(live(copy)).not.toBe(undone);
    disk.again({ kind: "kill", at });
    expect(() => undoLast(next(disk, "killed").context(), false)).toThrow(Killed);
    disk.again();
    return;
  }
  throw new Error("it never switched");
}
