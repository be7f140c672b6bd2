import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#kernel/canonical-json";
import { JAVASCRIPT } from "../../attacks/javascript.table.ts";
import { POLICY, rulesOf, scanOf } from "./samples.ts";

const RANK = { pass: 0, warn: 1, deny: 2, block: 3 } as const;
const path = fc.constantFrom(
  "SKILL.md",
  "scripts/a.mjs",
  "scripts/b.ts",
  "scripts/c.cjs",
  "notes.txt",
  "package.json",
  "skill.json",
  "a.html",
  "run.sh",
  "data.bin",
  "assets/a.png",
  "deep/x/y",
  ".hidden",
);
const snippet = fc.constantFrom(
  ...JAVASCRIPT.slice(0, 120)
    .map(([, , code]) => code)
    .filter((code) => code.length < 2_000),
);
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ unit: "binary", maxLength: 300 }).map((text) => new TextEncoder().encode(text)),
  snippet.map((text) => new TextEncoder().encode(text)),
  fc
    .tuple(snippet, fc.nat(400), fc.string({ unit: "binary", maxLength: 8 }))
    .map(([text, at, extra]) => new TextEncoder().encode(text.slice(0, at) + extra + text.slice(at))),
  fc
    .array(
      fc.constantFrom(
        "---\n",
        "name: x\n",
        "```js\n",
        "```\n",
        "eval(",
        "<!--",
        "# h\n",
        "run this\n",
        "\u202e",
        "[a](b)",
        "&a",
        "*a",
        "{",
        "}",
        "[",
        "`",
        "\\",
        "\r",
      ),
      { maxLength: 30 },
    )
    .map((parts) => new TextEncoder().encode(parts.join(""))),
);
const files = fc.dictionary(path, content, { maxKeys: 4 });

describe("scan", () => {
  it("never throws, whatever the bytes, and accounts for every file", () => {
    fc.assert(
      fc.property(files, fc.constantFrom("compiled" as const, "imported" as const), (given, profile) => {
        const report = scanOf(given, profile);
        expect(report.coverage.map((one) => one.file)).toEqual(Object.keys(given).sort());
        for (const one of report.coverage) if (!one.scanned) expect(report.verdict).toBe("block");
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same report in whatever order the files come", () => {
    fc.assert(
      fc.property(files, (given) => {
        const turned = Object.fromEntries(Object.entries(given).reverse());
        expect(canonicalJson(scanOf(turned, "imported"))).toBe(canonicalJson(scanOf(given, "imported")));
      }),
      { numRuns: 100 },
    );
  });

  it("never becomes milder when a file is added", () => {
    fc.assert(
      fc.property(files, path, content, (given, extra, bytes) => {
        // An empty folder blocks because nothing was read; the first file ends that.
        if (Object.hasOwn(given, extra) || rulesOf(scanOf(given, "imported")).includes("scan-empty")) return;
        expect(RANK[scanOf({ ...given, [extra]: bytes }, "imported").verdict]).toBeGreaterThanOrEqual(RANK[scanOf(given, "imported").verdict]);
      }),
      { numRuns: 150 },
    );
  });

  it("keeps a fingerprint when lines are put in front of the finding", () => {
    const before = scanOf({ "scripts/a.mjs": "eval(code);" }, "imported").findings[0];
    const after = scanOf({ "scripts/a.mjs": "// one\n\nconst a = 1;\neval(code);" }, "imported").findings[0];
    expect(after?.fingerprint).toBe(before?.fingerprint);
    expect(after?.range.startLine).toBe(4);
  });

  it("gives two equal findings two fingerprints", () => {
    const found = scanOf({ "scripts/a.mjs": "eval(code);\neval(code);" }, "imported").findings.filter((one) => one.ruleId === "dynamic-code");
    expect(new Set(found.map((one) => one.fingerprint)).size).toBe(2);
  });

  it("blocks what the reader of the folder could not hand over", () => {
    const report = scanOf({ "SKILL.md": "# x" }, "imported", { problems: [{ path: "link", reason: "a symbolic link" }] });
    expect(report.verdict).toBe("block");
    expect(report.coverage).toContainEqual({ file: "link", kind: "unread", bytes: 0, sha256: null, scanned: false, reason: "a symbolic link" });
  });

  it("says so when a limit of the policy is reached", () => {
    const policy = { ...POLICY, scan: { ...POLICY.scan, limits: { ...POLICY.scan.limits, files: 1 } } };
    const report = scanOf({ "a.txt": "a", "b.txt": "b" }, "imported", { policy });
    expect(rulesOf(report, "block")).toContain("scan-truncated");
    expect(report.coverage.filter((one) => !one.scanned).map((one) => one.file)).toEqual(["b.txt"]);
  });

  it("keeps the gravest findings when there are too many", () => {
    const policy = { ...POLICY, scan: { ...POLICY.scan, limits: { ...POLICY.scan.limits, findings: 5 } } };
    const report = scanOf({ "scripts/a.mjs": `${"process.exit(1);\n".repeat(20)}eval(x);` }, "imported", { policy });
    expect(report.findings.length).toBeLessThanOrEqual(5);
    expect(report.verdict).toBe("block");
  });

  it("blocks binaries, archives, unknown encodings and foreign languages", () => {
    const cases: readonly (readonly [string, Uint8Array, string])[] = [
      ["a.bin", Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), "unread-binary"],
      ["notes.md", Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), "unread-binary"],
      ["a.txt", Uint8Array.from([0xff, 0xfe, 0x41, 0x42]), "unread-encoding"],
      ["scripts/a.rb", new TextEncoder().encode("print(1)"), "unread-language"],
      ["scripts/run", new TextEncoder().encode("#!/usr/bin/perl\nls"), "unread-language"],
    ];
    for (const [file, bytes, rule] of cases)
      expect([file, rulesOf(scanOf({ [file]: bytes }, "imported"), "block")]).toEqual([file, expect.arrayContaining([rule])]);
  });

  it("reads a script without an ending by its first line", () => {
    expect(rulesOf(scanOf({ "bin/go": "#!/usr/bin/env node\neval(x);" }, "imported"))).toContain("dynamic-code");
  });

  it("denies a permission until it is granted, and warns when it is granted without being declared", () => {
    const code = { "scripts/a.mjs": 'await fetch("https://api.example.com/x");' };
    expect(scanOf(code, "imported").verdict).toBe("deny");
    expect(scanOf(code, "imported", { grants: ["network:api.example.com"] }).verdict).toBe("warn");
    expect(scanOf(code, "imported", { grants: ["network:*.example.com"] }).permissions.missing).toEqual([]);
    expect(scanOf(code, "imported", { grants: ["network:example.com"] }).permissions.missing).toEqual(["network:api.example.com"]);
    const declared = { ...code, "SKILL.md": '---\nname: sample\ndescription: "x"\nmetadata: {"permissions": {"network": ["api.example.com"]}}\n---\n' };
    expect(scanOf(declared, "imported", { grants: ["network:api.example.com"] }).verdict).toBe("pass");
  });

  it("cannot be talked out of a block by weights, grants or declarations", () => {
    const policy = { ...POLICY, scan: { ...POLICY.scan, denyScore: 1_000_000, weights: { "dynamic-code": 0 } } };
    expect(scanOf({ "scripts/a.mjs": "eval(x);" }, "imported", { policy, grants: ["process:*", "filesystem.read:*"] }).verdict).toBe("block");
  });
});
