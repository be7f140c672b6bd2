import { type Host, SKILL, type Stage } from "./homes.ts";

/** A command of the program that changes state, and the stage from which it starts. `again`: exit codes of the same command when it was done already. `host`: where the skill stands. */
export type Command = Readonly<{ args: readonly string[]; from: Stage; again: readonly number[]; host: Host }>;

const of = (from: Stage, line: string, again: readonly number[] = [0], host: Host = "openclaw"): Command => ({
  args: line.replace("NAME", SKILL).split(" "),
  from,
  again,
  host,
});

/** Decisions that were made already are refused with 4 or 2, and nothing changes. */
export const COMMANDS: readonly Command[] = [
  of("empty", "observe"),
  of("observed", "crystallize"),
  of("crystallized", "generate --name NAME --description photos"),
  of("empty", "--full"),
  of("staged", "review --skill NAME --approve", [0, 4]),
  of("staged", "review --skill NAME --reject --reason no", [0, 4]),
  of("rejected", "review --skill NAME --reopen", [0, 2]),
  of("approved", "deploy --skill NAME"),
  of("edited by hand", "deploy --skill NAME --force"),
  of("deployed", "rollback --skill NAME"),
  of("edited by hand", "rollback --skill NAME --force"),
  of("rolled back", "rollback --skill NAME --restore"),
  of("deployed", "undo"),
  of("rolled back", "undo"),
  of("deployed", "rollback --since 2020-01-01 --yes"),
  of("approved", "deploy --skill NAME --to cursor --force", [0], "cursor"),
  of("approved", "deploy --skill NAME --to claude-code --force", [0], "claude-code"),
  of("linked", "rollback --skill NAME", [0], "claude-code"),
  of("cluttered", "gc --keep 2"),
  of("approved", "approver mode terminal"),
  of("crystallized", "forget --project /"),
  of("approved", "audit checkpoint"),
  of("approved", "audit checkpoint --to kept.note"),
  of("cut log", "audit fork --yes"),
  of("crystallized", "forget --before 2100-01-01"),
  of("lint to fix", "lint own --fix", [0, 4]),
  of("edited by hand", "adopt --skill NAME"),
  of("cluttered", "doctor --fix", [0, 1]),
  of("rolled back", "rollback --skill NAME --to 1", [0, 2, 4]),
  of("deployed", "audit seal"),
  of("deployed", "audit bundle --skill NAME --to given.json", [0, 1]),
  of("approved", "deploy --skill NAME -o given.json"),
];
