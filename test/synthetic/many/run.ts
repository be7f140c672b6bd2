import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { writeSampleHome } from "../../../scripts/demo/write.ts";
import type { Gene } from "#kernel/gene";
import { forgeIn } from "../../e2e/forge.ts";
import { manyHistory, type ManyOptions } from "./history.ts";
import { type Measure, measureOf } from "./measure.ts";
import { WRITERS, type Writer } from "./writers.ts";

/** Runs the program over one written history, as a process, and measures its genes. */
export function runHistory(options: ManyOptions): Measure {
  const folder = mkdtempSync(join(tmpdir(), "forge-many-"));
  try {
    const history = manyHistory(options);
    writeSampleHome(history.home, folder);
    const forge = forgeIn(folder);
    const env = { SKILL_FORGE_HOME: join(folder, "learned") };
    const seen = forge(["observe", "--json", "--days", "60"], { env });
    const made = forge(["crystallize", "--json"], { env });
    if (seen.code !== 0 || made.code !== 0)
      throw new Error(`observe ${seen.code}, crystallize ${made.code}: ${seen.stderr}${made.stderr}${made.stdout.slice(0, 400)}`);
    const genes = (made.json as Readonly<{ genes: readonly Gene[] }>).genes.filter((gene) => gene.status === "active");
    return measureOf(genes, keptWords(env.SKILL_FORGE_HOME), history);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Id of each kept request -> its words, from the store itself. */
function keptWords(data: string): ReadonlyMap<string, string> {
  const database = new DatabaseSync(join(data, "traces.sqlite"), { readOnly: true });
  try {
    const rows = database.prepare("SELECT id, request FROM requests").all();
    return new Map(rows.map((row) => [String(row["id"]), (JSON.parse(String(row["request"])) as Readonly<{ text: string }>).text]));
  } finally {
    database.close();
  }
}

const ALL = Object.keys(WRITERS).filter((name): name is Writer => name in WRITERS);

/** `node test/synthetic/many/run.ts [histories] [noise]...`: prints a line for each history and the means for each share of noise. */
function main(): void {
  const [histories = "5", ...shares] = process.argv.slice(2);
  for (const noise of (shares.length === 0 ? ["1", "10"] : shares).map(Number)) {
    const measures = Array.from({ length: Number(histories) }, (_none, at) => {
      const measure = runHistory({ seed: at + 1, now: Date.now(), families: 10, noise, agents: ALL });
      const wrong = Object.entries(measure.wrong).map(([why, count]) => `${why} ${count}`);
      console.log(
        `noise ${noise} seed ${at + 1}: F1 ${measure.f1.toFixed(2)} genes ${measure.genes} missed [${measure.missed.join(" ")}] wrong [${wrong.join(", ")}]`,
      );
      for (const note of measure.notes) console.log(`    ${note}`);
      return measure;
    });
    const mean = (pick: (one: Measure) => number): string => (measures.reduce((total, one) => total + pick(one), 0) / measures.length).toFixed(3);
    console.log(
      `noise ${noise} x: precision ${mean((one) => one.precision)} recall ${mean((one) => one.recall)} F1 ${mean((one) => one.f1)} slot recall ${mean((one) => one.slotRecall)} slot precision ${mean((one) => one.slotPrecision)} steps ${mean((one) => one.steps)} over ${measures.length} histories`,
    );
  }
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) main();
