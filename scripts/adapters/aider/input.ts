import { beginsWith } from "#adapters/common/injected";

/** What a typed input is: words for the model, a command of Aider, a command for the shell, or text that Aider put there itself. */
export type Input =
  /** `handedOn`: by a command; Aider then writes the words once more, as what the model is asked. */
  | Readonly<{ kind: "words"; text: string; handedOn: boolean }>
  | Readonly<{ kind: "shell"; command: string }>
  | Readonly<{ kind: "command"; name: string }>
  | Readonly<{ kind: "machine"; detail: string }>
  | Readonly<{ kind: "nothing" }>;

/** Commands that hand their text to the model. */
const ASKING = new Set(["ask", "code", "architect", "context"]);
const REPAIRS = ["# Fix any errors below, if possible."];
const RAN = /^I ran this command:\n[\s\S]*\nAnd got this output:\n/;
/** A question answered for all members of a group is written like input. */
const ANSWERED = /\(Y\)es\/\(N\)o[^\n]*: [A-Za-z]+$/;

/** Typed text, and the command before it -> what it is. */
export function inputOf(text: string, before: string | null): Input {
  if (text.trim() === "" || text.trim() === "<blank>") return { kind: "nothing" };
  if (text.startsWith("!")) return shell(text.slice(1));
  const slash = /^\/(\S*)\s*/.exec(text);
  if (slash !== null) {
    const name = slash[1] ?? "";
    const rest = text.slice(slash[0].length).trim();
    if (ASKING.has(name) && rest !== "") return { kind: "words", text: rest, handedOn: true };
    return name === "run" && rest !== "" ? shell(rest) : { kind: "command", name };
  }
  if (!text.includes("\n") && ANSWERED.test(text)) return { kind: "machine", detail: "answer for a group" };
  if (beginsWith(text, REPAIRS)) return { kind: "machine", detail: "lint" };
  const afterTest = before === "test" || before === "lint";
  if (RAN.test(text) || (afterTest && beginsWith(text, ["Errors:"]))) return { kind: "machine", detail: "output of a command" };
  return { kind: "words", text, handedOn: false };
}

function shell(command: string): Input {
  return command.trim() === "" ? { kind: "nothing" } : { kind: "shell", command: command.trim() };
}
