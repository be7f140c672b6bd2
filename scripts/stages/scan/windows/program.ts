import { known, type Session, type Value } from "./session.ts";

/** A program of Windows with its words; `texts` are those as they are written, in small letters. */
export type Program = Readonly<{ name: string; args: readonly Value[]; texts: readonly string[]; line: string; stdin: Value | null }>;
export type JudgeProgram = (session: Session, program: Program) => Value;

/** The value behind an option, or in the same word behind its sign. */
export function optionOf({ args, texts }: Program, pattern: RegExp): Value | null {
  const at = texts.findIndex((one) => pattern.test(one));
  if (at < 0) return null;
  const cut = /^[-/][\w-]+[:=](.+)$/.exec(args[at]?.text ?? "")?.[1];
  return cut === undefined ? (args[at + 1] ?? null) : known(cut);
}

/** Words that are no options. */
export function plainWords({ args }: Program): readonly Value[] {
  return args.filter((one) => !/^[-/][\w?-]/.test(one.text) || one.text.length > 24);
}

export function lineFrom(args: readonly Value[]): Value {
  const line = args.map((one) => one.text).join(" ");
  return args.length === 1 ? (args[0] ?? known(line)) : known(line);
}
