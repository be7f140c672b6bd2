import { describe, expect, it } from "vitest";
import { checkLog } from "#audit/read-log";
import { auditEvents } from "#pipeline/audit";
import { changing } from "#pipeline/changing";
import { generationsOf } from "#pipeline/generations";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { rollbackSince } from "#pipeline/rollback-since";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import { aSkill } from "../fakes/a-capsule.ts";
import { errorOf } from "../fakes/error-of.ts";
import { Killed, type MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk } from "./a-context.ts";
import { aShelf } from "./a-shelf.ts";

const A1 = aSkill("alpha", { "SKILL.md": "# a1\n", "scripts/run.mjs": "1\n" });
const A2 = aSkill("alpha", { "SKILL.md": "# a2\n", "more.md": "m\n" });
const A3 = aSkill("alpha", { "SKILL.md": "# a3\n" });
const B1 = aSkill("beta", { "SKILL.md": "# b1\n" });
const C1 = aSkill("gamma", { "SKILL.md": "# c1\n" });

const live = (disk: MemoryDisk) => JSON.stringify(disk.picture("/ws/skills"));
const opts = { force: false, seen: null, planOnly: false };
const to = (generation: number, force = false) => ({ restore: false, force, to: generation });

function started() {
  const disk = aDisk();
  return { disk, shelf: aShelf(disk) };
}

describe("rollback --to", () => {
  it("brings back what any generation had left, as a new generation, and undo takes that back", () => {
    const { disk, shelf } = started();
    const states: string[] = [];
    for (const skill of [A1, A2, A3]) {
      shelf.deploy(skill);
      states.push(live(disk));
    }
    expect(rollbackSkill(shelf.context(), "alpha", to(1))).toMatchObject({ status: "restored", generation: 4, from: 1 });
    expect(live(disk)).toBe(states[0]);
    expect(
      loadCapsules(disk.files, "/data")
        .filter((one) => one.status === "promoted")
        .map((one) => one.treeDigest),
    ).toHaveLength(1);
    expect(rollbackSkill(shelf.context(), "alpha", to(2))).toMatchObject({ generation: 5, from: 2 });
    expect(live(disk)).toBe(states[1]);
    undoLast(shelf.context(), false);
    expect(live(disk)).toBe(states[0]);
    undoLast(shelf.context(), false);
    expect(live(disk)).toBe(states[1]);
    expect(generationsOf(shelf.context(), "alpha").generations.map((one) => [one.generation, one.act, one.from, one.current])).toEqual([
      [1, "deploy", null, false],
      [2, "deploy", 1, false],
      [3, "deploy", 2, false],
      [4, "restore", 1, false],
      [5, "restore", 2, false],
      [6, "restore", 4, false],
      [7, "restore", 5, true],
    ]);
  });

  it("is nothing to do when it is that state already, and goes to a removal as well", () => {
    const { disk, shelf } = started();
    shelf.deploy(A1);
    rollbackSkill(shelf.context(), "alpha", { restore: false, force: false });
    shelf.deploy(A2);
    expect(rollbackSkill(shelf.context(), "alpha", to(3))).toMatchObject({ status: "nothing", reason: "as-it-was" });
    expect(rollbackSkill(shelf.context(), "alpha", to(2))).toMatchObject({ status: "removed", generation: 4 });
    expect(disk.files.facts("/ws/skills/alpha")).toBeNull();
    expect(rollbackSkill(shelf.context(), "alpha", to(2))).toMatchObject({ status: "nothing", reason: "not-deployed" });
    expect(errorOf(() => rollbackSkill(shelf.context(), "alpha", to(99)))?.message).toContain("there are 1, 2, 3, 4");
  });

  it("to the current generation puts a hand-edited copy back, when forced and saved first", () => {
    const { disk, shelf } = started();
    shelf.deploy(A1);
    const state = live(disk);
    disk.put("/ws/skills/alpha/SKILL.md", "mine\n");
    expect(errorOf(() => rollbackSkill(shelf.context(), "alpha", to(1)))?.family).toBe("stale");
    const result = rollbackSkill(shelf.context(), "alpha", to(1, true));
    expect(live(disk)).toBe(state);
    expect(new TextDecoder().decode(disk.files.bytes(`${result.saved}/SKILL.md`, 100))).toBe("mine\n");
    undoLast(shelf.context(), false);
    expect(new TextDecoder().decode(disk.files.bytes("/ws/skills/alpha/SKILL.md", 100))).toBe("mine\n");
  });
});

describe("rollback --since", () => {
  /** alpha 1 and beta, then (the moment) alpha 2, gamma, beta removed. */
  function world() {
    const { disk, shelf } = started();
    shelf.deploy(A1);
    shelf.deploy(B1);
    const before = live(disk);
    const moment = shelf.next();
    shelf.deploy(A2);
    shelf.deploy(C1);
    rollbackSkill(shelf.context(), "beta", { restore: false, force: false });
    return { disk, shelf, before, moment, after: live(disk) };
  }

  it("takes all skills back to what was there at a time, as one act that undo takes back as one", () => {
    const { disk, shelf, before, moment, after } = world();
    const result = rollbackSince(shelf.context(), moment, opts);
    expect(live(disk)).toBe(before);
    expect(result.skills.map((one) => [one.skill, one.status, one.from])).toEqual([
      ["alpha", "restored", 1],
      ["gamma", "removed", null],
      ["beta", "restored", 1],
    ]);
    expect(disk.files.facts("/data/batch.json")).toBeNull();
    expect(rollbackSince(shelf.context(), moment, opts).status).toBe("nothing");
    undoLast(shelf.context(), false);
    expect(live(disk)).toBe(after);
    undoLast(shelf.context(), false);
    expect(live(disk)).toBe(before);
    expect(checkLog(disk.files, { path: "/data/events.jsonl", anchors: shelf.context().places.anchors }).status).toBe("ok");
  });

  it.each([
    ["a span", () => "3m"],
    ["the number of an event", (seq: number) => `#${seq}`],
    ["a number alone", (seq: number) => String(seq)],
    ["digits of its checksum", (_: number, checksum: string) => checksum.slice(0, 12)],
  ])("takes %s for a moment", (_, words) => {
    const { disk, shelf, before } = world();
    const event = auditEvents(shelf.context()).find((one) => one.type === "deploy.done" && one.data["skill"] === "alpha" && one.data["generation"] === 2)!;
    // the span counts from the call: three acts ago, and the call that looked
    const text = words(event.seq, event.checksum);
    rollbackSince(
      text === "3m" ? { ...shelf.context(), powers: { ...shelf.context().powers, clock: { now: () => Date.parse(event.ts) + 180_000 } } } : shelf.context(),
      text,
      opts,
    );
    expect(live(disk)).toBe(before);
  });

  it.each(["", "yesterday", "-1h", "2026-13-45", "99999", "abcdefab"])("does not guess what %j means", (text) => {
    const { disk, shelf, after } = world();
    const error = errorOf(() => rollbackSince(shelf.context(), text, opts));
    expect(error?.family).toBe("usage");
    expect(live(disk)).toBe(after);
  });

  it("changes nothing when one of the skills was changed by hand, names it, and with force keeps a copy", () => {
    const { disk, shelf, moment, before } = world();
    disk.put("/ws/skills/gamma/notes.md", "mine\n", 0o600);
    const edited = live(disk);
    const error = errorOf(() => rollbackSince(shelf.context(), moment, opts));
    expect([error?.code, error?.family]).toEqual(["CHANGED_SINCE", "stale"]);
    expect(error?.details["/ws/skills/gamma"]).toContain("notes.md");
    expect(live(disk)).toBe(edited);
    const result = rollbackSince(shelf.context(), moment, { ...opts, force: true });
    expect(live(disk)).toBe(before);
    expect(Object.keys(disk.picture(result.skills.find((one) => one.skill === "gamma")!.saved!))).toHaveLength(3);
    undoLast(shelf.context(), false);
    expect(live(disk)).toBe(edited);
  });

  it("does what was shown or nothing, and a dry run writes nothing", () => {
    const { disk, shelf, moment } = world();
    const picture = JSON.stringify(disk.picture());
    const shown = rollbackSince(shelf.context(true), moment, opts);
    expect(shown.status).toBe("planned");
    expect(JSON.stringify(disk.picture())).toBe(picture);
    shelf.deploy(A3);
    expect(errorOf(() => rollbackSince(shelf.context(), moment, { ...opts, seen: shown.seen }))?.code).toBe("STALE_PLAN");
  });

  it("killed at any moment is finished by the next command", () => {
    const { disk, shelf, moment, before, after } = world();
    const whole = disk.clone();
    rollbackSince(aShelfOn(whole, shelf).context(), moment, opts);
    const { moments } = whole;
    let finished = 0;
    for (let at = 1; at <= moments; at += 3) {
      const copy = disk.clone();
      const killed = aShelfOn(copy.again({ kind: "kill", at }), shelf);
      expect(() => rollbackSince(killed.context(), moment, opts)).toThrow(Killed);
      const next = aShelfOn(copy.again(), shelf);
      changing(next.context(), () => undefined);
      expect([before, after], `killed at ${at}`).toContain(live(copy));
      if (live(copy) === before) finished += 1;
      expect(copy.files.facts("/data/batch.json")).toBeNull();
      expect(new Set(loadRollbacks(copy.files, "/data").map((one) => `${one.skill} ${one.generation}`)).size).toBe(loadRollbacks(copy.files, "/data").length);
      if (live(copy) !== before) continue;
      undoLast(next.context(), false);
      expect(live(copy), `undone after ${at}`).toBe(after);
    }
    expect(finished).toBeGreaterThan(moments / 6);
  });

  it("stopped by an error at any operation, also one that took effect, is as before or finished by the next command", () => {
    const { disk, shelf, moment, before, after } = world();
    const whole = disk.clone();
    rollbackSince(aShelfOn(whole, shelf).context(), moment, opts);
    const ends: string[] = [];
    for (let at = 1; at <= whole.operations; at += 1) {
      for (const tookEffect of [false, true]) {
        const copy = disk.clone().again({ kind: "fail", at, code: "EDQUOT", after: tookEffect });
        // a few operations are tried again or only warned of
        const message = errorOf(() => rollbackSince(aShelfOn(copy, shelf).context(), moment, opts))?.message ?? "no error";
        changing(aShelfOn(copy.again(), shelf).context(), () => undefined);
        expect([before, after], `${tookEffect ? "after" : "before"} operation ${at}: ${message}`).toContain(live(copy));
        expect(copy.files.facts("/data/batch.json")).toBeNull();
        ends.push(live(copy));
      }
    }
    expect(ends.filter((one) => one === before).length).toBeGreaterThan(ends.length / 3);
    expect(ends).toContain(after);
  });

  it("leaves what was changed after the interruption, says so, and is over", () => {
    const { disk, shelf, moment } = world();
    let tried = 0;
    for (let at = 1; at < 400; at += 2) {
      const copy = disk.clone();
      try {
        rollbackSince(aShelfOn(copy.again({ kind: "kill", at }), shelf).context(), moment, opts);
      } catch {
        copy.again();
        if (copy.files.facts("/data/batch.json") === null || copy.files.facts("/ws/skills/gamma/SKILL.md") === null) continue;
        if (copy.files.facts("/data/journal.json") !== null) continue;
        copy.put("/ws/skills/gamma/SKILL.md", "mine\n");
        const next = aShelfOn(copy, shelf);
        changing(next.context(), () => undefined);
        expect(new TextDecoder().decode(copy.files.bytes("/ws/skills/gamma/SKILL.md", 100))).toBe("mine\n");
        expect(next.notes.join()).toContain("/ws/skills/gamma changed");
        expect(auditEvents(next.context()).at(-1)).toMatchObject({ type: "rollback.stopped", data: { left: ["gamma"] } });
        expect(copy.files.facts("/data/batch.json")).toBeNull();
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(2);
  });
});

/** Another process: its ids are others. */
function aShelfOn(disk: MemoryDisk, before: ReturnType<typeof aShelf>) {
  const shelf = aShelf(disk);
  const start = Date.parse(before.next());
  const context = (dryRun = false) => {
    const made = shelf.context(dryRun);
    return { ...made, powers: { ...made.powers, clock: { now: () => start + 1000 }, ids: { hex: (length: number) => `${made.powers.ids.hex(length - 1)}f` } } };
  };
  return { ...shelf, context };
}
