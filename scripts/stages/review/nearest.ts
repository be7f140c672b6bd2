import type { InstalledSkill, Skill } from "#kernel/skill";
import { textOf } from "#kernel/tree";
import { termsOf } from "./terms.ts";

/** Above: the same skill twice. From `CONFUSABLE` on: a host may well choose the wrong one. */
const DUPLICATE = 0.75;
const CONFUSABLE = 0.55;
/** What a host routes by weighs more than what it reads afterwards. */
const HEAD_WEIGHT = 0.6;

export type Nearest = Readonly<{ name: string; source: string; folder: string; score: number; band: "distinct" | "confusable" | "duplicate" }>;

/**
 * Skill and all installed ones -> the most similar one under another name, null when there is none. Score 0..1 = 0.6 times the
 * cosine over name and description plus 0.4 times the cosine over the bodies; terms are words and pairs of words, weighted
 * (1 + ln tf) * ln(1 + N / df) over the skills compared. Of a generated body only what came from the sessions counts,
 * because the template's own sentences are the same in all of them.
 */
export function nearestSkill(skill: Skill, installed: readonly InstalledSkill[]): Nearest | null {
  const others = installed.filter((one) => one.name !== skill.name);
  if (others.length === 0) return null;
  const own = profileOf(headOf(skill), bodyText(skill));
  const profiles = others.map((one) => profileOf(`${one.name} ${one.description}`, one.body));
  const head = weights([own.head, ...profiles.map((one) => one.head)]);
  const body = weights([own.body, ...profiles.map((one) => one.body)]);
  const scored = others.map((one, at) => ({ one, score: scoreOf(own, profiles[at] ?? own, head, body) }));
  const best = scored.reduce((a, b) => (b.score > a.score || (b.score === a.score && b.one.name < a.one.name) ? b : a));
  const band = best.score > DUPLICATE ? "duplicate" : best.score >= CONFUSABLE ? "confusable" : "distinct";
  return { name: best.one.name, source: best.one.source, folder: best.one.folder, score: Math.round(best.score * 1000) / 1000, band };
}

type Counts = ReadonlyMap<string, number>;
type Profile = Readonly<{ head: Counts; body: Counts }>;

function profileOf(head: string, body: string): Profile {
  // "Not for: use other-skill" names a neighbour in order to be told apart from it.
  return { head: termsOf(head.replace(/\b(not for|do not use (for|when)|instead use)\b[^.]*\.?/gi, " ")), body: termsOf(mined(body)) };
}

/** Of a generated body: title and everything set as code, except the ids of its provenance. */
function mined(body: string): string {
  if (!/^## Provenance$/m.test(body) || !/Compiled from `gene-/.test(body)) return body;
  const said = body.slice(0, body.search(/^## Provenance$/m));
  return [/^# (.*)$/m.exec(said)?.[1] ?? "", ...[...said.matchAll(/^- `+([^`\n]+)`+|`([^`\n]+)`/gm)].map((found) => found[1] ?? found[2] ?? "")].join("\n");
}

function scoreOf(a: Profile, b: Profile, head: Counts, body: Counts): number {
  const heads = cosine(a.head, b.head, head);
  return a.body.size === 0 || b.body.size === 0 ? heads : HEAD_WEIGHT * heads + (1 - HEAD_WEIGHT) * cosine(a.body, b.body, body);
}

/** Inverse document frequency of each term. */
function weights(documents: readonly Counts[]): Counts {
  const df = new Map<string, number>();
  for (const document of documents) for (const term of document.keys()) df.set(term, (df.get(term) ?? 0) + 1);
  return new Map([...df].map(([term, count]) => [term, Math.log(1 + documents.length / count)]));
}

function cosine(a: Counts, b: Counts, idf: Counts): number {
  const weight = (counts: Counts, term: string) => (1 + Math.log(counts.get(term) ?? 1)) * (idf.get(term) ?? 0);
  const norm = (counts: Counts) => Math.sqrt([...counts.keys()].reduce((sum, term) => sum + weight(counts, term) ** 2, 0));
  const dot = [...a.keys()].filter((term) => b.has(term)).reduce((sum, term) => sum + weight(a, term) * weight(b, term), 0);
  const size = norm(a) * norm(b);
  return size === 0 ? 0 : dot / size;
}

function headOf(skill: Skill): string {
  const head = skillText(skill).split(/^---$/m)[1] ?? "";
  const line = head.split("\n").find((one) => one.startsWith("description:")) ?? "";
  return `${skill.name} ${line.slice("description:".length).replaceAll('\\"', '"')}`;
}

function bodyText(skill: Skill): string {
  return skillText(skill).split(/^---$/m).slice(2).join("---");
}

function skillText(skill: Skill): string {
  const file = skill.files.find((one) => one.path === "SKILL.md");
  return file === undefined ? "" : textOf(file);
}
