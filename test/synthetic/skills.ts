import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSampleHome } from "../../scripts/demo/write.ts";
import { type Forge, forgeIn } from "../e2e/forge.ts";
import { CATALOGUE } from "./catalogue.table.ts";
import { historyOf } from "./history.ts";
import { type Agreement, compare, type Comparison, ELEMENTS, plantedIn } from "./planted.ts";
import { readSkill } from "./read-skill.ts";
import { foundIn, scoreOf } from "./score.ts";

/** One history: planted families, how many of them became a skill, and how far each skill says what was planted. `notes` tell what differs. */
export type SkillsMeasured = Readonly<{ families: number; skills: number; whole: number; each: readonly Comparison[]; notes: readonly string[] }>;

/** Seed -> a history is written, the program makes a skill of every gene of a planted family, and the skills are read back from their files. */
export function measureSkills(seed: number): SkillsMeasured {
  const folder = mkdtempSync(join(tmpdir(), "forge-skills-"));
  try {
    const history = historyOf({
      seed,
      now: Date.now(),
      storage: seed % 2 === 0 ? "file" : "database",
      families: 6,
      below: 4,
      oneOffs: 24,
      otherLanguages: 0.2,
      corrections: true,
    });
    writeSampleHome(history.home, folder);
    const forge = forgeIn(folder);
    for (const command of ["observe", "crystallize"]) if (forge([command, "--json"]).code !== 0) throw new Error(`${command} failed on seed ${seed}`);
    const genes = foundIn(forge(["genes", "--json"]).json);
    const each: Comparison[] = [];
    const notes: string[] = [];
    const skilled = new Set<string>();
    for (const gene of genes) {
      const id = scoreOf([gene], history.families).matches[0]?.family;
      const family = CATALOGUE.find((one) => one.id === id);
      if (id === undefined || family === undefined || skilled.has(id)) continue;
      skilled.add(id);
      const values = history.families.find((one) => one.id === id)?.slots ?? {};
      const { text, programs } = skillOf(forge, gene.id);
      const made = compare(plantedIn(family, values, history.repaired[id] ?? 0, history.rules[id] ?? []), readSkill(text), programs);
      each.push(made);
      const wrong = ELEMENTS.filter((element) => made[element].hit < made[element].wanted || made[element].right < made[element].given);
      if (wrong.length > 0) notes.push(`seed ${seed} ${id}: ${wrong.join(", ")}`);
    }
    for (const { id } of history.families) if (!skilled.has(id)) notes.push(`seed ${seed} ${id}: no skill`);
    const whole = each.filter((one) =>
      ELEMENTS.every((element) => one[element].hit === one[element].wanted && one[element].right === one[element].given),
    ).length;
    return { families: history.families.length, skills: each.length, whole, each, notes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function skillOf(forge: Forge, gene: string): Readonly<{ text: string; programs: readonly string[] }> {
  const answer = forge(["generate", "--gene", gene, "--json"]);
  const made = answer.json as Readonly<{ folder?: string }> | undefined;
  if (made?.folder === undefined) throw new Error(`no skill of ${gene}: ${answer.stdout.slice(0, 300)}${answer.stderr.slice(0, 300)}`);
  const manifest = JSON.parse(readFileSync(join(made.folder, "skill.json"), "utf8")) as Readonly<{ permissions: Readonly<{ process: readonly string[] }> }>;
  return { text: readFileSync(join(made.folder, "SKILL.md"), "utf8"), programs: manifest.permissions.process };
}

/** Comparisons -> one agreement for each element, summed. */
export function totals(measured: readonly SkillsMeasured[]): Readonly<Record<(typeof ELEMENTS)[number], Agreement>> {
  const all = measured.flatMap((one) => one.each);
  const sum = (element: (typeof ELEMENTS)[number], key: keyof Agreement) => all.reduce((total, one) => total + one[element][key], 0);
  const row = (element: (typeof ELEMENTS)[number]): Agreement => ({
    wanted: sum(element, "wanted"),
    hit: sum(element, "hit"),
    given: sum(element, "given"),
    right: sum(element, "right"),
  });
  return { steps: row("steps"), slots: row("slots"), check: row("check"), gotchas: row("gotchas"), rules: row("rules"), programs: row("programs") };
}

/** `node test/synthetic/skills.ts [histories] [first seed]`: a table of precision and recall for each element of the generated skills. */
function main(): void {
  const [histories = "10", first = "1"] = process.argv.slice(2);
  const measured = Array.from({ length: Number(histories) }, (_none, at) => measureSkills(Number(first) + at));
  for (const note of measured.flatMap((one) => one.notes)) console.log(note);
  const count = (of: (one: SkillsMeasured) => number) => measured.reduce((total, one) => total + of(one), 0);
  console.log(
    `\nskills of ${count((one) => one.skills)} of ${count((one) => one.families)} planted families; ${count((one) => one.whole)} say exactly what was planted`,
  );
  console.log("element    recall            precision");
  for (const [element, { hit, wanted, right, given }] of Object.entries(totals(measured)))
    console.log(`${element.padEnd(9)}  ${share(hit, wanted)} (${hit} of ${wanted})`.padEnd(31) + `${share(right, given)} (${right} of ${given})`);
}

function share(part: number, of: number): string {
  return of === 0 ? "  -  " : (part / of).toFixed(3);
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) main();
