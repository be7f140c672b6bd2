import { type Machine, type Place } from "./machine.ts";
import { isKnown, type Text } from "./text.ts";

/** What a program that a script leaves behind is refused for, whoever starts it: a test runner, a hook, the agent. What else it needs is asked when it is started. */
const GRAVE: ReadonlySet<string> = new Set(["secret-flow", "credential-store", "collector-host", "obfuscated-code"]);

/** A program written word for word (`cat > tests/conftest.py <<EOF`) -> what in it carries private data off. */
export function readWritten(machine: Machine, place: Place, path: Text, content: Text): void {
  const read = machine.context.embed;
  const ending = /\.(?:(py)|[cm]?[jt]sx?)$/i.exec(path.text);
  if (read === undefined || ending === null || !isKnown(path) || !isKnown(content) || content.text.trim() === "") return;
  read(ending[1] === undefined ? "javascript" : "python", content.text, machine.path, (mark) => {
    if (GRAVE.has(mark.rule)) machine.report({ ...mark, ...place });
  });
}
