import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding, ScanReport } from "#kernel/finding";
import { RULES } from "#stages/scan/rules.table";
import { sarif } from "../../../scripts/cli/render/sarif.ts";
import { uriOf } from "../../../scripts/cli/render/sarif-log.ts";
import { CLEAN, HOSTILE, HUGE, MIXED, PAGES, WORDS } from "./a-report.ts";
import { faultsOf } from "./sarif-schema.ts";

type Region = { startLine: number; startColumn: number; endLine: number; endColumn: number; snippet?: { text: string } };
type Place = {
  physicalLocation: { artifactLocation: { uri: string; uriBaseId: string; index?: number }; region?: Region; contextRegion?: { snippet: { text: string } } };
};
type Rule = {
  id: string;
  name: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string; markdown: string };
  defaultConfiguration: { level: string };
  properties: { tags: string[]; "security-severity": string; precision: string };
};
type Result = {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: Place[];
  partialFingerprints: Record<string, string>;
  codeFlows?: { threadFlows: { locations: { location: Place & { message: { text: string } } }[] }[] }[];
  suppressions: { kind: string; status: string; justification: string }[];
};
type Run = {
  tool: { driver: { name: string; semanticVersion: string; rules: Rule[] } };
  automationDetails: { id: string };
  columnKind: string;
  artifacts: { location: { uri: string }; length: number; hashes?: Record<string, string> }[];
  invocations: { executionSuccessful: boolean; toolExecutionNotifications: { level: string; message: { text: string } }[] }[];
  results: Result[];
};

function runOf(report: ScanReport): Run {
  const log = sarif(report, WORDS) as unknown as { version: string; runs: Run[] };
  const [run] = log.runs;
  if (run === undefined || log.runs.length !== 1 || log.version !== "2.1.0") throw new Error("a log is one run of version 2.1.0");
  return run;
}

const REPORTS = { clean: CLEAN, blocked: MIXED, hostile: HOSTILE, huge: HUGE };

describe.each(Object.entries(REPORTS))("the SARIF of a %s report", (_name, report) => {
  const log = sarif(report, WORDS);
  const run = runOf(report);

  it("fits the official schema", () => {
    expect(faultsOf(log)).toEqual([]);
  });

  it("holds every finding, each pointing to its rule, its file and a place that is not empty", () => {
    expect(run.results.length).toBe(report.findings.length);
    for (const [at, result] of run.results.entries()) {
      const finding = report.findings[at];
      expect(run.tool.driver.rules[result.ruleIndex]?.id).toBe(finding?.ruleId);
      expect(result.partialFingerprints["primaryLocationLineHash"]).toBe(finding?.fingerprint);
      const [place] = result.locations;
      const { artifactLocation, region } = place?.physicalLocation ?? {};
      if (region === undefined) throw new Error("a result has a region");
      expect(region.endLine > region.startLine || region.endColumn > region.startColumn).toBe(true);
      expect(artifactLocation?.uriBaseId).toBe("%SRCROOT%");
      if (artifactLocation?.index !== undefined) expect(run.artifacts[artifactLocation.index]?.location.uri).toBe(artifactLocation.uri);
    }
  });

  it("keeps within what a code host takes", () => {
    expect(run.results.length).toBeLessThanOrEqual(25_000);
    expect(run.tool.driver.rules.every((rule) => rule.properties.tags.length <= 10 && rule.fullDescription.text.length <= 1_024)).toBe(true);
    expect(run.results.every((result) => result.locations.length === 1)).toBe(true);
    expect(gzipSync(JSON.stringify(log)).byteLength).toBeLessThan(10_000_000);
  });

  it("holds no character that changes a screen", () => {
    expect(JSON.stringify({ ...run, artifacts: [], tool: run.tool.driver.name })).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  it("says no place of this machine and no time", () => {
    expect(JSON.stringify(log)).not.toContain(process.cwd());
    expect(sarif(report, WORDS)).toEqual(log);
  });
});

describe("a SARIF rule", () => {
  const rules = new Map(Object.values(REPORTS).flatMap((report) => runOf(report).tool.driver.rules.map((rule) => [rule.id, rule] as const)));

  it.each([...rules.values()])("$id is worded by the catalogue and its page", (rule) => {
    const known = RULES.find((one) => one.id === rule.id);
    expect(rule.shortDescription.text).toBe(known?.title);
    expect(rule.help.markdown).toBe(PAGES(rule.id)?.markdown);
    expect(rule.help.text).toContain(PAGES(rule.id)?.fix ?? "no page");
    expect(rule.name).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(rule.properties.tags).toContain("security");
    expect(Number(rule.properties["security-severity"])).toBeLessThanOrEqual(10);
    expect(rule.defaultConfiguration.level).toBe({ block: "error", grant: "warning", warn: "warning", note: "note" }[known?.disposition ?? "note"]);
    expect(["very-high", "high", "medium", "low"]).toContain(rule.properties.precision);
  });
});

describe("a SARIF run", () => {
  it("names each file with its length and digest", () => {
    const run = runOf(MIXED);
    for (const [at, file] of MIXED.coverage.entries()) {
      expect(run.artifacts[at]?.length).toBe(file.bytes);
      expect(run.artifacts[at]?.hashes?.["sha-256"]).toBe(file.sha256 ?? undefined);
    }
  });

  it("was successful only when every file was read, and says which were not", () => {
    expect(runOf(CLEAN).invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
    const [invocation] = runOf(MIXED).invocations;
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications.map((one) => [one.level, one.message.text])).toEqual(
      MIXED.coverage.filter((one) => !one.scanned).map((one) => ["error", `${one.file} was not read completely: ${one.reason ?? ""}`]),
    );
  });

  it("marks what a person accepted as suppressed, with the reason, and nothing else", () => {
    const suppressed = runOf(MIXED).results.filter((result) => result.suppressions.length > 0);
    expect(suppressed.map((result) => [result.ruleId, result.suppressions])).toEqual([
      ["unpinned-install", [{ kind: "external", status: "accepted", justification: "read the tool's source" }]],
    ]);
  });

  it("shows the way of data as a code flow, step by step", () => {
    const step = (line: number, message: string) => ({ file: "SKILL.md", range: { startLine: line, startColumn: 1, endLine: line, endColumn: 5 }, message });
    const [first] = MIXED.findings;
    if (first === undefined) throw new Error("the sample has findings");
    const flow: Finding["flow"] = [step(1, "reads the key"), { file: "scripts/a b.mjs", range: null, message: "sends it" }];
    const report = { ...MIXED, findings: [{ ...first, flow }] };
    expect(faultsOf(sarif(report, WORDS))).toEqual([]);
    const steps = runOf(report).results[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => [
      location.physicalLocation.artifactLocation.uri,
      location.physicalLocation.region?.startLine,
      location.message.text,
    ]);
    expect(steps).toEqual([
      ["SKILL.md", 1, "reads the key"],
      ["scripts/a%20b.mjs", undefined, "sends it"],
    ]);
  });

  it("cuts what no code host takes, the least grave first, and says so", () => {
    const [first] = MIXED.findings;
    if (first === undefined) throw new Error("the sample has findings");
    const run = runOf({ ...MIXED, findings: Array.from({ length: 25_003 }, () => first) });
    expect(run.results.length).toBe(25_000);
    expect(run.invocations[0]?.toolExecutionNotifications[0]?.message.text).toContain("3 results");
  });
});

describe("a path as URI", () => {
  it("stays a relative path below the folder, whatever the name is", () => {
    const base = "https://base.example/root/";
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 12 }), { minLength: 1, maxLength: 4 }), (parts) => {
        const path = parts.map((part) => part.replaceAll("/", "")).join("/");
        const uri = uriOf(path);
        expect(uri).toMatch(/^(?:%[0-9A-F]{2}|[\w!'()*~./-])+$/);
        expect(new URL(uri, base).origin).toBe("https://base.example");
      }),
      { seed: 7, numRuns: 300 },
    );
    expect(uriOf("a b/ü.md")).toBe("a%20b/%C3%BC.md");
    expect(uriOf("javascript:x")).toBe("javascript%3Ax");
    expect(uriOf("//host/x")).toBe(".//host/x");
  });
});
