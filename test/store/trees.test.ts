import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { nodePowers } from "#platform/powers";
import { readLive } from "#store/live";
import { readFolder } from "#store/read-folder";
import { readStaged, readStored, removeStaged, storeTree, writeStaged, writeTree } from "#store/trees";
import { aSkill } from "../fakes/a-capsule.ts";
import { aWorkshop, LIMITS } from "../fakes/a-workshop.ts";
import { codeOf } from "../fakes/error-of.ts";

const { files } = nodePowers();
let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "forge trees ü ' \" $x ")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (...parts: readonly string[]) => join(folder, ...parts);
const SKILL = aSkill("report-sales", { "SKILL.md": "# hi\n", "scripts/main.mjs": "1", "references/ü ' \" $(x) 𝒳.md": "odd name", "empty.txt": "" });
const DIGEST = treeDigestOf(entriesOf(SKILL.files));

describe("reading a folder", () => {
  it("gives back what was written, names, bytes and modes", () => {
    writeTree(files, at("tree"), SKILL.files);
    const { skill, problems } = readFolder(files, at("tree"), LIMITS);
    expect(problems).toEqual([]);
    expect(treeDigestOf(entriesOf(skill.files))).toBe(DIGEST);
  });

  it("follows no link and opens no device, and says so for each", () => {
    writeFileSync(at("secret"), "secret");
    mkdirSync(at("tree", "deep"), { recursive: true });
    symlinkSync(at("secret"), at("tree", "file-link"));
    symlinkSync(folder, at("tree", "deep", "folder-link"));
    symlinkSync(at("nothing"), at("tree", "dangling"));
    linkSync(at("secret"), at("tree", "hard"));
    execFileSync("mkfifo", [at("tree", "pipe")]);
    writeFileSync(at("tree", "Read.md"), "a");
    writeFileSync(at("tree", "read.md"), "b");
    writeFileSync(at("tree", "setuid"), "c");
    chmodSync(at("tree", "setuid"), 0o4755);
    execFileSync("sh", ["-c", 'printf x > "$1/$(printf "bad\\377name")"', "sh", at("tree")]);
    const { skill, problems } = readFolder(files, at("tree"), LIMITS);
    expect(problems.map((one) => [one.path, one.reason])).toEqual(
      expect.arrayContaining([
        ["file-link", "link"],
        ["deep/folder-link", "link"],
        ["dangling", "link"],
        ["hard", "hard-link"],
        ["pipe", "special"],
        ["read.md", "case-alias"],
        ["setuid", "special"],
        ["bad\ufffdname", "name"],
      ]),
    );
    expect(skill.files.map((one) => one.path)).not.toContain("file-link");
  });

  it("stops at every limit and says so", () => {
    writeTree(files, at("tree"), aSkill("x", { "a.md": "12345", "b.md": "12345", "c/d/e.md": "1" }).files);
    const reasons = (change: Partial<typeof LIMITS>) => readFolder(files, at("tree"), { ...LIMITS, ...change }).problems.map((one) => one.reason);
    expect(reasons({ fileBytes: 4 })).toEqual(["too-large", "too-large"]);
    expect(reasons({ totalBytes: 6 })).toEqual(["truncated"]);
    expect(reasons({ files: 1 })).toEqual(["truncated", "truncated"]);
    expect(reasons({ depth: 1 })).toEqual(["too-deep"]);
  });
});

describe("writing a tree", () => {
  it.each([["../out"], ["/abs"], ["a/../../out"], ["a//b"], ["./a"], [""], ["a/."], [".."]])("refuses the name %j", (path) => {
    expect(codeOf(() => writeTree(files, at("tree"), [{ path, bytes: new Uint8Array(), mode: 0o644 }]))).toBe("UNSAFE_PATH");
  });

  it("does not write into what is there, link or folder", () => {
    mkdirSync(at("target"));
    symlinkSync(at("target"), at("link"));
    for (const name of ["target", "link"]) expect(codeOf(() => writeTree(files, at(name), SKILL.files))).toBe("UNSAFE_PATH");
    expect(files.names(at("target"))).toEqual([]);
  });
});

describe("staging and store", () => {
  it("stages in place of what was staged, and takes no name that leads elsewhere", () => {
    writeStaged(files, at("data"), SKILL);
    const second = aSkill("report-sales", { "SKILL.md": "two" });
    writeStaged(files, at("data"), second);
    expect(readStaged(files, at("data"), "report-sales", LIMITS).files.map((one) => one.path)).toEqual(["SKILL.md"]);
    expect(files.names(at("data", "staging"))).toEqual(["report-sales"]);
    for (const name of ["..", "../staging/report-sales", ".report-sales.new", "", "a\u0000b"]) {
      expect(codeOf(() => readStaged(files, at("data"), name, LIMITS))).toBe("UNSAFE_PATH");
      expect(codeOf(() => removeStaged(files, at("data"), name))).toBe("UNSAFE_PATH");
    }
    expect(codeOf(() => readStaged(files, at("data"), "nothing", LIMITS))).toBe("NOT_FOUND");
  });

  it("keeps a tree under its digest once, and finds one changed byte or mode", () => {
    expect(storeTree(files, at("store"), SKILL)).toBe(DIGEST);
    const before = statSync(at("store", DIGEST)).ino;
    expect(storeTree(files, at("store"), SKILL)).toBe(DIGEST);
    expect(statSync(at("store", DIGEST)).ino).toBe(before);
    expect(entriesOf(readStored(files, at("store"), DIGEST))).toEqual(entriesOf(SKILL.files));
    chmodSync(at("store", DIGEST, "SKILL.md"), 0o755);
    expect(codeOf(() => readStored(files, at("store"), DIGEST))).toBe("STORE_BROKEN");
    expect(codeOf(() => readStored(files, at("store"), "0".repeat(64)))).toBe("STORE_BROKEN");
  });
});

describe("what stands at the target", () => {
  it("is told with its kind, its real path, what is like it by name, and what could not be read", () => {
    mkdirSync(at("real", "Report-Sales"), { recursive: true });
    writeTree(files, at("real", "report-sales"), SKILL.files);
    symlinkSync(at("real"), at("ws"));
    symlinkSync(at("nothing"), at("real", "report-sales", "evil"));
    const live = readLive(files, at("ws"), "report-sales", LIMITS);
    expect(live).toMatchObject({
      kind: "folder",
      rootKind: "link",
      realRoot: at("real"),
      path: at("real", "report-sales"),
      aliases: ["Report-Sales"],
      treeDigest: DIGEST,
      problems: [{ path: "evil", reason: "link" }],
    });
  });

  it("can be a root that does not exist yet", () => {
    expect(readLive(files, at("no", "such", "skills"), "x", LIMITS)).toMatchObject({
      kind: null,
      rootKind: null,
      realRoot: at("no", "such", "skills"),
      treeDigest: null,
    });
  });

  it("does not count what a host wrote into its own folder", () => {
    writeTree(files, at("ws", "x"), [...SKILL.files, { path: ".openclaw/origin.json", bytes: new Uint8Array([1]), mode: 0o600 }]);
    expect(readLive(files, at("ws"), "x", LIMITS).treeDigest).toBe(DIGEST);
  });
});

describe("a whole life on the real file system", () => {
  const shopIn = () => aWorkshop(files, { root: at("ws", "skills"), data: at("data"), anchors: at("anchors") });
  const live = () => at("ws", "skills", "report-sales");

  it("brings every version back byte for byte and mode for mode, and saves what was changed by hand", () => {
    const shop = shopIn();
    const second = aSkill("report-sales", { "SKILL.md": "two" });
    for (const skill of [SKILL, second]) shop.approve(skill);
    expect(shop.deploy(SKILL)).toBe("done");
    expect(shop.deploy(SKILL)).toBe("already");
    mkdirSync(join(live(), ".openclaw"));
    writeFileSync(join(live(), ".openclaw", "origin.json"), "{}");
    expect(shop.deploy(second)).toBe("done");
    expect(readFileSync(join(live(), ".openclaw", "origin.json"), "utf8")).toBe("{}");
    expect(shop.rollback("report-sales", { restore: true })).toBe("done");
    expect(shop.live("report-sales").treeDigest).toBe(DIGEST);
    writeFileSync(join(live(), "SKILL.md"), "by hand");
    writeFileSync(join(live(), "mine.md"), "mine", { mode: 0o640 });
    expect(codeOf(() => shop.rollback("report-sales"))).toBe("CHANGED_SINCE");
    expect(readFileSync(join(live(), "mine.md"), "utf8")).toBe("mine");
    expect(shop.rollback("report-sales", { force: true })).toBe("done");
    expect(files.facts(live())).toBeNull();
    const [saved = ""] = files.names(at("data", "saved"));
    expect(readFileSync(at("data", "saved", saved, "SKILL.md"), "utf8")).toBe("by hand");
    expect(statSync(at("data", "saved", saved, "mine.md")).mode & 0o777).toBe(0o640);
    expect(shop.rollback("report-sales", { undo: true })).toBe("done");
    expect(readFileSync(join(live(), "SKILL.md"), "utf8")).toBe("by hand");
    expect(files.names(at("ws", "skills"))).toEqual(["report-sales"]);
  });

  it("touches nothing that is not its own", () => {
    const shop = shopIn();
    shop.approve(SKILL);
    mkdirSync(live(), { recursive: true });
    writeFileSync(join(live(), "SKILL.md"), "somebody's own");
    expect(codeOf(() => shop.deploy(SKILL, true))).toBe("NOT_OWNED");
    rmSync(live(), { recursive: true });
    mkdirSync(at("elsewhere"));
    symlinkSync(at("elsewhere"), live());
    expect(codeOf(() => shop.deploy(SKILL, true))).toBe("UNSAFE_PATH");
    expect(files.names(at("elsewhere"))).toEqual([]);
  });
});
