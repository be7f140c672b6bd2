import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { TEMPLATES } from "#generated/templates";
import { nodePowers } from "#platform/powers";
import type { Generated } from "#stages/generate/generate";
import { smoke } from "#stages/review/smoke";
import { randomOf, seedOf } from "../fuzz/random.ts";
import { check } from "./check.ts";
import { geneSetOf } from "./gene-sets.ts";

const { values } = parseArgs({
  options: {
    sets: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    smoke: { type: "string", default: "0" },
    show: { type: "boolean", default: false },
  },
});

/** Runs the scripts of a skill behind a wall, as the review does. */
function smokeFault(made: Generated): string | null {
  const trials = TEMPLATES.find((one) => one.spec.id === made.template.id)?.spec.smoke ?? [];
  const folder = mkdtempSync(join(tmpdir(), "fuzz-skills-"));
  try {
    for (const file of made.skill.files) {
      mkdirSync(dirname(join(folder, file.path)), { recursive: true });
      writeFileSync(join(folder, file.path), file.bytes);
    }
    const { result, detail } = smoke({ folder, files: made.skill.files }, trials, nodePowers());
    return result === "passed" ? null : `smoke ${result}: ${detail}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `npm run fuzz:skills -- --sets 10000 [--seed N] [--smoke N] [--show]`: makes skills of random gene sets, checks each, smoke-runs every Nth that holds code, and ends with 1 for any fault.
 * `--show` prints the lines in which a planted order stands that the scan does not block. */
function main(): number {
  const sets = Number(values.sets);
  const every = Number(values.smoke);
  const templates = new Map<string, number>();
  const blocked = new Map<string, number>();
  const sizes: number[] = [];
  let [faults, stops, shown, stopped, coded, smoked] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < sets; at++) {
    const result = check(geneSetOf(randomOf(seedOf(Number(values.seed), at))));
    const own = [...result.faults];
    if (every > 0 && result.made?.skill.files.some((file) => file.path.endsWith(".mjs")) === true && coded++ % every === 0) {
      smoked += 1;
      own.push(...[smokeFault(result.made)].filter((one) => one !== null));
    }
    if (values.show && result.passed.length > 0) process.stdout.write(`NOT BLOCKED set ${String(at)}: ${result.passed.join(" | ")}\n`);
    if (own.length > 0) {
      faults += 1;
      if (faults <= 10) process.stdout.write(`FAULT set ${String(at)} (${result.template}): ${own.slice(0, 3).join("; ")}\n`);
    }
    templates.set(result.template, (templates.get(result.template) ?? 0) + 1);
    for (const rule of result.blocked) blocked.set(rule, (blocked.get(rule) ?? 0) + 1);
    if (result.blocked.length > 0) stops += 1;
    shown += result.shown;
    stopped += result.shown - result.passed.length;
    sizes.push(result.bytes);
    if ((at + 1) % 500 === 0) process.stderr.write(`${String(at + 1)} sets, ${String(faults)} with faults\n`);
  }
  sizes.sort((a, b) => a - b);
  const tokens = (share: number) => String(Math.round((sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? 0) / 3.4));
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `${name} ${String(count)}`)
      .join(", ");
  process.stdout.write(
    `${String(sets)} gene sets, ${String(faults)} with faults; templates: ${list(templates)}\n${String(stops)} blocked for their words: ${list(blocked)}\n${String(shown)} planted orders stand whole in a skill, ${String(stopped)} of them in one that the scan blocks\ntokens: least ${tokens(0)}, median ${tokens(0.5)}, most ${tokens(1)}; ${String(smoked)} smoke runs\n`,
  );
  return faults === 0 ? 0 : 1;
}

process.exitCode = main();
