import type { Skill } from "#kernel/skill";
import { loadScanner, type Scan } from "#pipeline/scanner";
import { compare, type Result } from "./measure.ts";
import type { Options } from "./options.ts";
import { parserFloor } from "./parsers.ts";
import { benchSkills, POLICY } from "./skills.ts";

/** One skill, scanned as one of unknown origin, without grants. */
export function scanned(scan: Scan, skill: Skill, limits = POLICY.scan.limits): number {
  const policy = { ...POLICY, scan: { ...POLICY.scan, limits } };
  const report = scan(skill, { profile: "imported", policy, policyDigest: "0".repeat(64), grants: { declared: null, granted: [] } });
  if (report.coverage.length < skill.files.length) throw new Error(`${skill.name}: ${report.coverage.length} of ${skill.files.length} files were looked at`);
  return report.findings.length;
}

/** Scanning a hundred skills in one warm process, against nothing but parsing each of their files once. */
export async function scanSpeed(options: Options): Promise<readonly Result[]> {
  const skills = benchSkills(options.collections);
  const scan = await loadScanner();
  const floor = await parserFloor(skills);
  let findings = 0;
  const { ms, floorMs } = compare(
    5,
    () => {
      findings = skills.reduce((sum, skill) => sum + scanned(scan, skill), 0);
    },
    () => {
      if (floor.run() === 0) throw new Error("no file was parsed: this would be the speed of parsing nothing");
    },
  );
  const files = skills.reduce((sum, one) => sum + one.files.length, 0);
  const bytes = skills.reduce((sum, one) => sum + one.files.reduce((all, { bytes }) => all + bytes.length, 0), 0);
  const ratio = ms / floorMs;
  const of = options.collections.length === 0 ? "made from our own files" : "of the given folders";
  return [
    {
      name: `scan ${skills.length} skills ${of}`,
      ms,
      floorMs,
      ratio,
      goal: "<= 1.5x their parsers",
      met: ratio <= 1.5,
      note: `${files} files, ${(bytes / 1e6).toFixed(2)} MB, ${findings} findings, ${(ms / skills.length).toFixed(1)} ms a skill`,
    },
  ];
}
