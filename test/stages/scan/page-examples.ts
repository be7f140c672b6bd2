import type { ScanReport } from "#kernel/finding";
import { scanOf } from "./samples.ts";

export type Example = Readonly<{ kind: "refused" | "allowed"; report: () => ScanReport }>;

/**
 * Markdown of a rule page -> its examples. A fence says ```` ````LANGUAGE refused|allowed file=PATH [words] ````; the words are: `profile=compiled`; `grant=PERMISSION`;
 * `escaped` (`\u{..}` stands for the character); `times=N` (the first line stands so many times); `problem=WORDS` (the reader of the folder could not hand the
 * file over); `beside=PATH` (a file of that name lies beside it, with the same text and a line more). The language `hex` is bytes, the file `-` is no file at all.
 */
export function examplesOf(markdown: string): readonly Example[] {
  return [...markdown.matchAll(/^````([a-z]+) (refused|allowed) file=(\S+)([^\n]*)\n([\s\S]*?)\n?````$/gm)].map(
    ([, language, kind, file = "", words = "", code = ""]) => ({
      kind: kind === "refused" ? ("refused" as const) : ("allowed" as const),
      report: () => reportOf(file, contentOf(language ?? "", code, words), words),
    }),
  );
}

function reportOf(file: string, content: string | Uint8Array, words: string): ScanReport {
  const profile = / profile=compiled\b/.test(words) ? "compiled" : "imported";
  const grants = [...words.matchAll(/ grant=(\S+)/g)].map((found) => found[1] ?? "");
  const problem = / problem=(\S+)/.exec(words)?.[1];
  if (problem !== undefined)
    return scanOf({ "SKILL.md": "# Sample\n\nSort.\n" }, profile, { grants, problems: [{ path: file, reason: problem.replaceAll("_", " ") }] });
  const beside = / beside=(\S+)/.exec(words)?.[1];
  if (beside !== undefined && typeof content === "string") return scanOf({ [beside]: `${content}\nOne line more.\n`, [file]: content }, profile, { grants });
  return scanOf(file === "-" ? {} : { [file]: content }, profile, { grants });
}

function contentOf(language: string, code: string, words: string): string | Uint8Array {
  if (language === "hex") return new Uint8Array(Buffer.from(code.replace(/\s/g, ""), "hex"));
  const times = Number(/ times=(\d+)/.exec(words)?.[1] ?? "1");
  const [first = "", ...rest] = code.split("\n");
  const text = times === 1 ? code : [first.repeat(times), ...rest].join("\n");
  return / escaped\b/.test(words) ? text.replace(/\\u\{([0-9a-f]+)\}/g, (_whole, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))) : text;
}
