import type { ScanReport } from "#kernel/finding";
import type { Skill } from "#kernel/skill";
import type { Context } from "./context.ts";

export type Scan = typeof import("#stages/scan/scan").scan;

/** The scanner with the parser of generated skills, which hold no other language. Loaded when it is needed and not before: it brings a compiler along. */
export async function loadScanner(): Promise<Scan> {
  const [{ scan }, { prepareJavaScript }] = await Promise.all([import("#stages/scan/scan"), import("#stages/scan/javascript/parser")]);
  await prepareJavaScript();
  return scan;
}

/**
 * The scanner for one generated skill: the parser of JavaScript comes along only where a look at the skill, or a first scan of it, asks for it; most
 * skills hold none, and it takes longer to load than they take to scan. A skill that cannot be read beforehand gets it: whoever reads it next says why.
 */
export async function scannerFor(context: Context, read: () => Skill | null): Promise<Scan> {
  const skill = readable(read);
  if (skill === null) return loadScanner();
  const [{ scan }, { parsersFor }, { missedJavaScript }] = await Promise.all([
    import("#stages/scan/scan"),
    import("#stages/scan/prepare"),
    import("#stages/scan/javascript/parser"),
  ]);
  if (parsersFor(skill.files).javascript) return loadScanner();
  scan(skill, { profile: "compiled", policy: context.policy, policyDigest: context.policyDigest, grants: { declared: null, granted: [] } });
  return missedJavaScript() ? loadScanner() : scan;
}

function readable(read: () => Skill | null): Skill | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** A skill of unknown origin, scanned with the parsers that it plainly needs, and once more where it turned out to need another. */
export async function scanUnknown(skill: Skill, options: Parameters<Scan>[1]): Promise<ScanReport> {
  const [{ scan }, { prepareFor, prepareMissed }] = await Promise.all([import("#stages/scan/scan"), import("#stages/scan/prepare")]);
  await prepareFor(skill.files);
  const report = scan(skill, options);
  return (await prepareMissed()) ? scan(skill, options) : report;
}
