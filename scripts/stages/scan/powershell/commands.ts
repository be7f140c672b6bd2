import { HOLE } from "../shell/text.ts";
import { DESTROYING, KEEPING } from "../windows/cmdlets.table.ts";
import { type Element, lettersOf, type Place, plainText } from "../windows/tree.ts";
import { judgeCmdlet } from "./cmdlets.ts";
import { PATHS, PURE, REFUSED } from "./cmdlets.table.ts";
import { isBlock, textsOf } from "./constants.ts";
import { isMade } from "./made.ts";
import { type Check, refuse } from "./needs.ts";
import { atPath, judgeProgram, unnamed } from "./programs.ts";
import { bareName, CHANGERS, isVerbNoun, resolved } from "./resolve.ts";
import type { Command } from "./walk.ts";

/** Short names that PowerShell has on Windows only, as elsewhere programs are called so (PowerShell, "Differences on non-Windows platforms"). */
const LEFT_OUT: ReadonlySet<string> = new Set(
  "ac cat clear compare cp cpp curl diff kill ls man mount mv ps rm rmdir sc sleep sort start tee wget write".split(" "),
);

/** A command -> what it needs, or why it is refused. Its name has to be told; own functions are read where they stand. */
export function judgeCommand(check: Check, command: Command, before: readonly Element[], place: Place): void {
  const isEmpty = command.call === "" && command.words.length === 0 && command.name.kind === "text" && lettersOf(command.name) === "";
  if (isEmpty || isBlock(check.constants, command.name)) return;
  const isWritten = plainText(command.name) !== null;
  for (const name of textsOf(check.constants, command.name)) judgeNamed(check, name, command, before, place, isWritten);
}

/** `isWritten`: the name stands there as it is. */
function judgeNamed(check: Check, written: string, command: Command, before: readonly Element[], place: Place, isWritten: boolean): void {
  const name = written.trim();
  if (name.includes(HOLE)) {
    unnamed(check, name, place);
    return;
  }
  // A variable that was given nothing is no command.
  if (name === "") return;
  const lower = bareName(name);
  if (/[\\/]/.test(lower) || /\.psm?1$/.test(lower)) {
    atPath(check, name, command, before, place);
    return;
  }
  const known = resolved(name);
  if (CHANGERS.has(known) && !isWritten) refuse(check, "dynamic-code", place, { name: known, why: "it is called by another name" });
  const own = check.constants.names.aliases.get(lower) ?? [];
  for (const target of own.flatMap((one) => textsOf(check.constants, one)))
    if (target.includes(HOLE) || target.toLowerCase() === lower) unnamed(check, target, place);
    else
      judgeNamed(
        { ...check, constants: { ...check.constants, names: { ...check.constants.names, aliases: new Map() } } },
        target,
        command,
        before,
        place,
        false,
      );
  // A function that nobody knows to be there yet leaves the name to the command or program that has it otherwise.
  const isOwn = isMade(check.constants.names, lower, place.start);
  if (isCmdlet(known)) {
    judgeCmdlet(check, known, command, before, place, isOwn);
    if (known === lower || !LEFT_OUT.has(lower)) return;
  }
  if (own.length === 0 && !isOwn) judgeProgram(check, name, command, before, place);
}

function isCmdlet(name: string): boolean {
  return PURE.has(name) || REFUSED.has(name) || KEEPING.has(name) || DESTROYING.has(name) || Object.hasOwn(PATHS, name) || isVerbNoun(name);
}
