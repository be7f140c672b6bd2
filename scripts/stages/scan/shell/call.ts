import type { Around, Field, Machine, Stream } from "./machine.ts";
import { HOLE } from "./text.ts";

/** A program by its name, what it is given, and what it starts in. */
export type Call = Readonly<{ program: string; args: readonly Field[]; around: Around; word: Field }>;
export type Judge = (machine: Machine, call: Call) => Stream;

/** One option with its value (null: none, or none that was found). */
export type Option = Readonly<{ name: string; value: Field | null }>;
export type Parsed = Readonly<{ options: readonly Option[]; operands: readonly Field[]; unsure: boolean }>;

/**
 * Arguments -> options and operands as getopt_long has them. `valued` names the options that take a value (`-o`, `--out`);
 * `stop`: the first operand ends the options, as launchers have it. `unsure`: a word that cannot be told may be an option.
 */
export function optionsOf(args: readonly Field[], valued: ReadonlySet<string>, stop = false): Parsed {
  const options: Option[] = [];
  const operands: Field[] = [];
  let unsure = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    if (arg === undefined) break;
    const { text } = arg;
    if (arg.many === true || text.startsWith(HOLE)) unsure = true;
    if (text === "--") {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (text.startsWith("--")) {
      const equals = text.indexOf("=");
      if (equals > 0) options.push({ name: text.slice(0, equals), value: { ...arg, text: text.slice(equals + 1) } });
      else if (valued.has(text)) options.push({ name: text, value: args[++at] ?? null });
      else options.push({ name: text, value: null });
    } else if (text.startsWith("-") && text.length > 1) at = short(args, at, valued, options);
    else {
      operands.push(arg);
      if (stop) {
        operands.push(...args.slice(at + 1));
        break;
      }
    }
  }
  return { options, operands, unsure };
}

/** `-abc`, `-ofile`, `-o file`, and long options with one dash where the table names them so. */
function short(args: readonly Field[], at: number, valued: ReadonlySet<string>, options: Option[]): number {
  const arg = args[at];
  if (arg === undefined) return at;
  if (arg.text.length > 2 && valued.has(arg.text)) {
    options.push({ name: arg.text, value: args[at + 1] ?? null });
    return at + 1;
  }
  for (let letter = 1; letter < Math.min(arg.text.length, 40); letter++) {
    const name = `-${arg.text[letter] ?? ""}`;
    if (!valued.has(name)) {
      options.push({ name, value: null });
      continue;
    }
    const rest = arg.text.slice(letter + 1);
    if (rest !== "") {
      options.push({ name, value: { ...arg, text: rest } });
      return at;
    }
    options.push({ name, value: args[at + 1] ?? null });
    return at + 1;
  }
  return at;
}

export function valueOf(parsed: Parsed, ...names: readonly string[]): Field | null {
  return parsed.options.find((one) => names.includes(one.name))?.value ?? null;
}

export function hasOption(parsed: Parsed, ...names: readonly string[]): boolean {
  return parsed.options.some((one) => names.includes(one.name));
}

export function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" ").filter((one) => one !== ""));
}
