import { ForgeError } from "#kernel/errors";
import { parsePermissions } from "#kernel/permission";
import { blocked } from "../exit.ts";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { sarif } from "../render/sarif.ts";
import { scanText, type TextLook } from "../render/scan-text.ts";
import { rulePages } from "../rule-pages.ts";
import { jsonText } from "../screen.ts";

/** Exit 0 for pass and warn, 4 for deny and block. */
export async function run(call: Call): Promise<number> {
  const { RULES, ruleTitle, scanPath } = await import("#pipeline/scan");
  const profile = call.flags.text("profile") ?? "imported";
  if (profile !== "compiled" && profile !== "imported") throw new ForgeError("USAGE", `--profile takes compiled or imported, not "${profile}"`);
  const format = call.flags.text("format") ?? (call.print.json ? "json" : "text");
  if (!["text", "json", "sarif"].includes(format)) throw new ForgeError("USAGE", `--format takes text, json or sarif, not "${format}"`);
  const names = call.flags.list("acceptFinding");
  const accept = names.length === 0 ? null : { names, reason: call.flags.text("reason") ?? "" };
  const report = await scanPath(contextOf(call), call.words[0] ?? ".", profile, call.flags.list("grant").flatMap(parsePermissions), accept);
  if (format === "sarif") process.stdout.write(`${jsonText(sarif(report, { rules: RULES, pages: rulePages(call.powers.host.programRoot) }))}\n`);
  else if (format === "json") process.stdout.write(`${jsonText(report)}\n`);
  else for (const line of scanText(report, lookOf(call, ruleTitle))) call.print.line(line);
  return report.verdict === "pass" || report.verdict === "warn" ? 0 : blocked;
}

function lookOf({ print, powers }: Call, titles: TextLook["titles"]): TextLook {
  return { width: print.width, verbose: print.verbose, style: print.style, pages: rulePages(powers.host.programRoot), titles };
}
