import type { InstalledSkill } from "#kernel/skill";

/** What of a skill takes part in a ranking. `against` is what it says it is not for: it must not attract. */
export type TriggerDocument = Readonly<{ name: string; source: string; head: string; phrases: readonly string[]; body: string }>;

const HEADING = /^#{1,6} +(.*)$/;
const USED_WHEN = /\b(when to (use|apply|trigger)|use (this )?(skill )?when|triggers?|trigger phrases|example (requests|prompts|queries|phrases))\b/i;
const NOT_FOR = /\b(when not to|do not use|don't use|not for|out of scope)\b/i;
const QUOTED = /"([^"]{2,200})"|“([^”]{2,200})”/g;
/** More lines of one skill are not compared one by one. */
const MOST_PHRASES = 60;

type Section = Readonly<{ heading: string; lines: readonly string[] }>;

/**
 * A skill as a host reads it -> the parts of it that bring requests. Name and description; the wordings it quotes, in the description and under "When to
 * use", each once however often it stands there; the rest of the body. Of a generated body only what came from sessions counts, because the template's own sentences are the same in all of them.
 */
export function documentOf({ name, source, description, body }: Pick<InstalledSkill, "name" | "source" | "description" | "body">): TriggerDocument {
  const wanted = description.replace(/\b(not for|do not use (it )?(for|when)|instead use)\b[^.]*\.?/gi, " ");
  const sections = sectionsOf(body).filter((one) => !NOT_FOR.test(one.heading));
  const uses = sections.filter((one) => USED_WHEN.test(one.heading)).flatMap((one) => one.lines);
  const quoted = [...wanted.matchAll(QUOTED)].map((found) => found[1] ?? found[2] ?? "");
  const phrases = onceEach([...quoted, ...uses.filter(isItem).map(plain)]).slice(0, MOST_PHRASES);
  const generated = /^## Provenance$/m.test(body) && /Compiled from `gene-/.test(body);
  const others = sections.filter((one) => !USED_WHEN.test(one.heading) && !(generated && one.heading === "Provenance"));
  const said = generated ? uses.filter((line) => !isItem(line)).flatMap(codeIn) : uses.filter((line) => !isItem(line));
  const rest = others.flatMap(({ heading, lines }) => (generated ? lines.flatMap(codeIn) : [heading, ...lines]));
  return { name, source, head: `${name.replaceAll("-", " ")} ${wanted.replace(QUOTED, " ")} ${said.join(" ")}`, phrases, body: rest.join("\n") };
}

function sectionsOf(body: string): readonly Section[] {
  const sections: { heading: string; lines: string[] }[] = [{ heading: "", lines: [] }];
  for (const line of body.split("\n")) {
    const heading = HEADING.exec(line)?.[1];
    if (heading === undefined) sections.at(-1)?.lines.push(line);
    else sections.push({ heading, lines: [] });
  }
  return sections;
}

/** Lines with letters, each once: case and marks aside. */
function onceEach(lines: readonly string[]): readonly string[] {
  const known = new Map<string, string>();
  for (const line of lines) {
    const key =
      line
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+/gu)
        ?.join(" ") ?? "";
    if (/\p{L}/u.test(key) && !known.has(key)) known.set(key, line);
  }
  return [...known.values()];
}

function isItem(line: string): boolean {
  return /^\s*([-*+]|\d{1,3}[.)]) +\S/.test(line);
}

function plain(line: string): string {
  return line
    .replace(/^\s*([-*+]|\d{1,3}[.)]) +/, "")
    .replace(/[`*_"“”]+/g, " ")
    .trim();
}

function codeIn(line: string): readonly string[] {
  return [...line.matchAll(/`([^`\n]+)`/g)].map((found) => found[1] ?? "");
}
