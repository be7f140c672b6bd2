import type { ScanReport } from "#kernel/finding";
import { scanOf } from "./samples.ts";

/** What a scan of these files must say: a finding of this disposition, "noblock" none that blocks, "clean" nothing but notes; for flows "leaves" or "quiet". */
export type Sample = readonly [expected: "block" | "grant" | "warn" | "noblock" | "clean" | "leaves" | "quiet", files: Readonly<Record<string, string>>];

/** A skill around the files: instructions, a module and data that samples may import. */
export function scanSample(files: Readonly<Record<string, string>>): ScanReport {
  return scanOf(
    {
      "SKILL.md": "---\nname: sample\ndescription: a sample\n---\nhello\n",
      "scripts/b.mjs": "export const go = () => 1;",
      "scripts/data.json": "{}",
      ...files,
    },
    "imported",
  );
}

/** Does the report say what the sample expects? */
export function meets(report: ScanReport, expected: Sample[0]): boolean {
  const dispositions = report.findings.map((one) => one.disposition);
  const leaves = report.findings.some((one) => one.ruleId === "secret-flow");
  if (expected === "leaves" || expected === "quiet") return leaves === (expected === "leaves");
  if (expected === "noblock") return !dispositions.includes("block");
  return expected === "clean" ? dispositions.every((one) => one === "note") : dispositions.includes(expected);
}
