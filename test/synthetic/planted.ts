import { longestInOrder } from "#stages/replay/in-order";
import type { PlantedRule } from "./corrections.ts";
import type { SkillSaid } from "./read-skill.ts";

/** What was planted for one family, as far as a skill has to say it. `check` null: its last command does not look at the result. */
export type Planted = Readonly<{
  steps: readonly string[];
  check: string | null;
  slots: Readonly<Record<string, readonly string[]>>;
  gotchas: readonly Readonly<{ failed: string; instead: string }>[];
  rules: readonly PlantedRule[];
}>;

export const ELEMENTS = ["steps", "slots", "check", "gotchas", "rules", "programs"] as const;
/** `hit` of `wanted` planted ones are said; `right` of `given` said ones were planted. */
export type Agreement = Readonly<{ wanted: number; hit: number; given: number; right: number }>;
export type Comparison = Readonly<Record<(typeof ELEMENTS)[number], Agreement>>;

/** Families whose last command looks at what the others made: written down by what the commands do. */
const CHECKED = new Set(["release-notes", "invoice-csv", "merge-pdf", "meeting-notes", "photo-resize", "audio-mp3", "exif-strip", "backup"]);

/** Family as planned, in how many sessions its first call was repaired, and what the person ordered -> what its skill should say. A gotcha has to be seen in two sessions. */
export function plantedIn(
  family: Readonly<{ id: string; commands: readonly string[]; params: Readonly<Record<string, readonly string[]>> }>,
  values: Planted["slots"],
  repaired: number,
  rules: readonly PlantedRule[],
): Planted {
  const checked = CHECKED.has(family.id);
  const first = family.commands[0] ?? "";
  const failed = `${first.replace(/^(read|write) /u, "cat ")} --verbos`;
  return {
    steps: checked ? family.commands.slice(0, -1) : family.commands,
    check: checked ? (family.commands.at(-1) ?? null) : null,
    slots: values,
    // a repair by another tool is no variant of the call that failed
    gotchas: repaired >= 2 && !/^(read|write) /u.test(first) ? [{ failed, instead: first }] : [],
    rules,
  };
}

/** Planted family, its skill as read from SKILL.md, and the programs that skill.json asks for -> how they agree, element by element. */
export function compare(planted: Planted, said: SkillSaid, programs: readonly string[]): Comparison {
  const same = (plan: string, text: string) => isSame(plan, text, planted.slots);
  const wantedSlots = Object.entries(planted.slots).filter(([, values]) => values.length > 1);
  const holds = (values: readonly string[], examples: readonly string[]) =>
    examples.length > 0 &&
    examples.filter((one) => values.some((value) => one === value || one.split(/[\s()]+/).includes(value))).length >= 0.6 * examples.length;
  const inOrder = longestInOrder(planted.steps, said.steps, same);
  const checks = planted.check === null ? [] : [planted.check];
  const checked = checks.filter((one) => said.checks.some((text) => same(one, text))).length;
  const taught = planted.gotchas.filter((one) => said.gotchas.some((text) => same(one.failed, text.failed) && same(one.instead, text.instead))).length;
  const run = [...new Set([...planted.steps, ...checks].filter((line) => !/^(read|write) /.test(line)).map((line) => line.split(" ")[0] ?? ""))];
  const known = run.filter((one) => programs.includes(one)).length;
  return {
    steps: { wanted: planted.steps.length, hit: inOrder, given: said.steps.length, right: inOrder },
    slots: {
      wanted: wantedSlots.length,
      hit: wantedSlots.filter(([, values]) => said.inputs.some((one) => holds(values, one.examples))).length,
      given: said.inputs.length,
      right: said.inputs.filter((one) => wantedSlots.some(([, values]) => holds(values, one.examples))).length,
    },
    check: { wanted: checks.length, hit: checked, given: said.checks.length, right: checked },
    gotchas: { wanted: planted.gotchas.length, hit: taught, given: said.gotchas.length, right: taught },
    rules: {
      wanted: planted.rules.length,
      hit: planted.rules.filter((one) => said.rules.some((rule) => isRule(one, rule))).length,
      given: said.rules.length,
      right: said.rules.filter((rule) => planted.rules.some((one) => isRule(one, rule))).length,
    },
    programs: { wanted: run.length, hit: known, given: programs.length, right: known },
  };
}

/** The same two tools, or the words of a standing order as they were said. */
function isRule(planted: PlantedRule, said: SkillSaid["rules"][number]): boolean {
  return "words" in planted ? said.use === null && said.quote === planted.words : said.use === planted.use && said.avoid === planted.avoid;
}

/** The same line with a slot, or a planted value that did not vary, where a parameter was planted. File tools are named by the path alone. */
function isSame(plan: string, text: string, values: Planted["slots"]): boolean {
  const parts = plan.replace(/^(?:read|write) /u, "").split(/\{(\w+)\}/u);
  const pattern = parts.map((part, at) => (at % 2 === 0 ? escaped(part) : `(?:\\{\\w+\\}|${(values[part] ?? []).map(escaped).join("|")})`)).join("");
  return new RegExp(`^${pattern}$`, "u").test(text);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
