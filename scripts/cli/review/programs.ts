import type { HostFacts } from "#kernel/powers";
import { runInForeground } from "#platform/terminal";

type Env = HostFacts["env"];

/** $VISUAL before $EDITOR, as everywhere; without either `fallback` (null off a terminal: nothing is started that nobody chose). */
export function editorOf(env: Env, fallback: string | null): string | null {
  return [env["VISUAL"], env["EDITOR"]].find((one) => one !== undefined && one.trim() !== "") ?? fallback;
}

/**
 * Shows lines in the person's pager: $PAGER, or less where there is one. A text that fits the screen, an empty $PAGER, `cat` and a dumb terminal need none;
 * a pager that cannot be started costs nothing but its comfort.
 */
export function page(lines: readonly string[], screen: Readonly<{ rows: number; env: Env }>, print: (line: string) => void): void {
  const { env, rows } = screen;
  const pager = env["PAGER"] ?? "less";
  const whole = lines.length < rows || env["TERM"] === "dumb" || pager.trim() === "" || pager.trim() === "cat";
  // as git does: less leaves what fits alone, passes colours, and keeps the screen
  const shown = whole ? null : runInForeground(pager, [], { LESS: "FRX", ...env }, `${lines.join("\n")}\n`);
  if (shown === null || shown === NOT_FOUND) for (const line of lines) print(line);
}

/** What a POSIX shell answers when there is no such program. */
const NOT_FOUND = 127;
