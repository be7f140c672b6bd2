import { scanOf } from "../stages/scan/samples.ts";

/** Is the program stopped although the person allows it everything it asks for? */
export function isStopped(path: string, code: string): boolean {
  const files = { "SKILL.md": `---\nname: sample\ndescription: Helps with everyday work.\n---\n# Sample\n\nRun \`${path}\`.\n`, [path]: code };
  const bare = scanOf(files, "imported");
  if (bare.findings.some((one) => one.disposition === "block")) return true;
  const report = scanOf(files, "imported", { grants: bare.permissions.required.map((one) => one.permission) });
  return report.verdict === "block" || report.verdict === "deny";
}
