import type { SimpleCommand } from "./shell-command.ts";

/** What a shell line does to files when writing them is all it does, as some agents edit: the verb of the file tools and the paths. */
export type FileScript = Readonly<{ verb: "edit" | "write"; paths: readonly string[] }>;

/** Paths that a patch in the format of `apply_patch` names. */
export function patchedPaths(patch: string): readonly string[] {
  return [...patch.slice(0, 20_000).matchAll(/^\*\*\* (?:Update|Add|Delete) File: (.{1,300})$/gm)].map((one) => one[1] ?? "");
}

/**
 * Shell line, also taken apart -> the files it edits or writes when it is `apply_patch` with its patch, or `cat` or `tee` with the text of a file as a
 * here-document; null for everything else. What is written is content, not a step that could be told.
 */
export function fileScript(command: string, parsed: readonly SimpleCommand[]): FileScript | null {
  const commands = parsed.filter(({ words }) => words[0] !== "cd");
  const [only] = commands;
  if (only === undefined || commands.length !== 1) return null;
  const [program = "", ...words] = only.words;
  if (/^(?:apply_?patch)$/.test(program)) {
    const paths = patchedPaths(command);
    return paths.length === 0 ? null : { verb: "edit", paths };
  }
  const head = command.split("\n").find((line) => /<<-?\s{0,10}["']?[A-Za-z_]/.test(line));
  if (head === undefined || !/^(?:cat|tee)$/.test(program)) return null;
  const target = /(?:^|[^<>&\d])>{1,2}\s{0,10}([^\s<>&|;]{1,300})/.exec(head)?.[1];
  const files = program === "tee" ? words.filter((word) => !word.startsWith("-")) : words.length === 0 && target !== undefined ? [target] : [];
  return files.length === 0 ? null : { verb: "write", paths: files.map((file) => file.replace(/^["']|["']$/g, "")) };
}
