const MARK = /<secret:([a-z0-9-]{1,40})(?::\d{1,6})?>/g;
/** Names of the slots that stand for secrets; a line is never run with the mark itself, whose `<` a shell would take for a redirection. */
export const SECRET_SLOTS = ["secret", "password"] as const;
const SLOT = /\{(?:secret|password)\}/;

/** Redacted line -> the line with `{secret}` or `{password}` where secrets stood. */
export function marksToSlots(line: string): string {
  return line.replace(MARK, (_mark, kind: string) => (kind.includes("passw") || kind.includes("spoken") ? "{password}" : "{secret}"));
}

/** Is a line mostly secrets, so that nothing is left that could be done again? */
export function mostlySecrets(line: string): boolean {
  const words = line.split(/\s+/).filter((word) => word !== "");
  return words.filter((word) => SLOT.test(word)).length * 2 > words.length;
}
