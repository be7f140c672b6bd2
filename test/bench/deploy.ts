import { spawnSync } from "node:child_process";
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeFiles } from "../../scripts/platform/files.ts";
import { aSkill } from "../fakes/a-capsule.ts";
import { aWorkshop } from "../fakes/a-workshop.ts";
import { compare, medianOf, type Result } from "./measure.ts";

const FILES = 10;
const RUNS = 15;

/**
 * The deploy transaction of a skill of ten files in a warm process (log verified, plan, journal, store, copy read back, switch, records, log) against writing, fsyncing
 * and renaming the same files and folders once; and what starting the program adds to a person's wait.
 */
export function deploySpeed(): readonly Result[] {
  const folder = mkdtempSync(join(tmpdir(), "forge-bench-"));
  try {
    const shop = aWorkshop(nodeFiles(), { root: join(folder, "skills"), data: join(folder, "data"), anchors: join(folder, "anchors") });
    let round = 0;
    const skillOf = (name: string) =>
      aSkill(
        name,
        Object.fromEntries(
          Array.from({ length: FILES }, (_, index) => [index === 0 ? "SKILL.md" : `scripts/part-${index}.mjs`, `// ${name} ${index}\n${"x".repeat(2000)}\n`]),
        ),
      );
    const skills = Array.from({ length: RUNS + 1 }, (_, index) => skillOf(`skill-${index}`));
    // saying yes is no part of a deploy
    for (const one of skills) shop.approve(one);
    const { ms, floorMs } = compare(
      RUNS,
      () => {
        // first deploys: a new version also keeps, moves and clears the one before it
        const answer = shop.deploy(skills[round] ?? skillOf("none"));
        round += 1;
        if (answer !== "done") throw new Error(`the deploy of the bench was ${answer}`);
      },
      () => {
        bareDeploy(join(folder, "floor"), skills[round - 1] ?? skillOf("none"));
      },
    );
    const start = medianOf(5, () => {
      const done = spawnSync(process.execPath, [
        "--disallow-code-generation-from-strings",
        fileURLToPath(new URL("../../dist/forge.js", import.meta.url)),
        "--version",
      ]);
      if (done.status !== 0) throw new Error("the program did not start");
    });
    return [
      {
        name: `deploy of ${FILES} files`,
        ms,
        floorMs,
        ratio: ms / floorMs,
        goal: "<= 5x",
        met: ms / floorMs <= 5,
        note: `starting the program adds ${start.toFixed(0)} ms`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bareDeploy(root: string, skill: ReturnType<typeof aSkill>): void {
  const staging = join(root, `.${skill.name}`);
  mkdirSync(join(staging, "scripts"), { recursive: true });
  for (const { path, bytes, mode } of skill.files) {
    const descriptor = openSync(join(staging, path), "wx", mode);
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
  for (const folder of [join(staging, "scripts"), staging]) syncFolder(folder);
  renameSync(staging, join(root, skill.name));
  syncFolder(root);
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
