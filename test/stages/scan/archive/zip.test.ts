import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import yauzl from "yauzl";
import { unpack, withoutWrapper } from "#stages/scan/archive/unpack";
import { readZip } from "#stages/scan/archive/zip";
import { type Made, makeZip } from "./make.ts";

const LIMITS = { files: 20, fileBytes: 100_000, totalBytes: 200_000 };
const reasons = (bytes: Buffer): readonly string[] => readZip(bytes, LIMITS).problems.map((one) => one.reason);
const named = (...names: readonly string[]): Buffer => makeZip(names.map((name) => ({ name, content: "x" })));
const one: Made = { name: "SKILL.md", content: "words ".repeat(50) };

/** The same archive as another program reads it. */
async function asYauzl(bytes: Buffer): Promise<Readonly<Record<string, string>>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const found: Record<string, string> = {};
  for await (const entry of zip.eachEntry())
    if (!entry.fileName.endsWith("/")) found[entry.fileName] = (await buffer(await zip.openReadStreamPromise(entry))).toString("latin1");
  return found;
}

describe("a plain zip", () => {
  it("is read as another reader reads it", async () => {
    const name = fc.stringMatching(/^[a-z]{1,6}(?:\/[a-zäß]{1,5})?\.[a-z]{2}$/);
    const entries = fc.uniqueArray(fc.record({ name, content: fc.string({ maxLength: 300 }), method: fc.constantFrom(0, 8), descriptor: fc.boolean() }), {
      maxLength: 6,
      selector: (entry) => entry.name,
    });
    await fc.assert(
      fc.asyncProperty(entries, async (made) => {
        const bytes = makeZip(made);
        const { files, problems } = readZip(bytes, LIMITS);
        expect(problems).toEqual([]);
        expect(Object.fromEntries(files.map((file) => [file.path, Buffer.from(file.bytes).toString("latin1")]))).toEqual(await asYauzl(bytes));
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  it("keeps permission bits and takes folders for nothing", () => {
    const { files, problems } = readZip(
      makeZip([
        { name: "a/", attributes: 0o040755, method: 0 },
        { name: "a/run", content: "x", attributes: 0o100755 },
      ]),
      LIMITS,
    );
    expect(problems).toEqual([]);
    expect(files.map(({ path, mode }) => [path, mode])).toEqual([["a/run", 0o755]]);
  });

  it("loses the folder that all lies in, and no other", () => {
    const of = (...paths: readonly string[]) => withoutWrapper(paths.map((path) => ({ path, bytes: new Uint8Array(), mode: 0o644 })));
    expect(of("w/SKILL.md", "w/a/b").files.map((file) => file.path)).toEqual(["SKILL.md", "a/b"]);
    expect(of("w/SKILL.md", "v/a").folder).toBeNull();
    expect(of("SKILL.md").folder).toBeNull();
  });

  it("with nothing in it is read", () => {
    expect(readZip(makeZip([]), LIMITS)).toEqual({ format: "zip", files: [], problems: [] });
  });
});

describe("names that are refused", () => {
  const refused = "../x a/../../x /x \\x a\\..\\x C:/x c:x a//x ./x a/. aux.txt a/con x. a/x:y a/\u202ex".split(" ");
  it.each([...refused, "a\u0000b", "a/x ", " a", "n\u00adx"])("%j", (name) => {
    const { files, problems } = readZip(named("SKILL.md", name), LIMITS);
    expect(problems.map((problem) => problem.path)).toEqual([name]);
    expect(files.map((file) => file.path)).toEqual(["SKILL.md"]);
  });

  it.each([
    ["a.md", "a.md"],
    ["a.md", "A.md"],
    ["caf\u00e9", "cafe\u0301"],
    ["a", "a/b"],
    ["a/b", "a"],
    ["\uff41/b", "a/B"],
  ])("%j beside %j", (first, second) => {
    expect(reasons(named(first, second))).toHaveLength(1);
  });

  it("a name in an unknown code page, or two names for one entry", () => {
    expect(reasons(makeZip([{ name: Buffer.from([0x81, 0x61]), content: "x" }]))).toEqual(["a name in it is no UTF-8, or is not marked as such"]);
    expect(reasons(makeZip([{ name: "\u00e4", flags: 0 }]))).toHaveLength(1);
    const other = Buffer.concat([Buffer.from([0x75, 0x70, 10, 0, 1, 0, 0, 0, 0]), Buffer.from("evil!")]);
    expect(reasons(makeZip([{ name: "good!", extra: other }]))).toEqual(["an entry has two names"]);
  });
});

describe("entries that are refused", () => {
  it.each<readonly [string, Made]>([
    ["it is encrypted", { ...one, flags: 1 }],
    ["it has flags whose meaning is not known", { ...one, flags: 0x2000 }],
    ["its compression (method 12) is not read", { ...one, method: 12 }],
    ["its local header has another name", { ...one, localName: "SKILL.me" }],
    ["its checksum is wrong", { ...one, crc: 1 }],
    ["its real size is not the one it states", { ...one, unpacked: 301 }],
    ["it cannot be unpacked: it unpacks to more than the limit", { ...one, unpacked: 299 }],
    ["it is a link", { ...one, attributes: 0o120777 }],
    ["it is a special file", { ...one, attributes: 0o060644 }],
    ["special permission bits", { ...one, attributes: 0o104755 }],
    ["its name and its kind say different things", { ...one, attributes: 0o040755 }],
    ["it is stored and has two sizes", { ...one, method: 0, unpacked: 3 }],
    ["more than the limit of 100000 bytes", { name: "a", content: Buffer.from(Array.from({ length: 100_001 }, (_, at) => (at * 7919) & 255)), method: 0 }],
    ["it uses zip64", { ...one, extra: Buffer.from([1, 0, 0, 0]) }],
    ["an extra field in it is damaged", { ...one, extra: Buffer.from([9, 0, 9, 0]) }],
  ])("%s", (why, entry) => {
    expect(reasons(makeZip([entry]))).toEqual([why]);
  });

  it("a bomb, before it goes off", () => {
    expect(reasons(makeZip([{ name: "a", content: Buffer.alloc(90_000) }]))).toEqual(["it says that it unpacks to more than 300 times its size"]);
  });

  it("all together over the limits", () => {
    const big = Buffer.from(Array.from({ length: 90_000 }, (_, at) => (at * at * 31) & 255));
    expect(reasons(makeZip(["a", "b", "c", "d"].map((name) => ({ name, content: big, method: 0 }))))).toEqual([
      "it unpacks to more than the limit of 200000 bytes",
    ]);
    expect(reasons(named(...Array.from({ length: 30 }, (_, at) => `f${String(at)}`)))).toEqual(["more entries than the limit of 20 files"]);
  });
});

describe("what two readers read differently is refused", () => {
  const stub = Buffer.from("#!/bin/sh\necho stub\n");
  it.each<readonly [string, Buffer]>([
    ["other data comes before its first entry", makeZip([one], { before: stub })],
    ["its directory does not lie where its end says", Buffer.concat([stub, makeZip([one])])],
    ["data lies between its entries", makeZip([one, { name: "b", before: stub }])],
    ["data lies before its directory", makeZip([one], { beforeDirectory: stub })],
    ["it has no end record, so it is cut off or followed by other data", makeZip([one]).subarray(0, -1)],
    ["other data follows its end", makeZip([one], { after: stub })],
    ["its comment is no short text", makeZip([one], { comment: Buffer.from([0, 1, 2]) })],
    ["its directory holds more than its end says", makeZip([one, { name: "b" }], { count: 1 })],
    ["its directory is damaged", makeZip([one], { count: 2 })],
    ["it uses zip64", makeZip([one], { count: 0xffff })],
  ])("%s", (why, bytes) => {
    expect(reasons(bytes)).toEqual([why]);
    expect(readZip(bytes, LIMITS).problems[0]?.path).toBe("");
  });

  it("an archive inside of the comment of another", () => {
    expect(reasons(makeZip([one], { comment: makeZip([]) }))).toEqual(["it has several end records, so readers differ in what it holds"]);
  });
});

it("a damaged archive is never passed as something else than it was", () => {
  const whole = makeZip([one, { name: "scripts/a.mjs", content: "export const a = 1;\n", method: 0 }, { name: "b/c.txt", content: "text", descriptor: true }]);
  const before = JSON.stringify(readZip(whole, LIMITS).files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString("latin1")]));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), fc.nat(3), (changes, cut) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of changes) bytes[at] = value;
      const result = unpack(cut === 0 ? bytes.subarray(0, changes[0]?.[0]) : bytes, LIMITS);
      if (result === null || result.problems.length > 0) return true;
      // What is accepted has the content it had: times, versions and modes may differ, bytes are held by checksums.
      return JSON.stringify(result.files.map(({ path, bytes: content }) => [path, Buffer.from(content).toString("latin1")])) === before;
    }),
    { numRuns: 4_000, seed: 5 },
  );
});
