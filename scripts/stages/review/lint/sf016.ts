import { visible } from "#kernel/visible";
import { named } from "./named-files.ts";
import { programsNamed } from "./shell-lines.ts";
import type { Hit, LintRule, LintSubject, LintWorld, StatedVersion } from "./rule.ts";

/** Programs that nearly every machine has, so that their absence says something about where the check runs and not about the skill. */
const SHELLS = new Set(["sh", "bash", "zsh", "fish", "sudo", "powershell", "pwsh", "cmd"]);
const INSTALLED = /\b(?:install|add|cask|tap|get|clone|pipx|uvx|npx|bunx|crates?|download)\s+((?:[^\s`]+[ \t]*){1,6})/g;
const MOST = 8;

/** A skill that names what is not there fails at its first step; one written for another version misleads. Whoever has no machine to ask says so (`notChecked`). */
export const sf016: LintRule = {
  id: "SF016",
  check(subject) {
    const { world } = subject;
    return [...fileHits(subject), ...(world === null ? [] : [...programHits(subject, world), ...versionHits(subject, world.versions ?? new Map())])];
  },
};

/** A file in a folder that the skill has, but without this file; or one of the project or the machine that is not there. */
function fileHits(subject: LintSubject): readonly Hit[] {
  const own = new Set(subject.skill.files.map((file) => file.path));
  const folders = new Set([...own].map((path) => path.split("/")[0]));
  const seen = new Set<string>();
  return named(subject).flatMap(({ path, line, inSkill }) => {
    if (seen.has(path) || own.has(path)) return [];
    seen.add(path);
    // `scripts/build.sh` of a skill without such a folder is the project's; only the machine can tell
    const there = inSkill && folders.has(path.split("/")[0]) ? false : (subject.world?.file(path) ?? null);
    return there === false ? [hit(subject, line, path, "there is no such file")] : [];
  });
}

/** Programs that the skill tells how to get are its own business; the others are told in one finding. */
function programHits(subject: LintSubject, world: LintWorld): readonly Hit[] {
  const brought = [...subject.body.matchAll(INSTALLED)].map((found) => (found[1] ?? "").toLowerCase()).join(" ");
  const missing = programsNamed(subject.markdown).filter(({ name }) => !SHELLS.has(name) && !brought.includes(name.toLowerCase()) && !world.program(name));
  const [first] = missing;
  if (first === undefined) return [];
  const names = missing.slice(0, MOST).map((one) => one.name);
  const more = missing.length - names.length;
  return [hit(subject, first.line, `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`, "no such program on this machine")];
}

function versionHits(subject: LintSubject, versions: ReadonlyMap<string, StatedVersion>): readonly Hit[] {
  const compatibility = subject.head?.["compatibility"];
  const texts = [
    ...subject.markdown.prose.map((one) => ({ ...one, line: one.line })),
    ...(typeof compatibility === "string" ? [{ line: subject.headLine("compatibility") - subject.bodyLine + 1, text: compatibility }] : []),
  ];
  return texts.flatMap(({ line, text }) =>
    [
      ...text.matchAll(
        /(?<![\w.@/-])([A-Za-z][\w.@/-]{1,40}?)\s+(?:version\s+|v)?(\d+(?:\.\d+){0,2})(\+|\s+(?:or|and)\s+(?:newer|later|above|up|higher))?(?![\w.-])/g,
      ),
    ].flatMap(([whole, name = "", version = "", later]) => {
      const known = versions.get(name.toLowerCase().replace(/\.js$/, ""));
      return known === undefined || agrees(version, later !== undefined, known)
        ? []
        : [hit(subject, line, whole.trim(), `${known.from} says ${known.atLeast ? "at least " : ""}${known.version}`)];
    }),
  );
}

/** Compared in the parts that both state; a stated "or later" and a project's "at least" leave room upwards. */
function agrees(stated: string, orLater: boolean, known: StatedVersion): boolean {
  const [a, b] = [stated, known.version].map((one) => one.split(".").map(Number));
  const length = Math.min(a?.length ?? 0, b?.length ?? 0, known.atLeast || orLater ? 3 : 2);
  for (let at = 0; at < length; at++) {
    const [own, theirs] = [a?.[at] ?? 0, b?.[at] ?? 0];
    if (own !== theirs) return own < theirs ? orLater : known.atLeast;
  }
  return true;
}

function hit({ bodyLine }: LintSubject, line: number, what: string, why: string): Hit {
  return { level: "warn", file: "SKILL.md", line: line + bodyLine - 1, args: { what: visible(what.slice(0, 120)), why } };
}
