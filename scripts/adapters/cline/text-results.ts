import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";

/** The answer to a call that was written as text: the name its text gives the tool, and the rest as a `tool_result` block would have it. */
export type TextResult = Readonly<{ name: string; block: Fields }>;

const FAILED =
  /^(?:The tool execution failed with the following error|The user denied this operation|Command execution blocked by|Command timed out after|Failed to write to|Missing value for required parameter|Access to .{1,400}? is blocked by)/;
const COMMANDS = new Set(["execute_command", "run_commands"]);

/** Message of a user -> the results that its texts are, in order: `[tool for '...'] Result:` and what it was, behind it or in the text after. */
export function textResults(message: unknown): readonly TextResult[] {
  const fields = asFields(message);
  if (fields?.["role"] !== "user") return [];
  const texts = asList(fields["content"]).flatMap((block) => textOrNull(asFields(block)?.["text"]) ?? []);
  return texts.flatMap((text, index) => {
    const head = headOf(text);
    if (head === null) return [];
    const rest = text.slice(head.length).trim();
    return [{ name: head.name, block: blockOf(head.name, rest === "" ? (texts[index + 1] ?? "") : rest) }];
  });
}

/** Calls of a message without a result, and the results that texts of the next one are -> call id to its result. */
export function answered(calls: readonly Readonly<{ id: string; name: string }>[], results: readonly TextResult[]): ReadonlyMap<string, Fields> {
  const open = [...calls];
  const found = new Map<string, Fields>();
  for (const { name, block } of results) {
    const at = open.findIndex((call) => call.name === name || call.name.endsWith(`_${name}`));
    const [call] = at < 0 ? [] : open.splice(at, 1);
    if (call !== undefined) found.set(call.id, block);
  }
  return found;
}

/** Calls that a message of the model makes. */
export function callsIn(message: unknown): readonly Readonly<{ id: string; name: string }>[] {
  return asList(asFields(message)?.["content"]).flatMap((one) => {
    const block = asFields(one);
    const [id, name] = [textOrNull(block?.["id"]), textOrNull(block?.["name"])];
    return block?.["type"] === "tool_use" && id !== null && name !== null ? [{ id, name }] : [];
  });
}

/** What is quoted may be a whole program: its end is looked for, however far away. */
function headOf(text: string): Readonly<{ name: string; length: number }> | null {
  const start = /^\[([A-Za-z_]\w{0,80})( for ')?/.exec(text);
  if (start === null) return null;
  const end = start[2] === undefined ? "] Result:" : "'] Result:";
  const at = text.indexOf(end, start[0].length - (start[2] === undefined ? 0 : 1));
  if (at < 0 || (start[2] === undefined && at !== start[0].length)) return null;
  return { name: start[1] ?? "", length: at + end.length };
}

/** Only a command's text leaves open how it ended: older releases do not say its exit code. */
function blockOf(name: string, content: string): Fields {
  const isFailed = FAILED.test(content);
  return { type: "tool_result", content, ...(isFailed ? { is_error: true } : COMMANDS.has(name) ? {} : { is_error: false }) };
}
