import type { ScanReport } from "#kernel/finding";
import type { Skill } from "#kernel/skill";

export type Scan = typeof import("#stages/scan/scan").scan;

/** The scanner with the parser of generated skills, which hold no other language. Loaded when it is needed and not before: it brings a compiler along. */
export async function loadScanner(): Promise<Scan> {
  const [{ scan }, { prepareJavaScript }] = await Promise.all([import("#stages/scan/scan"), import("#stages/scan/javascript/parser")]);
  await prepareJavaScript();
  return scan;
}

/** A skill of unknown origin, scanned with the parsers that it plainly needs, and once more where it turned out to need another. */
export async function scanUnknown(skill: Skill, options: Parameters<Scan>[1]): Promise<ScanReport> {
  const [{ scan }, { prepareFor, prepareMissed }] = await Promise.all([import("#stages/scan/scan"), import("#stages/scan/prepare")]);
  await prepareFor(skill.files);
  const report = scan(skill, options);
  return (await prepareMissed()) ? scan(skill, options) : report;
}
