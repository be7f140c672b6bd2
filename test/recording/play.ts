import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inTerminal } from "../fakes/pseudo-terminal.ts";

/** One keystroke or line of a person, and what the terminal shows until it stands still again. */
export type Scene = Readonly<{ typed: string; shown: string }>;
/** Where the program lies, the home it looks at, and what a process inherits. */
export type Stage = Readonly<{ program: string; home: string; env: Readonly<Record<string, string>> }>;

export const SIZE = { columns: 100, rows: 32 } as const;

const PROMPT = /(?:^|\n)(?:\u001b\[[?0-9;]*[a-zA-Z]|\r)*\$ $/;
const QUESTION = /\]\? (?:\u001b\[[?0-9;]*[a-zA-Z])*$/;
const REASON = /\): (?:\u001b\[[?0-9;]*[a-zA-Z])*$/;

/** What the person does, and how the screen looks when it is their turn again. */
const KEYS: readonly Readonly<{ typed: string; then: RegExp }>[] = [
  { typed: "forge review\r", then: QUESTION },
  { typed: "?", then: QUESTION },
  { typed: "w", then: QUESTION },
  { typed: "d", then: QUESTION },
  { typed: "y", then: QUESTION },
  { typed: "n", then: REASON },
  { typed: "I do this in another program now\r", then: QUESTION },
  { typed: "s", then: PROMPT },
  { typed: "forge deploy --skill write-weekly-digest\r", then: PROMPT },
  { typed: "forge rollback --skill write-weekly-digest\r", then: PROMPT },
  { typed: "forge audit verify\r", then: PROMPT },
];

/** A home in which proposals wait -> the scenes of a review at a shell in a real terminal. Throws with what stood on the screen when a scene does not come. */
export async function play({ program, home, env }: Stage): Promise<readonly Scene[]> {
  const bin = join(home, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "forge"), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(join(bin, "forge"), 0o755);
  const own = { TERM: "xterm-256color", PAGER: "cat", PS1: "$ ", PATH: `${bin}:${env["PATH"] ?? ""}`, HISTFILE: "/dev/null" };
  const shell = inTerminal("bash --norc --noprofile -i", { ...env, ...own }, SIZE);
  await shell.until(PROMPT);
  const scenes: Scene[] = [];
  for (const { typed, then } of KEYS) {
    shell.type(typed);
    scenes.push({ typed, shown: await shell.until(then) });
  }
  shell.type("exit\r");
  await shell.ended;
  return scenes;
}
