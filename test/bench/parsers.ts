import { parse as parseScript } from "@typescript-eslint/typescript-estree";
import MarkdownIt from "markdown-it";
import { parse as parseShell } from "unbash";
import { parse as parseYaml } from "yaml";
import type { Skill } from "#kernel/skill";
import { kindOf } from "#stages/scan/kinds";
import { preparePython, pythonGrammar } from "#stages/scan/python/grammar";

/** One file made ready for its parser: text and the parser's name. What no parser reads is left out of the floor. */
type Parse = Readonly<{ path: string; text: string; kind: "javascript" | "python" | "shell" | "markdown" | "json" | "yaml" }>;

const markdown = new MarkdownIt("commonmark", { html: true }).enable(["table"]);

/** Skills -> a function that parses each of their files once, in the parser the scan uses, and counts them. */
export async function parserFloor(skills: readonly Skill[]): Promise<Readonly<{ run: () => number; bytes: number; files: number }>> {
  await preparePython();
  const work = skills.flatMap((skill) =>
    skill.files.flatMap((one): readonly Parse[] => {
      const { kind } = kindOf(one.path, one.bytes);
      if (kind !== "javascript" && kind !== "python" && kind !== "shell" && kind !== "markdown" && kind !== "json" && kind !== "yaml") return [];
      return [{ path: one.path, text: new TextDecoder().decode(one.bytes), kind }];
    }),
  );
  return {
    run: () => work.reduce((done, one) => done + parsed(one), 0),
    bytes: work.reduce((sum, one) => sum + Buffer.byteLength(one.text), 0),
    files: work.length,
  };
}

/** A text that its parser refuses still took its time: that counts like the others. */
function parsed({ path, text, kind }: Parse): number {
  try {
    if (kind === "javascript")
      parseScript(text, {
        range: true,
        tokens: true,
        comment: true,
        jsx: !/\.[cm]?ts$/.test(path),
        filePath: /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path) ? path : `${path}.js`,
        loggerFn: false,
        suppressDeprecatedPropertyWarnings: true,
      });
    else if (kind === "python") pythonGrammar()?.parser.parse(text)?.delete();
    else if (kind === "shell") parseShell(text);
    else if (kind === "markdown") markdown.parse(text, {});
    else if (kind === "json") JSON.parse(text);
    else parseYaml(text);
  } catch {
    return 1;
  }
  return 1;
}
