import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ForgeError } from "#kernel/errors";
import type { Skill } from "#kernel/skill";
import { TARGET_IDS, type TargetId, TARGETS } from "#kernel/targets.table";
import { entriesOf } from "#kernel/tree";
import { deploySkill, type DeployResult } from "#pipeline/deploy";
import { doctor } from "#pipeline/doctor";
import { deployedSkills, hostStates } from "#pipeline/host-states";
import { liveSkill } from "#pipeline/live-skill";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { statusOf } from "#pipeline/status";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { contextOn } from "./a-context.ts";
import { aReadyDisk, NAME } from "./a-ready-disk.ts";

/** Where each host keeps the skills of a person whose home is /home. */
const ROOTS: Readonly<Record<TargetId, string>> = {
  openclaw: "/ws/skills",
  cursor: "/home/.cursor/skills",
  codex: "/home/.agents/skills",
  "claude-code": "/home/.claude/skills",
};
const OWN: Readonly<Record<TargetId, string>> = { openclaw: "/ws", cursor: "/home/.cursor", codex: "/home/.codex", "claude-code": "/home/.claude" };
const HOSTS = TARGET_IDS.map((host) => [host] as const);

let ready: MemoryDisk;
let disk: MemoryDisk;
beforeAll(async () => {
  ready = await aReadyDisk([...Object.values(OWN), "/projects/shop"]);
});
beforeEach(() => {
  disk = ready.clone();
});

type More = Readonly<{ force?: boolean; project?: string }>;
const deployTo = (host: TargetId, { force = false, project }: More = {}): Promise<DeployResult> =>
  deploySkill(contextOn(disk), NAME, { force, only: "apply", plan: null, to: { host, project: project ?? null } });
const codeOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ForgeError) return error.code;
    throw error;
  }
};
const codeNow = (work: () => unknown) => codeOf(Promise.resolve().then(work));
const approvedBytes = (): Readonly<Record<string, string>> => {
  const [capsule] = loadCapsules(disk.files, "/data").filter((one) => one.name === NAME);
  return Object.fromEntries((capsule?.files ?? []).map((one) => [one.path, `${one.mode} ${one.sha256}`]));
};
/** What a host finds when it opens the folder, through a link or not. */
const seenAt = (folder: string): Readonly<Record<string, string>> => {
  const all = Object.entries(disk.picture(disk.files.realPath(folder))).filter(([, what]) => what.startsWith("file"));
  const base = disk.files.realPath(folder);
  const skill: Skill = {
    name: NAME,
    files: all.map(([path]) => ({ path: path.slice(base.length + 1), bytes: disk.files.bytes(path, 1 << 20), mode: disk.files.facts(path)?.mode ?? 0 })),
  };
  return Object.fromEntries(entriesOf(skill.files).map((one) => [one.path, `${one.mode} ${one.sha256}`]));
};
const statuses = () => loadCapsules(disk.files, "/data").map((one) => one.status);

describe.each(HOSTS)("a deploy to %s", (host) => {
  const place = `${ROOTS[host]}/${NAME}`;

  it("puts the approved bytes with their modes where the host looks, as it takes them, and takes them away again", async () => {
    const result = await deployTo(host);
    expect(result).toMatchObject({ status: "deployed", host, path: place, how: TARGETS[host].how });
    expect(disk.files.facts(place)?.kind).toBe(TARGETS[host].how === "link" ? "link" : "folder");
    expect(seenAt(place)).toEqual(approvedBytes());
    expect(Object.keys(approvedBytes()).length).toBeGreaterThan(1);
    expect(loadRollbacks(disk.files, "/data").at(-1)).toMatchObject({ host, path: place });
    expect((await deployTo(host)).status).toBe("already");
    expect(rollbackSkill(contextOn(disk), NAME, { restore: false, force: false })).toMatchObject({ status: "removed", host, path: place });
    expect(disk.files.facts(place)).toBeNull();
    expect(statuses()).toEqual(["rolled-back"]);
  });

  it("is undone and redone exactly, and restored after a rollback", async () => {
    await deployTo(host);
    const seen = seenAt(place);
    const look = () => (disk.files.facts(place) === null ? null : seenAt(place));
    expect([undoLast(contextOn(disk), false), look()]).toMatchObject([{ status: "removed" }, null]);
    expect([undoLast(contextOn(disk), false), look()]).toMatchObject([{ status: "restored" }, seen]);
    rollbackSkill(contextOn(disk), NAME, { restore: false, force: false });
    expect([rollbackSkill(contextOn(disk), NAME, { restore: true, force: false }), look()]).toMatchObject([{ status: "restored", host }, seen]);
    expect(statuses()).toEqual(["promoted"]);
  });

  it("sees an edit by hand, wherever it was made through, and saves it before it goes", async () => {
    await deployTo(host);
    const file = `${disk.files.realPath(place)}/SKILL.md`;
    disk.put(file, "# my own words\n", 0o600);
    expect(await codeNow(() => rollbackSkill(contextOn(disk), NAME, { restore: false, force: false }))).toBe("CHANGED_SINCE");
    const result = rollbackSkill(contextOn(disk), NAME, { restore: false, force: true });
    expect(result.status).toBe("removed");
    expect(disk.picture(`${result.saved}/SKILL.md`)).toEqual({ [`${result.saved}/SKILL.md`]: "file 600 # my own words\n" });
    undoLast(contextOn(disk), false);
    expect(new TextDecoder().decode(disk.files.bytes(`${disk.files.realPath(place)}/SKILL.md`, 100))).toBe("# my own words\n");
    // what is kept under a digest is what was approved, whatever was written through the link
    expect(await codeNow(() => rollbackSkill(contextOn(disk), NAME, { restore: false, force: false }))).toMatchObject({ status: "removed" });
  });

  it.each([
    ["a skill of somebody else", () => disk.put(`${place}/SKILL.md`, "theirs"), "NOT_OWNED"],
    ["a link to somewhere", () => disk.special(place, "link", "/projects/shop"), "UNSAFE_PATH"],
    ["a link to nothing", () => disk.special(place, "link", "/no/such/thing"), "UNSAFE_PATH"],
    ["a link into our own store of trees", () => disk.special(place, "link", `/data/store/${"0".repeat(64)}`), "UNSAFE_PATH"],
    ["a pipe, a device or a socket", () => disk.special(place, "other"), "UNSAFE_PATH"],
    ["a file", () => disk.put(place, "a file"), "UNSAFE_PATH"],
    ["a root that is a link", () => disk.special(ROOTS[host], "link", "/projects/shop"), "UNSAFE_PATH"],
    ["a root that is a file", () => disk.put(ROOTS[host], "a file"), "UNSAFE_PATH"],
    ["a name that differs by case", () => disk.put(`${ROOTS[host]}/List-Invoices/SKILL.md`, "theirs"), "NAME_TAKEN"],
    ["a name that differs by an accent that folds", () => disk.put(`${ROOTS[host]}/list-invoice\u017f/SKILL.md`, "theirs"), "NAME_TAKEN"],
    ["a name in full width", () => disk.put(`${ROOTS[host]}/\uff4cist-invoices/SKILL.md`, "theirs"), "NAME_TAKEN"],
    [
      "a folder of another name with a skill of this name",
      () => disk.put(`${ROOTS[host]}/x/SKILL.md`, `---\nname: ${NAME}\ndescription: d\n---\n`),
      "NAME_TAKEN",
    ],
  ])("refuses %s, and changes nothing, forced or not", async (_, put, code) => {
    put();
    const before = JSON.stringify([disk.picture("/home"), disk.picture("/ws"), disk.picture("/work")]);
    expect(await codeOf(deployTo(host))).toBe(code);
    expect(await codeOf(deployTo(host, { force: true }))).toBe(code);
    expect(JSON.stringify([disk.picture("/home"), disk.picture("/ws"), disk.picture("/work")])).toBe(before);
    expect(loadRollbacks(disk.files, "/data")).toEqual([]);
  });

  it.each([
    ["a link", (folder: string) => disk.special(`${folder}/evil`, "link", "/projects/shop")],
    ["a hard link", (folder: string) => disk.hardLinks(`${folder}/SKILL.md`, 2)],
    ["a pipe", (folder: string) => disk.special(`${folder}/pipe`, "other")],
    ["a name that differs by case", (folder: string) => disk.put(`${folder}/skill.md`, "two of them")],
    [
      "a name that differs by normal form",
      (folder: string) => {
        for (const name of ["\u00e9.md", "e\u0301.md"]) disk.put(`${folder}/${name}`, name);
      },
    ],
  ])("refuses to replace a live skill that holds %s", async (_, put) => {
    await deployTo(host);
    put(disk.files.realPath(place));
    for (const force of [false, true]) expect(await codeNow(() => rollbackSkill(contextOn(disk), NAME, { restore: false, force }))).toBe("UNSAFE_PATH");
  });

  it("is not found without the host's folder, unless it is wanted all the same", async () => {
    if (host === "openclaw") return;
    disk.drop(OWN[host]);
    expect(await codeOf(deployTo(host))).toBe("NOT_FOUND");
    expect(disk.files.facts(OWN[host])).toBeNull();
    expect(await deployTo(host, { force: true })).toMatchObject({ status: "deployed" });
  });

  it("goes into a project as a copy, where no folder on the way may be a link", async () => {
    if (host === "openclaw") {
      expect(await codeOf(deployTo(host, { project: "/projects/shop" }))).toBe("USAGE");
      return;
    }
    const below = TARGETS[host].project;
    const result = await deployTo(host, { project: "/projects/shop" });
    expect(result).toMatchObject({ status: "deployed", how: "copy", path: `/projects/shop/${below}/${NAME}` });
    expect(disk.files.facts(result.path)?.kind).toBe("folder");
    expect(rollbackSkill(contextOn(disk), NAME, { restore: false, force: false })).toMatchObject({ status: "removed", path: result.path });
    disk.drop(`/projects/shop/${below.split("/")[0]}`);
    disk.special(`/projects/shop/${below.split("/")[0]}`, "link", "/home/.ssh");
    disk.folder("/home/.ssh/skills");
    expect(await codeOf(deployTo(host, { project: "/projects/shop", force: true }))).toBe("UNSAFE_PATH");
    expect(await codeOf(deployTo(host, { project: "/projects/nothing" }))).toBe("USAGE");
  });
});

describe("names that a host sees elsewhere", () => {
  const skill = `---\nname: ${NAME}\ndescription: somebody's\n---\n`;
  it.each([
    ["cursor", "/home/.cursor/skills-cursor/list-invoices/SKILL.md"],
    ["cursor", "/home/.cursor/plugins/cache/org/tools/1.0/skills/list-invoices/SKILL.md"],
    ["cursor", "/home/.agents/skills/list-invoices/SKILL.md"],
    ["cursor", "/home/.claude/skills/other-folder/SKILL.md"],
    ["cursor", "/home/.codex/skills/list-invoices/SKILL.md"],
    ["cursor", "/.cursor/skills/list-invoices/SKILL.md"],
    ["codex", "/home/.codex/skills/list-invoices/SKILL.md"],
    ["codex", "/home/.codex/skills/.system/list-invoices/SKILL.md"],
    ["codex", "/etc/codex/skills/list-invoices/SKILL.md"],
    ["codex", "/.agents/skills/list-invoices/SKILL.md"],
    ["claude-code", "/etc/claude-code/.claude/skills/list-invoices/SKILL.md"],
    ["claude-code", "/.claude/skills/list-invoices/SKILL.md"],
  ] as const)("are refused for %s at %s", async (host, path) => {
    disk.put(path, skill);
    expect(await codeOf(deployTo(host, { force: true }))).toBe("NAME_TAKEN");
  });

  it("count through a link as well where the host follows links", async () => {
    disk.put("/projects/shop/mine/SKILL.md", skill);
    disk.special("/home/.agents/skills/list-invoices", "link", "/projects/shop/mine");
    expect(await codeOf(deployTo("cursor"))).toBe("NAME_TAKEN");
  });

  it("do not count where the host does not look", async () => {
    for (const path of ["/home/.cursor/skills/list-invoices/SKILL.md", "/home/.codex/skills/list-invoices/SKILL.md"]) disk.put(path, skill);
    expect(await deployTo("claude-code")).toMatchObject({ status: "deployed", alsoSeenBy: ["cursor"] });
  });

  it.each([["claude-things"], ["my-anthropic"]])("of the host's maker are refused: %s", async (name) => {
    const work = deploySkill(contextOn(disk), name, { force: true, only: "apply", plan: null, to: { host: "claude-code", project: null } });
    expect(await codeOf(work)).toBe("NAME_TAKEN");
  });

  it.each([["../x"], ["/etc/x"], ["a/b"], [".."], [".hidden"], ["x\0y"], ["Ünicode"]])("that are no names are refused everywhere: %j", async (name) => {
    for (const host of TARGET_IDS) {
      const work = deploySkill(contextOn(disk), name, { force: true, only: "apply", plan: null, to: { host, project: null } });
      expect(await codeOf(work), host).toBe("NAME_TAKEN");
    }
  });
});

describe("one skill at several hosts", () => {
  it("stays promoted until it is gone from the last, and each is taken back by its name", async () => {
    await deployTo("openclaw");
    await deployTo("claude-code");
    expect(statuses()).toEqual(["promoted"]);
    const back = (host: TargetId | null) => rollbackSkill(contextOn(disk), NAME, { restore: false, force: false, at: { host, project: null } });
    expect(await codeNow(() => back(null))).toBe("USAGE");
    expect(back("claude-code")).toMatchObject({ status: "removed", path: `${ROOTS["claude-code"]}/${NAME}` });
    expect([statuses(), disk.files.facts(`${ROOTS.openclaw}/${NAME}`)?.kind]).toEqual([["promoted"], "folder"]);
    expect(back("claude-code")).toMatchObject({ status: "nothing", reason: "not-deployed" });
    expect(back(null)).toMatchObject({ status: "removed", host: "openclaw" });
    expect(statuses()).toEqual(["rolled-back"]);
  });

  it("is refused where the host sees our copy already, and a new version is not stopped by it", async () => {
    await deployTo("openclaw");
    // Cursor reads the folder of Codex' skills, too
    await deployTo("codex");
    expect(await codeOf(deployTo("cursor"))).toBe("NAME_TAKEN");
    disk.drop(`${ROOTS.codex}/${NAME}`);
    expect(await deployTo("cursor")).toMatchObject({ status: "deployed" });
  });

  it("is one act each for undo, the last one first", async () => {
    await deployTo("openclaw");
    await deployTo("claude-code");
    expect(undoLast(contextOn(disk), false)).toMatchObject({ status: "removed", host: "claude-code" });
    expect(disk.files.facts(`${ROOTS.openclaw}/${NAME}`)?.kind).toBe("folder");
  });

  it("is applied from a plan at the host of the plan and nowhere else", async () => {
    const planned = await deploySkill(contextOn(disk), NAME, { force: false, only: "plan", plan: null, to: { host: "claude-code", project: null } });
    const apply = (host: TargetId | null) =>
      deploySkill(contextOn(disk), NAME, { force: false, only: "apply", plan: planned.planned, to: { host, project: null } });
    expect(await codeOf(apply("cursor"))).toBe("USAGE");
    expect(await apply(null)).toMatchObject({ status: "deployed", host: "claude-code", how: "link" });
    expect(await codeOf(apply(null))).toBe("STALE_PLAN");
  });
});

describe("what is deployed where", () => {
  const live = () => deployedSkills(contextOn(disk)).map((one) => [one.host, one.how, one.live]);

  it("is told for each host, with what became of it since", async () => {
    await deployTo("openclaw");
    await deployTo("claude-code");
    await deployTo("codex");
    expect(live()).toEqual([
      ["openclaw", "copy", "as-deployed"],
      ["claude-code", "link", "as-deployed"],
      ["codex", "copy", "as-deployed"],
    ]);
    disk.put(`${disk.files.realPath(`${ROOTS["claude-code"]}/${NAME}`)}/SKILL.md`, "mine");
    disk.drop(`${ROOTS.openclaw}/${NAME}`);
    disk.drop(`${ROOTS.codex}/${NAME}`);
    disk.special(`${ROOTS.codex}/${NAME}`, "link", "/projects/shop");
    expect(live().map((one) => one[2])).toEqual(["gone", "changed", "replaced"]);
    const status = statusOf(contextOn(disk));
    expect(status.capsules.map((one) => one.live)).toEqual(["replaced"]);
    expect(status.deployed).toHaveLength(3);
    const checks = doctor(contextOn(disk)).checks.filter((one) => one.what.startsWith("host "));
    expect(checks.map((one) => [one.what, one.state])).toEqual(HOSTS.map(([host]) => [`host ${host}`, "ok"]));
    // each drift is said once, in a line of its own with what to do
    const drifted = doctor(contextOn(disk)).checks.filter((one) => one.what === "deployed skill");
    expect(drifted.map((one) => one.state)).toEqual(["note", "note", "note"]);
    const all = doctor(contextOn(disk)).checks.map((one) => one.detail);
    for (const host of ["openclaw", "codex", "claude-code"] as const)
      expect(
        all.filter((one) => one.includes(`${ROOTS[host]}/${NAME} `)),
        host,
      ).toHaveLength(1);
  });

  it("names the roots of each host, and says when one is not here", () => {
    disk.drop(OWN.codex);
    const states = hostStates(contextOn(disk));
    expect(states.map((one) => [one.host, one.present])).toEqual([
      ["openclaw", true],
      ["cursor", true],
      ["codex", false],
      ["claude-code", true],
    ]);
    for (const one of states) expect(one.roots[0]?.path, one.host).toBe(ROOTS[one.host]);
  });

  it("follows the variables by which a host is moved", async () => {
    disk.folder("/elsewhere/claude");
    const context = contextOn(disk);
    const moved = { ...context, powers: { ...context.powers, host: { ...context.powers.host, env: { CLAUDE_CONFIG_DIR: "/elsewhere/claude, /second" } } } };
    const result = await deploySkill(moved, NAME, { force: false, only: "apply", plan: null, to: { host: "claude-code", project: null } });
    expect(result).toMatchObject({ path: `/elsewhere/claude/skills/${NAME}`, how: "link" });
    // taken back without the variable: the record knows where it stands
    expect(rollbackSkill(contextOn(disk), NAME, { restore: false, force: false })).toMatchObject({ status: "removed", path: result.path });
  });

  it("is read by why and by the next version where it stands, through the link", async () => {
    await deployTo("claude-code");
    disk.put(`${disk.files.realPath(`${ROOTS["claude-code"]}/${NAME}`)}/SKILL.md`, "mine");
    expect(liveSkill(contextOn(disk), NAME)?.files.map((one) => new TextDecoder().decode(one.bytes))).toContain("mine");
  });

  it("lets a generation name its place where there are several", async () => {
    await deployTo("openclaw");
    await deployTo("claude-code");
    disk.put(`${disk.files.realPath(`${ROOTS["claude-code"]}/${NAME}`)}/more.md`, "mine");
    const result = rollbackSkill(contextOn(disk), NAME, { restore: false, force: true, to: 2 });
    expect(result).toMatchObject({ status: "restored", host: "claude-code", from: 2 });
    expect(seenAt(`${ROOTS["claude-code"]}/${NAME}`)).toEqual(approvedBytes());
  });
});
