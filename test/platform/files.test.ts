import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePowers } from "#platform/powers";
import { errorOf } from "../fakes/error-of.ts";

const { files } = nodePowers();
const text = (value: string) => new TextEncoder().encode(value);
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "forge files ü ' \" "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (...parts: readonly string[]) => join(folder, ...parts);

describe("reading", () => {
  it("tells kinds apart without following links, and absent from unreadable", () => {
    writeFileSync(at("file"), "abc");
    symlinkSync(at("file"), at("link"));
    execFileSync("mkfifo", [at("pipe")]);
    expect(files.facts(at("file"))).toMatchObject({ kind: "file", bytes: 3, links: 1 });
    expect(files.facts(at("link"))?.kind).toBe("link");
    expect(files.facts(at("pipe"))?.kind).toBe("other");
    expect(files.facts(folder)?.kind).toBe("folder");
    expect(files.facts(at("nothing"))).toBeNull();
    expect(files.facts(at("file", "below"))).toBeNull();
  });

  it("sorts names by code unit", () => {
    for (const name of ["b", "a", "B", "ä", "10", "9"]) writeFileSync(at(name), "");
    expect(files.names(folder)).toEqual(["10", "9", "B", "a", "b", "ä"]);
  });

  it("reads whole files up to the limit and not one byte more", () => {
    writeFileSync(at("file"), "abcd");
    expect(files.bytes(at("file"), 4)).toEqual(new Uint8Array(text("abcd")));
    expect(errorOf(() => files.bytes(at("file"), 3))?.code).toBe("FILE_TOO_LARGE");
    writeFileSync(at("empty"), "");
    expect(files.bytes(at("empty"), 0)).toHaveLength(0);
  });

  it("does not hang at a pipe, a device or a folder, and says so", () => {
    execFileSync("mkfifo", [at("pipe")]);
    for (const path of [at("pipe"), "/dev/zero", folder]) expect(errorOf(() => files.bytes(path, 10))?.code).toBe("FILE_UNREADABLE");
    expect(errorOf(() => [...files.chunks(at("pipe"))])?.code).toBe("FILE_UNREADABLE");
  });

  it("gives large files in pieces that add up", () => {
    const content = Buffer.alloc((5 << 20) + 7, "0123456789");
    writeFileSync(at("large"), content);
    const pieces = [...files.chunks(at("large"))].map((piece) => piece.byteLength);
    expect(pieces.length).toBeGreaterThan(4);
    expect(pieces.reduce((sum, one) => sum + one, 0)).toBe(content.byteLength);
    for (const from of [0, 1, 70_000, content.byteLength - 1, content.byteLength, content.byteLength + 9]) {
      // a piece is only valid until the next is asked for, hence the copies
      const rest = Buffer.concat(Array.from(files.chunks(at("large"), from), (piece) => Buffer.from(piece)));
      expect(rest.equals(content.subarray(from))).toBe(true);
    }
  });

  it("says what, where and why for what is not there", () => {
    const error = errorOf(() => files.bytes(at("no such"), 10));
    expect(error?.details).toEqual({ path: at("no such"), reason: "ENOENT" });
    expect(error?.message).toContain(at("no such"));
  });
});

describe("writing", () => {
  it("gives exactly the asked mode, whatever the umask", () => {
    const before = process.umask(0o077);
    try {
      files.makeFolder(at("a", "b"), 0o755);
      files.writeNew(at("a", "x"), text("x"), 0o666);
      files.replace(at("a", "y"), text("y"), 0o640);
      files.append(at("a", "z"), text("z"), 0o604);
      files.writeNew(at("a", "read only"), text("r"), 0o444);
      files.writePart(at("a", "part"), text("p"), 0o644);
      files.makePart(at("a", "p"), 0o751);
    } finally {
      process.umask(before);
    }
    const mode = (name: string) => statSync(at("a", name)).mode & 0o777;
    expect([mode(""), mode("b"), mode("x"), mode("y"), mode("z"), mode("read only"), mode("part"), mode("p")]).toEqual([
      0o755, 0o755, 0o666, 0o640, 0o604, 0o444, 0o644, 0o751,
    ]);
  });

  it("leaves an existing folder as it is", () => {
    mkdirSync(at("there"));
    chmodSync(at("there"), 0o711);
    files.makeFolder(at("there"), 0o700);
    expect(statSync(at("there")).mode & 0o777).toBe(0o711);
  });

  it("never writes new over something, nor through a link", () => {
    writeFileSync(at("there"), "old");
    symlinkSync(at("target"), at("link"));
    expect(errorOf(() => files.writeNew(at("there"), text("new"), 0o600))?.code).toBe("FILE_UNWRITABLE");
    expect(errorOf(() => files.writeNew(at("link"), text("new"), 0o600))?.code).toBe("FILE_UNWRITABLE");
    expect(errorOf(() => files.writePart(at("link"), text("new"), 0o600))?.code).toBe("FILE_UNWRITABLE");
    for (const name of ["there", "link"]) expect(errorOf(() => files.makePart(at(name), 0o700))?.details.reason).toBe("EEXIST");
    expect(errorOf(() => files.append(at("link"), text("new"), 0o600))?.details.reason).toBe("ELOOP");
    expect(readFileSync(at("there"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["link", "there"]);
  });

  it("replaces a link by a file instead of writing to where it leads", () => {
    writeFileSync(at("target"), "precious");
    symlinkSync(at("target"), at("state.json"));
    files.replace(at("state.json"), text("new"), 0o600);
    expect(readFileSync(at("target"), "utf8")).toBe("precious");
    expect(files.facts(at("state.json"))?.kind).toBe("file");
  });

  it("does not append to a file that is also something else", () => {
    writeFileSync(at("precious"), "old");
    linkSync(at("precious"), at("log"));
    expect(errorOf(() => files.append(at("log"), text("x"), 0o600))?.code).toBe("UNSAFE_PATH");
  });

  it("leaves no temporary file after a replace that failed", () => {
    mkdirSync(at("state.json"));
    expect(errorOf(() => files.replace(at("state.json"), text("x"), 0o600))?.code).toBe("FILE_UNWRITABLE");
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });

  it("moves only to where nothing is", () => {
    mkdirSync(at("a"));
    writeFileSync(at("a", "x"), "x");
    mkdirSync(at("empty"));
    mkdirSync(at("full"));
    writeFileSync(at("full", "y"), "y");
    writeFileSync(at("file"), "f");
    expect(errorOf(() => files.rename(at("a", "x"), at("file")))?.code).toBe("FILE_UNWRITABLE");
    expect(errorOf(() => files.rename(at("a"), at("full")))?.code).toBe("FILE_UNWRITABLE");
    files.rename(at("a"), at("empty"));
    expect(readFileSync(at("empty", "x"), "utf8")).toBe("x");
  });

  it("makes a link and replaces one in one step, and puts it over nothing else", () => {
    mkdirSync(at("one"));
    files.link(at("one"), at("skill"), at(".via"));
    const before = lstatSync(at("skill")).ino;
    writeFileSync(at(".via"), "left by somebody who was killed");
    files.link("no/such/../target", at("skill"), at(".via"));
    expect(files.linkTarget(at("skill"))).toBe("no/such/../target");
    expect(lstatSync(at("skill")).ino).not.toBe(before);
    for (const [name, make] of [
      ["file", () => writeFileSync(at("file"), "precious")],
      ["folder", () => mkdirSync(at("folder"))],
    ] as const) {
      make();
      expect(errorOf(() => files.link(at("one"), at(name), at(".via")))?.code).toBe("FILE_UNWRITABLE");
    }
    expect(readFileSync(at("file"), "utf8")).toBe("precious");
    expect(errorOf(() => files.linkTarget(at("file")))?.code).toBe("FILE_UNREADABLE");
    expect(readdirSync(folder)).toEqual(["file", "folder", "one", "skill"]);
  });

  it("removes a tree without following a link out of it, and does not mind when there is none", () => {
    mkdirSync(at("outside"));
    writeFileSync(at("outside", "precious"), "p");
    mkdirSync(at("tree", "deep"), { recursive: true });
    symlinkSync(at("outside"), at("tree", "deep", "out"));
    files.removeTree(at("tree"));
    files.removeTree(at("tree"));
    files.removeFile(at("nothing"));
    expect(readdirSync(folder)).toEqual(["outside"]);
    expect(readFileSync(at("outside", "precious"), "utf8")).toBe("p");
  });

  it("cuts a file to a length", () => {
    writeFileSync(at("log"), "abcdef");
    files.truncate(at("log"), 2);
    expect(readFileSync(at("log"), "utf8")).toBe("ab");
  });

  it("does not append to a device", () => {
    expect(errorOf(() => files.append("/dev/null", text("x"), 0o600))?.code).toBe("UNSAFE_PATH");
  });
});
