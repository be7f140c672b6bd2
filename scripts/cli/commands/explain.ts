import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ERRORS, FAMILIES, ForgeError } from "#kernel/errors";
import type { Call } from "../command.ts";

/** Help on an error code, a scan rule or a lint rule. */
export async function run(call: Call): Promise<number> {
  const code = call.words[0] ?? "";
  const text = errorHelp(code) ?? rulePage(call, code) ?? (await lintHelp(code));
  if (text === null) throw new ForgeError("NOT_FOUND", `there is no error or rule ${JSON.stringify(code)}`);
  call.print.data({ schemaVersion: 1, code, text });
  call.print.line(text.trimEnd());
  return 0;
}

function errorHelp(code: string): string | null {
  const found = Object.entries(ERRORS).find(([name]) => name === code.toUpperCase());
  return found === undefined ? null : `${found[0]} (exit code ${FAMILIES[found[1].family]})\n\n${found[1].help}`;
}

function rulePage(call: Call, code: string): string | null {
  if (!/^[a-z0-9-]+$/.test(code)) return null;
  try {
    return readFileSync(join(call.powers.host.programRoot, "policy", "rules", `${code}.md`), "utf8");
  } catch {
    return null;
  }
}

async function lintHelp(code: string): Promise<string | null> {
  const { LINT_CATALOGUE } = await import("#pipeline/scan");
  const found = Object.entries(LINT_CATALOGUE).find(([id]) => id === code.toUpperCase());
  return found === undefined ? null : `${found[0]}: ${found[1].title}\n\n${found[1].help}`;
}
