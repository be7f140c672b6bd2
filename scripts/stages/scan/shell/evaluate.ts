import { type Around, type Machine, refuse, shown, type Stream } from "./machine.ts";
import { argumentsOf } from "./state.ts";
import { FROM, has, HOLE, isKnown, type Text, unknown } from "./text.ts";

/** Only the person and the machine can choose what stands in such a hole. */
const GIVEN = FROM.argument | FROM.environment | FROM.plain | FROM.machine;

/**
 * Text that a shell will run (eval, `sh -c`, a pipe into a shell, a trap) -> what it prints. Fetched, decoded or put
 * together: refused, whatever it says. Known: read. Known but for words the caller gives: read with those words unknown.
 */
export function embedShell(machine: Machine, code: Text, around: Around, args: readonly import("./machine.ts").Field[] | null = null): Stream {
  const { place } = around;
  if (has(code, FROM.network)) {
    refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
    return unknown(FROM.network | FROM.data);
  }
  if (has(code, FROM.installer)) {
    machine.report({ rule: "unpinned-install", ...place, args: { text: shown(machine, place) } });
    return unknown(FROM.data);
  }
  // A tool that is started may do all that its words could make the shell do.
  if (code.from === FROM.hook && code.text.trim() === HOLE) return unknown(FROM.data);
  if (has(code, FROM.decoded)) {
    refuse(machine, "fetch-and-run", place, { text: shown(machine, place) }, [
      isKnown(code) ? `decodes to: ${code.text.slice(0, 160)}` : "runs what it decodes",
    ]);
    if (!isKnown(code)) return unknown(FROM.data);
  }
  if (has(code, FROM.crafted) && !isShort(code))
    refuse(machine, "obfuscated-code", place, { why: `the text of a command is put together: ${shown(machine, place)}` });
  if (isKnown(code) || isMostlyKnown(code, machine)) return machine.run(code, around, args);
  if (machine.mode === "told" && (code.from & ~(GIVEN | FROM.data)) === 0) return unknown(FROM.data);
  // In a function that nothing has called its arguments are nobody's.
  if (machine.active.length > 0 && argumentsOf(around.state) === null && (code.from & ~GIVEN) === 0) return unknown(FROM.data);
  refuse(machine, "dynamic-code", place, { name: shown(machine, place).split(/\s/)[0] ?? "eval", why: "what it runs cannot be told" });
  return unknown(FROM.data);
}

function isShort(code: Text): boolean {
  return !isKnown(code) && code.text.length < 2;
}

/** Does the text begin with a command that is known, so that its holes are words of known commands? */
function isMostlyKnown(code: Text, machine: Machine): boolean {
  if ((code.from & ~(GIVEN | FROM.word | FROM.crafted | FROM.secret | (machine.mode === "told" ? FROM.data : 0))) !== 0) return false;
  const start = code.text.trimStart();
  return start !== "" && !start.startsWith(HOLE);
}
