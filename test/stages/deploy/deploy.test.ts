import { describe, expect, it } from "vitest";
import type { Capsule } from "#kernel/capsule";
import { NEXT_STATUS } from "#kernel/capsule";
import type { LiveTarget } from "#kernel/plan";
import type { Rollback } from "#kernel/rollback";
import type { Skill } from "#kernel/skill";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { capsulesAfter } from "#stages/deploy/capsules";
import { deploy, type DeployRequest } from "#stages/deploy/deploy";
import { txnOf } from "#stages/deploy/generation";
import { rollback, type RollbackRequest } from "#stages/deploy/rollback";
import { approvedFor, aSkill, POLICY } from "../../fakes/a-capsule.ts";

const ROOT = "/ws/skills";
const ONE = aSkill("report-sales", { "SKILL.md": "one", "scripts/main.mjs": "1" });
const TWO = aSkill("report-sales", { "SKILL.md": "two" });
const THREE = aSkill("report-sales", { "SKILL.md": "three" });

function target(skill: Skill | null, change: Partial<LiveTarget> = {}): LiveTarget {
  const entries = skill === null ? null : entriesOf(skill.files);
  const name = change.name ?? "report-sales";
  return {
    name,
    root: ROOT,
    realRoot: ROOT,
    rootKind: "folder",
    path: `${ROOT}/${name}`,
    kind: skill === null ? null : "folder",
    entries,
    treeDigest: entries === null ? null : treeDigestOf(entries),
    problems: [],
    link: null,
    aliases: [],
    ...change,
  };
}

const OCCASION = { host: "openclaw", policyDigest: POLICY, saved: "/data/saved", linked: null, txn: "0123456789abcdef", at: "2026-03-02T10:00:00.000Z" };

const asked = (skill: Skill, change: Partial<DeployRequest> = {}): DeployRequest => ({
  ...OCCASION,
  approved: approvedFor(skill),
  skill,
  current: target(null),
  visible: [],
  history: [],
  force: false,
  ...change,
});
const codeOf = (answer: ReturnType<typeof deploy> | ReturnType<typeof rollback>) =>
  answer.kind === "refused" ? answer.code : answer.kind === "nothing" ? answer.reason : answer.kind;

/** Acts one after the other; each gives the record that the next one sees. */
function life() {
  const history: Rollback[] = [];
  let live: Skill | null = null;
  const known = new Map<string, Skill>([ONE, TWO, THREE].map((one) => [treeDigestOf(entriesOf(one.files)), one]));
  const take = (answer: ReturnType<typeof deploy> | ReturnType<typeof rollback>): string => {
    if (answer.kind !== "plan") return codeOf(answer);
    history.push(answer.record);
    live = answer.record.after === null ? null : (known.get(answer.record.after.treeDigest) ?? null);
    return live === null ? "gone" : new TextDecoder().decode(live.files[0]?.bytes);
  };
  const txn = () => `${history.length}`.padStart(16, "0");
  const back = (options: Partial<RollbackRequest>) =>
    take(rollback({ ...OCCASION, txn: txn(), current: target(live), history, restore: false, force: false, ...options }));
  return {
    history,
    deploy: (skill: Skill) => take(deploy(asked(skill, { txn: txn(), current: target(live), history }))),
    rollback: () => back({}),
    restore: () => back({ restore: true }),
    undo: () => back({ undo: true }),
    by: (skill: Skill | null) => {
      live = skill;
    },
    back,
  };
}

describe("a deploy plan", () => {
  it("puts the tree beside the place and moves it in; its undo takes it away again", () => {
    const answer = deploy(asked(ONE));
    if (answer.kind !== "plan") throw new Error(answer.kind);
    const treeDigest = treeDigestOf(entriesOf(ONE.files));
    const fresh = "/ws/skills/.skill-forge-0123456789abcdef";
    expect(answer.plan.steps).toEqual([
      { do: "store", treeDigest },
      { do: "stage", treeDigest, path: fresh },
      { do: "move", from: fresh, to: "/ws/skills/report-sales" },
    ]);
    expect(answer.plan.undo.map((step) => step.do)).toEqual(["store", "move", "remove"]);
    expect(answer.plan).toMatchObject({ act: "deploy", generation: 1, from: null, base: { treeDigest: null, realRoot: ROOT } });
    expect(answer.record).toMatchObject({ generation: 1, before: null, after: { treeDigest, capsule: approvedFor(ONE).id }, saved: null });
    expect(txnOf(answer.plan)).toBe(OCCASION.txn);
  });

  it("is the same for the same question", () => {
    expect(deploy(asked(ONE))).toEqual(deploy(asked(ONE)));
  });

  it("says already when exactly this is there", () => {
    const shop = life();
    shop.deploy(ONE);
    expect(shop.deploy(ONE)).toBe("already");
    expect(shop.history).toHaveLength(1);
  });
});

describe("a deploy is refused", () => {
  const changed = { ...ONE, files: ONE.files.map((file, index) => (index === 0 ? { ...file, bytes: new TextEncoder().encode("onf") } : file)) };
  const otherMode = { ...ONE, files: ONE.files.map((file) => ({ ...file, mode: 0o755 })) };
  const approved = approvedFor(ONE);
  const visible = (name: string, folder: string) => [{ name, folder }];

  it.each([
    ["one byte changed after the approval", asked(changed, { approved }), "STALE_APPROVAL"],
    ["a mode changed after the approval", asked(otherMode, { approved }), "STALE_APPROVAL"],
    ["a file was added", asked({ ...ONE, files: [...ONE.files, { path: "x", bytes: new Uint8Array(), mode: 0o644 }] }, { approved }), "STALE_APPROVAL"],
    ["the policy changed", asked(ONE, { policyDigest: "1".repeat(64) }), "STALE_APPROVAL"],
    ["there is no decision", asked(ONE, { approved: approvedFor(ONE, { decision: null }) }), "STALE_APPROVAL"],
    ["it was approved for another name", asked(ONE, { current: target(null, { name: "other" }) }), "STALE_APPROVAL"],
    ["somebody else's skill is there", asked(ONE, { current: target(TWO) }), "NOT_OWNED"],
    ["exactly this skill is there but not by us", asked(ONE, { current: target(ONE) }), "NOT_OWNED"],
    ["the place is a link", asked(ONE, { current: target(null, { kind: "link" }) }), "UNSAFE_PATH"],
    ["the place is a file", asked(ONE, { current: target(null, { kind: "file" }) }), "UNSAFE_PATH"],
    ["the place is a device", asked(ONE, { current: target(null, { kind: "other" }) }), "UNSAFE_PATH"],
    ["the root is a link", asked(ONE, { current: target(null, { rootKind: "link" }) }), "UNSAFE_PATH"],
    ["a name differs by case only", asked(ONE, { current: target(null, { aliases: ["Report-Sales"] }) }), "NAME_TAKEN"],
    ["another root has the name", asked(ONE, { visible: visible("report-sales", "/home/x/.agents/skills/report-sales") }), "NAME_TAKEN"],
    ["a folder of another name holds a skill of that name", asked(ONE, { visible: visible("Report-Sales", "/ws/skills/anything") }), "NAME_TAKEN"],
  ])("when %s", (_, request, code) => {
    expect(codeOf(deploy(request))).toBe(code);
    if (code !== "STALE_APPROVAL") expect(codeOf(deploy({ ...request, force: true })), "force lifts nothing").toBe(code);
  });

  it("not when the skill of that name is itself, whichever way its path is written", () => {
    const current = target(null, { root: "/link/skills/", realRoot: ROOT });
    for (const folder of ["/ws/skills/report-sales", "/link/skills/report-sales"])
      expect(codeOf(deploy(asked(ONE, { current, visible: visible("report-sales", folder) })))).toBe("plan");
  });

  it("when the live skill was changed by hand, naming the files; forced, it is saved first", () => {
    const shop = life();
    shop.deploy(ONE);
    const edited = aSkill("report-sales", { "SKILL.md": "mine", "new.md": "n" });
    const request = asked(TWO, { current: target(edited), history: shop.history });
    expect(deploy(request)).toMatchObject({ kind: "refused", code: "CHANGED_SINCE", paths: ["SKILL.md", "new.md", "scripts/main.mjs"] });
    const answer = deploy({ ...request, force: true });
    if (answer.kind !== "plan") throw new Error(answer.kind);
    expect(answer.plan.steps.map((step) => step.do)).toEqual(["store", "save", "store", "stage", "move", "move", "remove"]);
    expect(answer.record.saved).toBe("/data/saved/2026-03-02T10-00-00.000Z-report-sales-0123456789abcdef");
  });

  it("when a part of the live skill could not be put back, even with force", () => {
    const shop = life();
    shop.deploy(ONE);
    const current = target(ONE, { problems: [{ path: "evil", reason: "link" }] });
    expect(codeOf(deploy(asked(TWO, { current, history: shop.history, force: true })))).toBe("UNSAFE_PATH");
    expect(codeOf(rollback({ ...OCCASION, current, history: shop.history, restore: false, force: true }))).toBe("UNSAFE_PATH");
  });
});

describe("rollback", () => {
  it("removes, and does nothing the second time", () => {
    const shop = life();
    expect([shop.rollback(), shop.deploy(ONE), shop.rollback(), shop.rollback()]).toEqual(["never-deployed", "one", "gone", "not-deployed"]);
  });

  it("restores version after version, back to the first and no further", () => {
    const shop = life();
    expect([shop.deploy(ONE), shop.deploy(TWO), shop.deploy(THREE)]).toEqual(["one", "two", "three"]);
    expect([shop.restore(), shop.restore(), shop.restore()]).toEqual(["two", "one", "no-version-before"]);
    expect(shop.history.map((one) => one.generation)).toEqual([1, 2, 3, 4, 5]);
  });

  it("restores what a rollback removed, and is itself taken back by a rollback", () => {
    const shop = life();
    expect([shop.deploy(ONE), shop.deploy(TWO), shop.rollback(), shop.restore(), shop.restore(), shop.rollback(), shop.restore()]).toEqual([
      "one",
      "two",
      "gone",
      "two",
      "one",
      "gone",
      "one",
    ]);
  });

  it("undo twice comes back to where it was", () => {
    const shop = life();
    expect([shop.deploy(ONE), shop.undo(), shop.undo()]).toEqual(["one", "gone", "one"]);
    expect([shop.deploy(TWO), shop.undo(), shop.undo(), shop.undo()]).toEqual(["two", "one", "two", "one"]);
  });

  it("can deploy again after a rollback, as a new generation", () => {
    const shop = life();
    expect([shop.deploy(ONE), shop.rollback(), shop.deploy(ONE)]).toEqual(["one", "gone", "one"]);
    expect(shop.history.at(-1)?.generation).toBe(3);
  });

  it("refuses a skill that changed since; forced, it saves it first", () => {
    const shop = life();
    shop.deploy(ONE);
    shop.by(TWO);
    expect(shop.rollback()).toBe("CHANGED_SINCE");
    expect(shop.back({ force: true })).toBe("gone");
    expect(shop.history.at(-1)).toMatchObject({ saved: expect.stringContaining("/data/saved/") as unknown, before: { capsule: approvedFor(ONE).id } });
  });

  it("takes note when somebody has removed the skill already, and can still restore it", () => {
    const shop = life();
    shop.deploy(ONE);
    shop.by(null);
    expect(shop.rollback()).toBe("gone");
    expect(shop.restore()).toBe("one");
  });

  it("never touches what somebody else put there after a rollback", () => {
    const shop = life();
    shop.deploy(ONE);
    shop.rollback();
    shop.by(TWO);
    expect([shop.rollback(), shop.restore(), shop.back({ restore: true, force: true }), shop.undo()]).toEqual([
      "not-deployed",
      "NOT_OWNED",
      "NOT_OWNED",
      "NOT_OWNED",
    ]);
  });

  it("keeps skills of one name in two workspaces apart", () => {
    const shop = life();
    shop.deploy(ONE);
    const elsewhere = target(null, { root: "/other/skills", realRoot: "/other/skills", path: "/other/skills/report-sales" });
    expect(codeOf(rollback({ ...OCCASION, current: elsewhere, history: shop.history, restore: false, force: false }))).toBe("never-deployed");
  });
});

it("moves capsules only along the allowed ways, and exactly one of a name is promoted", () => {
  const shop = life();
  let capsules: readonly Capsule[] = [ONE, TWO].map((skill) => approvedFor(skill));
  const follow = (): Readonly<Record<string, string>> => {
    const record = shop.history.at(-1);
    if (record === undefined) throw new Error("no record");
    const changed = capsulesAfter(capsules, record, shop.history.slice(0, -1));
    for (const one of changed) {
      const old = capsules.find(({ id }) => id === one.id);
      expect(NEXT_STATUS[old?.status ?? "staged"]).toContain(one.status);
      expect(one.history.at(-1)).toEqual({ status: one.status, at: record.at });
    }
    capsules = capsules.map((one) => changed.find(({ id }) => id === one.id) ?? one);
    return Object.fromEntries(capsules.map((one, index) => [index === 0 ? "one" : "two", one.status]));
  };
  shop.deploy(ONE);
  expect(follow()).toEqual({ one: "promoted", two: "approved" });
  shop.deploy(TWO);
  expect(follow()).toEqual({ one: "retired", two: "promoted" });
  shop.restore();
  expect(follow()).toEqual({ one: "promoted", two: "rolled-back" });
  shop.rollback();
  expect(follow()).toEqual({ one: "rolled-back", two: "rolled-back" });
});
