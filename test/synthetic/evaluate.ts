import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSampleHome } from "../../scripts/demo/write.ts";
import { forgeIn } from "../e2e/forge.ts";
import { historyOf } from "./history.ts";
import { foundIn, type Score, scoreOf } from "./score.ts";

/** Runs the program on histories with seeds from 1 on and prints a line for each and the means. */
function evaluate(histories: number): void {
  const scores = Array.from({ length: histories }, (_, index) => scoreSeed(index + 1));
  const mean = (pick: (score: Score) => number): string => (scores.reduce((sum, score) => sum + pick(score), 0) / scores.length).toFixed(3);
  console.log(
    `precision ${mean((s) => s.precision)}  recall ${mean((s) => s.recall)}  slot recall ${mean((s) => s.slotRecall)}  slot precision ${mean((s) => s.slotPrecision)}`,
  );
  console.log(`split ${mean((s) => s.split.length)}  merged ${mean((s) => s.merged.length)}  alien ${mean((s) => s.alien.length)} per history of ${histories}`);
}

function scoreSeed(seed: number): Score {
  const folder = mkdtempSync(join(tmpdir(), "forge-synthetic-"));
  try {
    const history = historyOf({
      seed,
      now: Date.now(),
      storage: seed % 2 === 0 ? "file" : "database",
      families: 6,
      below: 4,
      oneOffs: 24,
      otherLanguages: 0.2,
    });
    writeSampleHome(history.home, folder);
    const answer = forgeIn(folder)(["observe", "--json"]);
    const score = scoreOf(foundIn(answer.json), history.families);
    console.log(
      `seed ${seed}: precision ${score.precision.toFixed(2)} recall ${score.recall.toFixed(2)} missed [${score.missed.join(" ")}] split [${score.split.join(" ")}] merged [${score.merged.join("; ")}] alien [${score.alien.join("; ")}]`,
    );
    return score;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

evaluate(Number(process.argv[2] ?? 10));
