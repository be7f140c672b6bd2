/** Words of the shell itself: no program has to be there for them. */
const BUILTINS = new Set(
  "alias bg break case cd command continue declare do done echo elif else esac eval exec exit export false fg fi for function hash if jobs kill local printf pwd read return set shift source test then time trap true type ulimit umask unset until wait while".split(
    " ",
  ),
);
const PROGRAM = /^[A-Za-z][A-Za-z0-9._+-]{0,59}$/;
const ASSIGNMENT = /^[A-Za-z_][A-Za-z0-9_]*=/;
/** Programs that run the program named after them. */
const WRAPPERS = new Set(["sudo", "env", "nohup", "time", "nice", "exec", "command"]);

/** Command line as it was run -> programs it starts, in order, without doubles. Only plain names; what a placeholder or a quote hides is not guessed. */
export function programsOf(line: string): readonly string[] {
  // What follows a here-document's mark is data up to a word of the script's own choosing.
  const commands = line.includes("<<") ? (line.split("\n")[0] ?? "") : line;
  return [...new Set(commandsOf(commands).flatMap(firstProgram))];
}

function firstProgram(command: string): readonly string[] {
  const words = command.trim().split(/\s+/);
  const at = words.findIndex((word) => !ASSIGNMENT.test(word) && !WRAPPERS.has(word));
  const word = words[at];
  return word !== undefined && PROGRAM.test(word) && !BUILTINS.has(word) ? [word] : [];
}

/** Splits at `|`, `&`, `;` and line breaks outside of quotes. */
function commandsOf(line: string): readonly string[] {
  const commands: string[] = [];
  let current = "";
  let quote = "";
  for (const one of line) {
    if (quote !== "") quote = one === quote ? "" : quote;
    else if (one === "'" || one === '"' || one === "`") quote = one;
    if (quote === "" && /[|&;\n]/.test(one)) {
      commands.push(current);
      current = "";
    } else current += one;
  }
  return [...commands, current];
}
