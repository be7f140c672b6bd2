import { lintSource } from "@secretlint/core";
import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { type Finder, harmlessSamples, OURS, secretSamples, shareOf, type Tally, tallyOf } from "../redaction/measure.ts";
import { linesOf } from "./peers/table.ts";

const SEED = 4;
const EACH = 10;

/** secretlint with its recommended rules; it tells and takes nothing out. */
const SECRETLINT: Finder = {
  name: "secretlint",
  async find(text) {
    const { messages } = await lintSource({
      source: { filePath: "log.txt", content: text, contentType: "text", ext: ".txt" },
      options: { noPhysicFilePath: true, config: { rules: rules.map((rule) => ({ id: rule.meta.id, rule })) } },
    });
    return { found: messages.length > 0, left: null };
  },
};

/**
 * Recall and false alarms of our redaction and of secretlint over the same drawn samples. Ours has to take the secret out whole; secretlint has
 * caught it when it says anything at all.
 */
export async function redactionReport(): Promise<void> {
  const [secrets, harmless] = [secretSamples(SEED, EACH), harmlessSamples(SEED, EACH)];
  console.log(
    `${secrets.length} texts with a secret of ${new Set(secrets.map(({ name }) => name)).size} kinds, ${harmless.length} without one; seed ${SEED}\n`,
  );
  const rows: string[][] = [];
  const kinds: Tally[][] = [];
  for (const finder of [OURS, SECRETLINT]) {
    const [found, wrong] = [await tallyOf(secrets, finder), await tallyOf(harmless, finder)];
    kinds.push([...found]);
    rows.push([finder.name, percent(shareOf(found)), String(found.filter(({ hits, total }) => hits === total).length), percent(shareOf(wrong))]);
  }
  console.log(linesOf(["", "recall", "kinds caught everywhere", "false alarms"], rows));
  const [ours = [], theirs = []] = kinds;
  const missed = ours.filter(({ hits, total }) => hits < total);
  if (missed.length > 0) console.log(`\nnot always caught by us: ${missed.map(({ name, hits, total }) => `${name} ${hits}/${total}`).join(", ")}`);
  const only = theirs.filter((one, at) => one.hits > (ours[at]?.hits ?? 0));
  console.log(`kinds that secretlint catches more often than we do: ${only.length === 0 ? "none" : only.map(({ name }) => name).join(", ")}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
