import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditFork } from "#pipeline/audit";
import { addApprover, changeRule, listApprovers, revokeApprover } from "#pipeline/approver";
import { changing } from "#pipeline/changing";
import { deploySkill } from "#pipeline/deploy";
import { reopen } from "#pipeline/rejections";
import { decide } from "#pipeline/review";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { loadCapsules } from "#store/state-files";
import { Killed, type MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";
import { aProposal, approve, aSigningDisk, editCapsules, eventsOn, forgeEvent, listPath, NO, type Signing, YES } from "./an-approver.ts";

const options = { force: false, only: "apply", plan: null } as const;
const NOBODY = { typed: null, signer: null };
const deploy = (on: MemoryDisk, name: string) => deploySkill(contextOn(on), name, options);
const policy = (on: MemoryDisk, approval: object) => {
  on.put("/data/policy.json", JSON.stringify({ schemaVersion: 1, approval }));
};
/** The code of the refusal, or what was done. */
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    const answer = (await work()) as Readonly<{ status?: string; reasons?: readonly Readonly<{ code: string }>[] }>;
    return answer.reasons?.[0]?.code ?? answer.status ?? "done";
  } catch (error) {
    return (error as Readonly<{ code?: string }>).code ?? String(error);
  }
};

let start: Signing;
beforeAll(async () => {
  start = await aSigningDisk();
}, 120_000);

let disk: MemoryDisk;
let name: string;
beforeEach(() => {
  disk = start.disk.clone();
  ({ name } = start);
});
/** Nothing got live, whatever was answered. */
const nothingLive = () => Object.keys(disk.picture("/ws/skills")).filter((path) => path.endsWith("SKILL.md"));

describe("an approval by signature", () => {
  it("is recorded with who signed it, stands in the log, and lets the skill be deployed", async () => {
    const done = await approve(disk, name, start.ada);
    expect([done.status, done.signed, done.capsule.decision?.how]).toEqual(["approved", ["ada"], "signature"]);
    const event = eventsOn(disk).findLast((one) => one.type === "capsule.approved");
    expect(event?.data["approval"]).toEqual(done.capsule.decision?.approval);
    expect((await deploy(disk, name)).status).toBe("deployed");
  });

  it("is not given by a yes without a key, typed or not", async () => {
    for (const reply of [YES, { ...YES, typed: name, how: "terminal" as const }, { ...YES, confirmed: name }]) {
      expect(await codeOf(() => decide(contextOn(disk), name, reply))).toBe("needs-signature");
    }
    expect(await codeOf(() => deploy(disk, name))).toBe("NOT_APPROVED");
  });

  it("is not given by a key that is no approver's", async () => {
    expect(await codeOf(() => approve(disk, name, start.eve))).toBe("not-an-approver");
    expect(await codeOf(() => approve(disk, name, { ...start.eve, id: start.ada.id, key: start.ada.key }))).toBe("not-an-approver");
  });

  it("of two of two waits for the second, counts nobody twice, and is short by one until then", async () => {
    changeRule(contextOn(disk), { threshold: 2 }, NOBODY);
    const first = await approve(disk, name, start.ada);
    expect([first.status, first.signed, first.capsule.status]).toEqual(["pending", ["ada"], "staged"]);
    expect(await codeOf(() => approve(disk, name, start.ada))).toBe("signed-already");
    expect(await codeOf(() => deploy(disk, name))).toBe("NOT_APPROVED");
    const second = await approve(disk, name, start.bob);
    expect([second.status, second.signed]).toEqual(["approved", ["ada", "bob"]]);
    expect((await deploy(disk, name)).status).toBe("deployed");
  });

  it("does not hold with one of its two signatures, nor with one of them twice", async () => {
    changeRule(contextOn(disk), { threshold: 2 }, NOBODY);
    await approve(disk, name, start.ada);
    await approve(disk, name, start.bob);
    for (const edit of [(list: unknown[]) => list.slice(0, 1), (list: unknown[]) => [list[0], list[0]]]) {
      const copy = disk.clone();
      editCapsules(copy, (capsules) => {
        for (const one of capsules)
          if (one.decision !== null) {
            const approval = one.decision["approval"] as { signatures: unknown[] };
            approval.signatures = edit(approval.signatures);
            forgeEvent(copy, "capsule.approved", {
              ...eventsOn(copy).findLast((event) => event.type === "capsule.approved")?.data,
              approval: structuredClone(approval) as never,
            });
          }
      });
      expect(await codeOf(() => deploy(copy, name))).toMatch(/^APPROVAL_(UNPROVEN|TOO_WEAK)$/);
    }
  });

  it("under an older, lower threshold is too weak", async () => {
    await approve(disk, name, start.ada);
    changeRule(contextOn(disk), { threshold: 2 }, NOBODY);
    expect(await codeOf(() => deploy(disk, name))).toBe("APPROVAL_TOO_WEAK");
  });

  it("ends with the key it was given by", async () => {
    await approve(disk, name, start.ada);
    expect(revokeApprover(contextOn(disk), "ada", { typed: null, signer: start.bob }).status).toBe("done");
    expect(await codeOf(() => deploy(disk, name))).toBe("APPROVAL_TOO_WEAK");
    expect(await codeOf(() => decide(contextOn(disk), name, NO))).toBe("rejected");
    reopen(contextOn(disk), name, null);
    expect(await codeOf(() => approve(disk, name, start.ada))).toBe("not-an-approver");
    expect(nothingLive()).toEqual([]);
  });
});

describe("a forged approval", () => {
  /** The store as it was approved, put back over a later one. */
  const replayed = async (between: () => unknown) => {
    await approve(disk, name, start.ada);
    const before = disk.files.bytes("/data/capsules.json", 1 << 24);
    await between();
    disk.put("/data/capsules.json", before);
    return codeOf(() => deploy(disk, name));
  };

  it("is one that was withdrawn and is put back", async () => {
    expect(await replayed(() => decide(contextOn(disk), name, NO))).toBe("APPROVAL_UNPROVEN");
  });

  it("is one from before the proposal was opened again, also with its event put into the log once more", async () => {
    const again = await replayed(async () => {
      const data = eventsOn(disk).findLast((one) => one.type === "capsule.approved")?.data ?? {};
      await decide(contextOn(disk), name, NO);
      reopen(contextOn(disk), name, null);
      forgeEvent(disk, "capsule.approved", data);
    });
    expect(again).toBe("APPROVAL_UNPROVEN");
    expect(nothingLive()).toEqual([]);
  });

  it("is one of another place, whose approvers are the same", async () => {
    const other = await aSigningDisk();
    await approve(other.disk, other.name, other.ada);
    const data = eventsOn(other.disk).findLast((one) => one.type === "capsule.approved")?.data ?? {};
    disk.put("/data/capsules.json", other.disk.files.bytes("/data/capsules.json", 1 << 24));
    forgeEvent(disk, "capsule.approved", data);
    expect(await codeOf(() => deploy(disk, name))).toBe("APPROVAL_UNPROVEN");
  }, 60_000);

  it("is a status in capsules.json alone", async () => {
    editCapsules(disk, (capsules) => {
      for (const one of capsules) one.status = "approved";
    });
    expect(await codeOf(() => deploy(disk, name))).toBe("STALE_APPROVAL");
    expect(nothingLive()).toEqual([]);
  });

  it("is a decision written into capsules.json, with and without an event that fits", async () => {
    const { treeDigest, id } = loadCapsules(disk.files, "/data")[0] ?? { treeDigest: "", id: "" };
    const { policyDigest } = contextOn(disk);
    const decision = {
      kind: "approved",
      by: "user:ada",
      how: "signature",
      at: "2026-03-09T09:00:00.000Z",
      treeDigest,
      policyDigest,
      grants: [],
      accepted: [],
      reason: "",
    };
    editCapsules(disk, (capsules) => capsules.forEach((one) => Object.assign(one, { status: "approved", decision })));
    expect(await codeOf(() => deploy(disk, name))).toBe("APPROVAL_UNPROVEN");
    forgeEvent(disk, "capsule.approved", { capsule: id, skill: name, tree: treeDigest, policy: policyDigest, how: "signature", grants: [], accepted: [] });
    expect(await codeOf(() => deploy(disk, name))).toBe("APPROVAL_TOO_WEAK");
    const log = eventsOn(disk)[0]?.data["log"];
    const round = eventsOn(disk).find((one) => one.type === "capsule.staged")?.checksum;
    const signature = { key: start.ada.id, name: "ada", at: "2026-03-09T09:00:00.000Z", signature: `${"A".repeat(86)}==` };
    const approval = { mode: "signature", threshold: 1, log, round, signatures: [signature] };
    editCapsules(disk, (capsules) => capsules.forEach((one) => Object.assign(one.decision ?? {}, { approval })));
    forgeEvent(disk, "capsule.approved", {
      capsule: id,
      skill: name,
      tree: treeDigest,
      policy: policyDigest,
      how: "signature",
      grants: [],
      accepted: [],
      approval: approval as never,
    });
    expect(await codeOf(() => deploy(disk, name))).toBe("APPROVAL_UNPROVEN");
    expect(nothingLive()).toEqual([]);
  });

  it("is one for other bytes, other grants, another policy, another finding or another skill", async () => {
    await approve(disk, name, start.ada);
    const data = eventsOn(disk).findLast((one) => one.type === "capsule.approved")?.data ?? {};
    const grant = { permission: "network:evil.example", by: "user:ada", at: "2026-03-09T09:00:00.000Z", reason: "" };
    const edits: Readonly<Record<string, readonly [Record<string, unknown>, Record<string, unknown>]>> = {
      grants: [{ grants: [grant] }, { grants: [grant.permission] }],
      findings: [{ accepted: [{ fingerprint: "f".repeat(64), reason: "x" }] }, { accepted: ["f".repeat(64)] }],
      bytes: [{ treeDigest: "e".repeat(64) }, { tree: "e".repeat(64) }],
      policy: [{ policyDigest: "d".repeat(64) }, { policy: "d".repeat(64) }],
    };
    for (const [what, [edited, logged]] of Object.entries(edits)) {
      const copy = disk.clone();
      editCapsules(copy, (capsules) => capsules.forEach((one) => Object.assign(one.decision ?? {}, edited)));
      expect(await codeOf(() => deploy(copy, name)), what).toMatch(/^(APPROVAL_UNPROVEN|STALE_APPROVAL)$/);
      forgeEvent(copy, "capsule.approved", { ...data, ...(logged as typeof data) });
      expect(await codeOf(() => deploy(copy, name)), `${what}, logged as well`).toMatch(/^(APPROVAL_UNPROVEN|STALE_APPROVAL)$/);
    }
  });

  it("is one of another skill", async () => {
    await approve(disk, name, start.ada);
    const other = await aProposal(disk, { id: "gene-0123456789ab", name: "other-thing", phrases: ["do the other thing"] });
    expect(other).not.toBe(name);
    const decision = loadCapsules(disk.files, "/data").find((one) => one.name === name)?.decision;
    const target = loadCapsules(disk.files, "/data").find((one) => one.name === other);
    editCapsules(disk, (capsules) => {
      for (const one of capsules) if (one.name === other) Object.assign(one, { status: "approved", decision: { ...decision, treeDigest: one.treeDigest } });
    });
    const data = eventsOn(disk).findLast((one) => one.type === "capsule.approved")?.data ?? {};
    forgeEvent(disk, "capsule.approved", { ...data, capsule: target?.id ?? "", skill: other, tree: target?.treeDigest ?? "" });
    expect(await codeOf(() => deploy(disk, other))).toBe("APPROVAL_UNPROVEN");
    expect(nothingLive()).toEqual([]);
  });
});

describe("the mode in force", () => {
  it("is not loosened by an edited policy.json, nor by one that is removed", async () => {
    policy(disk, { mode: "open" });
    expect(await codeOf(() => decide(contextOn(disk), name, YES))).toBe("APPROVAL_LOOSENED");
    expect(await codeOf(() => approve(disk, name, start.ada))).toBe("APPROVAL_LOOSENED");
    disk.files.removeFile("/data/policy.json");
    expect(await codeOf(() => decide(contextOn(disk), name, YES))).toBe("needs-signature");
    policy(disk, { threshold: 1 });
    expect((await approve(disk, name, start.ada)).status).toBe("approved");
    policy(disk, { mode: "terminal" });
    expect(await codeOf(() => deploy(disk, name))).toMatch(/^(APPROVAL_LOOSENED|STALE_APPROVAL)$/);
    expect(nothingLive()).toEqual([]);
  });

  it("stays when policy.json had set it and is edited back", async () => {
    const open = start.disk.clone();
    expect(changeRule(contextOn(open), { mode: "open" }, { typed: null, signer: start.ada }).status).toBe("done");
    policy(open, { mode: "terminal" });
    expect(await codeOf(() => decide(contextOn(open), name, YES))).toBe("needs-terminal");
    policy(open, {});
    expect(await codeOf(() => decide(contextOn(open), name, YES))).toBe("needs-terminal");
    expect(
      eventsOn(open)
        .filter((one) => one.type === "approval.mode")
        .map((one) => [one.data["mode"], one.data["how"]])
        .at(-1),
    ).toEqual(["terminal", "policy.json"]);
    expect((await decide(contextOn(open), name, { ...YES, typed: name })).capsule.decision?.how).toBe("terminal");
  });

  it("is loosened by those who may approve, once they all have, and by nobody else", () => {
    expect(changeRule(contextOn(disk), { mode: "open" }, NOBODY).status).toBe("blocked");
    expect(changeRule(contextOn(disk), { mode: "open" }, { typed: "open", signer: null }).status).toBe("blocked");
    expect(changeRule(contextOn(disk), { mode: "open" }, { typed: null, signer: start.eve }).status).toBe("blocked");
    changeRule(contextOn(disk), { threshold: 2 }, NOBODY);
    const first = changeRule(contextOn(disk), { mode: "terminal" }, { typed: null, signer: start.ada });
    expect([first.status, first.signed, first.needed]).toEqual(["pending", ["ada"], 2]);
    expect(changeRule(contextOn(disk), { mode: "terminal" }, { typed: null, signer: start.ada }).status).toBe("blocked");
    expect(changeRule(contextOn(disk), { mode: "terminal" }, { typed: null, signer: start.bob }).status).toBe("done");
    expect(listApprovers(contextOn(disk), false).rule.mode).toBe("terminal");
    expect(changeRule(contextOn(disk), { mode: "open" }, NOBODY).status).toBe("blocked");
    expect(changeRule(contextOn(disk), { mode: "open" }, { typed: "open", signer: null }).status).toBe("done");
  });

  it("is not loosened by a line that somebody adds to the log, and nothing goes on then", async () => {
    forgeEvent(disk, "approval.mode", { mode: "open", threshold: 1 });
    expect(await codeOf(() => decide(contextOn(disk), name, YES))).toBe("APPROVERS_CHANGED");
    expect(listApprovers(contextOn(disk), false).rule.mode).toBe("signature");
  });

  it("stays when the log is broken and a new one is begun", async () => {
    await approve(disk, name, start.ada);
    const text = new TextDecoder().decode(disk.files.bytes("/data/events.jsonl", 1 << 24));
    disk.put("/data/events.jsonl", `${text}no event\n{}\n`);
    expect(auditFork(contextOn(disk))?.type).toBe("log.created");
    expect(await codeOf(() => deploy(disk, name))).toBe("APPROVAL_UNPROVEN");
    expect(listApprovers(contextOn(disk), false)).toMatchObject({ rule: { mode: "signature" }, wrong: null });
    expect(await codeOf(() => decide(contextOn(disk), name, NO))).toBe("rejected");
    reopen(contextOn(disk), name, null);
    expect(await codeOf(() => decide(contextOn(disk), name, YES))).toBe("needs-signature");
    expect((await approve(disk, name, start.ada)).status).toBe("approved");
    expect((await deploy(disk, name)).status).toBe("deployed");
  });
});

describe("the list of approvers", () => {
  it("edited, replaced or deleted stops approving and deploying until it is put right, by the log alone", async () => {
    await approve(disk, name, start.ada);
    const path = listPath(disk);
    const text = new TextDecoder().decode(disk.files.bytes(path, 1 << 20));
    const eve = { id: start.eve.id, name: "eve", key: start.eve.key, addedAt: "2026-03-09T09:00:00.000Z", revokedAt: null };
    const list = JSON.parse(text) as { approvers: unknown[] };
    for (const edited of [
      null,
      text.replace('"signature"', '"terminal"'),
      JSON.stringify({ ...list, approvers: [...list.approvers, eve] }),
      JSON.stringify({ ...list, approvers: [eve] }),
    ]) {
      const copy = disk.clone();
      if (edited === null) copy.files.removeFile(path);
      else copy.put(path, edited);
      expect(await codeOf(() => deploy(copy, name))).toBe("APPROVERS_CHANGED");
      expect(await codeOf(() => approve(copy, name, start.eve))).toBe("APPROVERS_CHANGED");
      expect(await codeOf(() => addApprover(contextOn(copy), "eve", "eve's own passphrase", { typed: null, signer: start.eve }))).toBe("APPROVERS_CHANGED");
      expect(listApprovers(contextOn(copy), false).wrong).toBe("APPROVERS_CHANGED");
      expect(listApprovers(contextOn(copy), true)).toMatchObject({ wrong: null, rule: { mode: "signature" } });
      expect((await deploy(copy, name)).status).toBe("deployed");
    }
  });

  it("one event behind the log, as a killed command leaves it, is brought in line", async () => {
    const before = disk.files.bytes(listPath(disk), 1 << 20);
    changeRule(contextOn(disk), { threshold: 2 }, NOBODY);
    disk.put(listPath(disk), before);
    expect((await approve(disk, name, start.ada)).status).toBe("pending");
    expect(listApprovers(contextOn(disk), false)).toMatchObject({ wrong: null, rule: { mode: "signature", threshold: 2 } });
  });

  it("takes in nobody without the present approvers, and drops none without them", () => {
    const passphrase = "carol's own passphrase";
    expect(addApprover(contextOn(disk), "carol", passphrase, NOBODY).status).toBe("blocked");
    expect(addApprover(contextOn(disk), "carol", passphrase, { typed: "carol", signer: start.eve }).status).toBe("blocked");
    expect(revokeApprover(contextOn(disk), "ada", { typed: "ada", signer: start.eve }).status).toBe("blocked");
    changeRule(contextOn(disk), { threshold: 2 }, NOBODY);
    expect(addApprover(contextOn(disk), "carol", passphrase, { typed: null, signer: start.ada }).status).toBe("pending");
    expect(addApprover(contextOn(disk), "carol", null, { typed: null, signer: start.bob })).toMatchObject({ status: "done", signed: ["ada", "bob"] });
    expect(listApprovers(contextOn(disk), false).approvers.map((one) => one.name)).toEqual(["ada", "bob", "carol"]);
    forgeEvent(disk, "approver.added", { approver: start.eve.id, name: "eve", key: start.eve.key });
    expect(listApprovers(contextOn(disk), false).wrong).toBe("APPROVERS_CHANGED");
  }, 60_000);
});

describe("a change of who may approve that is killed at any moment", () => {
  it.each<readonly [string, number, (on: MemoryDisk) => unknown]>([
    // a key takes its time to be sealed, on purpose
    ["a first approver", 6, (on) => addApprover(contextOn(on), "ada", "a passphrase of many words", NOBODY)],
    ["a stricter mode", 1, (on) => changeRule(contextOn(on), { mode: "terminal" }, NOBODY)],
  ])(
    "%s: leaves a list that can be shown, and nothing in the way of the same command",
    (_, each, act) => {
      const fresh = aDisk();
      changing(contextOn(fresh), () => undefined);
      const whole = fresh.clone().again();
      act(whole);
      const shown = (on: MemoryDisk) => {
        const { rule, approvers, wrong } = listApprovers(contextOn(on), false);
        return [rule.mode, approvers.map((one) => one.name), wrong];
      };
      for (let at = 1; at <= whole.moments; at += each) {
        const copy = fresh.clone().again({ kind: "kill", at });
        expect(() => act(copy)).toThrow(Killed);
        copy.again();
        expect([shown(fresh), shown(whole)], `killed at ${at}`).toContainEqual(shown(copy));
        // what is done already is refused, and said
        try {
          act(copy);
        } catch (error) {
          expect(error).toMatchObject({ code: "USAGE", message: expect.stringContaining("is an approver already") as unknown });
        }
        expect(shown(copy), `killed at ${at}, and run again`).toEqual(shown(whole));
      }
    },
    120_000,
  );
});

describe("what was approved in a weaker mode", () => {
  let open: MemoryDisk;
  beforeEach(async () => {
    open = start.disk.clone();
    changeRule(contextOn(open), { mode: "open" }, { typed: null, signer: start.ada });
    await decide(contextOn(open), name, YES);
  });

  it("is not deployed", async () => {
    changeRule(contextOn(open), { mode: "signature" }, NOBODY);
    expect(await codeOf(() => deploy(open, name))).toBe("APPROVAL_TOO_WEAK");
    expect((await approve(open, name, start.ada)).status).toBe("approved");
    expect((await deploy(open, name)).status).toBe("deployed");
    expect(await codeOf(() => approve(open, name, start.ada))).toBe("wrong-status");
  });

  it("is not restored or brought back by an undo, and is taken away at any time", async () => {
    await deploy(open, name);
    changeRule(contextOn(open), { mode: "signature" }, NOBODY);
    const back = { restore: true, force: false };
    expect(rollbackSkill(contextOn(open), name, { restore: false, force: false }).status).toBe("removed");
    expect(await codeOf(() => rollbackSkill(contextOn(open), name, back))).toBe("APPROVAL_TOO_WEAK");
    expect(await codeOf(() => rollbackSkill(contextOn(open, true), name, back))).toBe("APPROVAL_TOO_WEAK");
    expect(await codeOf(() => undoLast(contextOn(open), false))).toBe("APPROVAL_TOO_WEAK");
    expect(Object.keys(open.picture("/ws/skills")).filter((path) => path.endsWith("SKILL.md"))).toEqual([]);
    const again = await approve(open, name, start.bob);
    expect([again.status, again.capsule.status]).toEqual(["approved", "rolled-back"]);
    expect(rollbackSkill(contextOn(open), name, back).status).toBe("restored");
  });

  it("signed before it was taken back, comes back with the same signature", async () => {
    await approve(disk, name, start.ada);
    await deploy(disk, name);
    expect(rollbackSkill(contextOn(disk), name, { restore: false, force: false }).status).toBe("removed");
    expect(rollbackSkill(contextOn(disk), name, { restore: true, force: false }).status).toBe("restored");
  });
});
