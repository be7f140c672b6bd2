import { ALIASES } from "../windows/cmdlets.table.ts";
import { MORE_ALIASES, VERBS } from "./cmdlets.table.ts";

/** Name of a command as it is written -> in small letters and without the module before it (`Module\\Name`). */
export function bareName(written: string): string {
  return written
    .trim()
    .toLowerCase()
    .replace(/^[\w.]+\\(?=[a-z]+-[a-z]\w*$)/, "");
}

/** The same -> the command that PowerShell has under it from the start; any other name as it is. */
export function resolved(written: string): string {
  const name = bareName(written);
  return ALIASES.get(name) ?? MORE_ALIASES.get(name) ?? name;
}

/** `Verb-Noun` with a verb of PowerShell's: no program is called so. */
export function isVerbNoun(name: string): boolean {
  const verb = /^([a-z]+)-[a-z]\w*$/.exec(name)?.[1];
  return verb !== undefined && VERBS.has(verb);
}

/** Commands by which variables and names change that the text does not assign: they are known by their own names only. */
export const CHANGERS: ReadonlySet<string> = new Set(
  "get-variable set-variable new-variable clear-variable remove-variable import-localizeddata set-alias new-alias".split(" "),
);
