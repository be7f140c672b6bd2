import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { extract } from "tar-stream";
import { describe, expect, it } from "vitest";
import { readTar } from "#stages/scan/archive/tar";
import { unpack } from "#stages/scan/archive/unpack";
import { makeTar, paxRecords, type TarEntry } from "./make.ts";

const LIMITS = { files: 20, fileBytes: 100_000, totalBytes: 200_000 };
const one: TarEntry = { name: "SKILL.md", content: "words\n" };
const reasons = (bytes: Buffer): readonly string[] => readTar(bytes, LIMITS).problems.map((problem) => problem.reason);
const LONG = `${"long/".repeat(25)}name.md`;

async function asTarStream(bytes: Buffer): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for await (const entry of Readable.from([bytes]).pipe(extract())) {
    const content = await text(entry);
    if (entry.header.type === "file") found[entry.header.name] = content;
  }
  return found;
}

describe("a plain tar", () => {
  it("is read as another reader reads it, packed or not", async () => {
    const entries = fc.uniqueArray(
      fc.record({ name: fc.stringMatching(/^[a-z]{1,6}(?:\/[a-z]{1,5})?\.[a-z]{2}$/), content: fc.stringMatching(/^[ -~\n]{0,600}$/) }),
      {
        minLength: 1,
        maxLength: 6,
        selector: (entry) => entry.name,
      },
    );
    await fc.assert(
      fc.asyncProperty(entries, fc.boolean(), async (made, packed) => {
        const bytes = makeTar(made);
        const result = unpack(packed ? gzipSync(bytes) : bytes, LIMITS);
        expect(result?.problems).toEqual([]);
        expect(Object.fromEntries((result?.files ?? []).map((file) => [file.path, Buffer.from(file.bytes).toString()]))).toEqual(await asTarStream(bytes));
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  it.each<readonly [string, readonly TarEntry[]]>([
    [
      "GNU",
      [
        { name: "././@LongLink", type: "L", content: `${LONG}\0`, magic: "ustar  \0" },
        { name: LONG.slice(0, 99), content: "x", magic: "ustar  \0" },
      ],
    ],
    [
      "PAX",
      [
        { name: "PaxHeader/x", type: "x", content: paxRecords({ path: LONG, mtime: "1.5" }) },
        { name: LONG.slice(0, 99), content: "x" },
      ],
    ],
  ])("has long names in the way of %s", (_way, entries) => {
    expect(readTar(makeTar(entries), LIMITS)).toMatchObject({ problems: [], files: [{ path: LONG }] });
  });

  it("may say ./ before names, have folders, and a comment for all", () => {
    const entries = [
      { name: "pax_global_header", type: "g", content: paxRecords({ comment: "0123" }) },
      { name: "./", type: "5" },
      { name: "./a/", type: "5" },
      { name: "./a/b", content: "x" },
    ];
    expect(readTar(makeTar(entries), LIMITS)).toMatchObject({ problems: [], files: [{ path: "a/b" }] });
  });
});

describe("entries that are refused", () => {
  it.each<readonly [string, TarEntry]>([
    ["it is a link", { name: "a", type: "2", link: "/etc/passwd" }],
    ["it is a hard link", { name: "a", type: "1", link: "SKILL.md" }],
    ['an entry of type "3", which is no plain file', { name: "a", type: "3" }],
    ['an entry of type "6", which is no plain file', { name: "a", type: "6" }],
    ['an entry of type "S", which is no plain file', { name: "a", type: "S" }],
    ["a path that leaves its folder", { name: "../a" }],
    ["a path that leaves its folder", { name: "a", prefix: "../.." }],
    ["an absolute path", { name: "/a" }],
    ["the name of another entry (on some systems)", { name: "skill.MD" }],
    ["special permission bits", { name: "a", mode: "0004755\0" }],
    ["a number that is not octal", { name: "a", size: "\u0080\0\0\0\0\0\0\0\0\0\0\u0001" }],
  ])("%s", (why, entry) => {
    expect(reasons(makeTar([one, entry]))).toEqual([why]);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ["another name without need", { path: "b.md" }, "it is called a.md too"],
    ["another size", { size: "100" }, 'a PAX header that changes "size"'],
    ["another target", { linkpath: "/etc" }, 'a PAX header that changes "linkpath"'],
    ["holes", { "GNU.sparse.major": "1" }, 'a PAX header that changes "GNU.sparse.major"'],
  ])("a PAX header with %s", (_what, pairs, why) => {
    expect(
      reasons(
        makeTar([
          { name: "x", type: "x", content: paxRecords(pairs) },
          { name: "a.md", content: "x" },
        ]),
      ),
    ).toEqual([why]);
  });

  it("headers that announce nothing, or for all", () => {
    expect(reasons(makeTar([{ name: "x", type: "L", content: `${LONG}\0` }]))).toEqual(["its last header announces an entry that is not there"]);
    expect(reasons(makeTar([{ name: "x", type: "g", content: paxRecords({ path: "a" }) }, one]))).toEqual(['a PAX header that changes "path"']);
    expect(reasons(makeTar([{ name: "x", type: "x", content: "9 path=a" }, one]))).toEqual(["a PAX header that is damaged"]);
  });

  it("what lies around the entries", () => {
    const whole = makeTar([one]);
    expect(reasons(Buffer.concat([whole, Buffer.from("more")]))).toEqual(["other data follows its end"]);
    expect(reasons(makeTar([one], Buffer.alloc(0)))).toEqual(["it is cut off: it has no end"]);
    expect(reasons(makeTar([one], Buffer.alloc(512)))).toEqual(["it is cut off: it has no end"]);
    const padded = Buffer.from(whole);
    padded[512 + 100] = 1;
    expect(reasons(padded)).toEqual(["data is hidden behind its end"]);
    const damaged = Buffer.from(whole);
    damaged[0] = 65;
    expect(reasons(damaged)).toEqual(["a header with a wrong checksum"]);
  });
});

describe("a packed tar", () => {
  it("is refused when it is no tar, or too much", () => {
    expect(unpack(gzipSync("words"), LIMITS)?.problems).toEqual([{ path: "", reason: "what is packed in it is no tar archive" }]);
    expect(unpack(gzipSync(Buffer.alloc(10_000_000)), LIMITS)?.problems).toEqual([{ path: "", reason: "it unpacks to more than the limit" }]);
  });

  it("never passes as something else when it is damaged", () => {
    const whole = makeTar([one, { name: "scripts/a.mjs", content: "export const a = 1;\n" }]);
    const names = new Set(["SKILL.md", "scripts/a.mjs"]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ by;
        const result = unpack(bytes, LIMITS);
        // a header has a sum; content has none, so a changed byte of it is another file with the same name
        return result === null || result.problems.length > 0 || result.files.every((file) => names.has(file.path));
      }),
      { numRuns: 3_000, seed: 5 },
    );
  });
});
