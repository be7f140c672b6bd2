import { isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Report } from "../mark.ts";

/** A command in a YAML file: its text, where the text begins in the file, and the key it stands under. */
export type Job = Readonly<{ key: string; text: string; at: number }>;

/** Keys whose texts a shell runs: GitHub, GitLab, Circle, Azure, Travis, Compose, Task, Ansible and their like. */
const NAMES =
  "run|script|scripts|before_script|after_script|before_install|after_success|install|command|commands|cmd|cmds|entrypoint|args|bash|pwsh|powershell|shell|sh|exec|postCreateCommand|post_checkout|pre_build|post_build|build|test|healthcheck|steps|entry";
/** Also as Ansible has them (`ansible.builtin.shell`). */
const RUNS = new RegExp(`^(?:${NAMES}|(?:[a-z_]+\\.){0,3}(?:raw|shell|command|win_shell|win_command|expect))$`, "i");
const MAYBE = new RegExp(`(?:${NAMES}|raw|win_shell|win_command|expect)["']?[ \\t]{0,20}:`, "i");
const JOBS = 5_000;
/** The reader of YAML takes more than linear time for hostile texts; a longer one is read line by line as if all of it were commands. */
const PARSED = 65_536;

/**
 * YAML -> the commands in it (also blocks of several lines and lists), null when it is no YAML that can be told, or too much of it. Aliases are not
 * followed: what they repeat is read where it stands.
 */
export function jobsIn(text: string): readonly Job[] | null {
  if (!MAYBE.test(text)) return [];
  if (text.length > PARSED) return null;
  const found: Job[] = [];
  const documents = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false, strict: false, prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  for (const document of documents) {
    if (document.errors.length > 0) return null;
    const work: { node: unknown; key: string }[] = [{ node: document.contents, key: "" }];
    for (let one = work.pop(); one !== undefined && found.length < JOBS; one = work.pop()) {
      const { node, key } = one;
      if (isMap(node)) for (const pair of node.items) work.push({ node: pair.value, key: isScalar(pair.key) ? String(pair.key.value) : "" });
      else if (isSeq(node)) for (const item of node.items) work.push({ node: item, key });
      else if (isScalar(node) && typeof node.value === "string" && RUNS.test(key))
        found.push({ key, text: node.value, at: placeOf(text, node.value, node.range?.[0] ?? 0) });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The text of a block begins below its mark; a folded or quoted one may stand there in other letters. */
function placeOf(text: string, value: string, from: number): number {
  const line = value.split("\n", 1)[0] ?? "";
  const at = line === "" ? -1 : text.slice(from, from + 400 + line.length).indexOf(line);
  return at < 0 ? from : from + at;
}

/** Ways in which containers reach the machine. */
export function checkCompose(text: string, report: Report): void {
  const open =
    /^[ \t]{0,40}(?:-[ \t]{0,10})?["']?(?:privileged\s{0,4}:\s{0,4}true|(?:pid|network_mode|ipc|userns_mode|uts)\s{0,4}:\s{0,4}["']?host|[^#\n]{0,100}docker\.sock|(?:source\s{0,4}:\s{0,4})?["']?(?:\/|~|\$\{?HOME\}?)(?:\.ssh|\.aws|etc|root|home|var\/run|proc|sys)?\/?\s{0,4}:|cap_add\s{0,4}:)/im.exec(
      text,
    );
  if (open !== null)
    report({ rule: "package-config", start: open.index, end: open.index + open[0].length, args: { what: "Opens the machine to a container" } });
}
