import type { Finding } from "#kernel/finding";
import { type Outcome, type Technique, TECHNIQUES } from "./catalogue.table.ts";
import { allSamples, findingsOf, type Sample } from "./samples.ts";

/** What was measured of one technique. `strict`: met by more than was asked for. */
export type Measured = Readonly<{ technique: Technique; samples: number; state: "met" | "strict" | "missed" | "no sample"; words: string }>;
/** Good code and instructions: nothing but notes, a permission or a warning, refused (by name). */
export type LookAlikes = Readonly<{ all: number; quiet: number; asked: number; refused: readonly string[] }>;
export type Coverage = Readonly<{ rows: readonly Measured[]; beyond: readonly Measured[]; lookAlikes: Readonly<Record<string, LookAlikes>> }>;

const FAMILIES: Readonly<Record<string, string>> = {
  JS: "JavaScript",
  TS: "TypeScript",
  PY: "Python",
  SH: "Shell",
  PS: "PowerShell",
  MD: "Instructions",
  PK: "Packages and settings",
  MK: "Makefiles",
  DK: "Container files",
  AW: "awk",
  BT: "Tests of bats",
};
const EXPECTED: Readonly<Record<Outcome, string>> = {
  block: "block",
  grant: "permission",
  warn: "warning",
  closed: "block: cannot be read as it runs",
  follow: "block in the file it points to",
  scan: "the file is read, its content counts",
};

/** Which dispositions meet an outcome, the asked one first; a stricter one meets it too. */
const MEETS: Readonly<Record<Outcome, readonly Finding["disposition"][]>> = {
  block: ["block"],
  grant: ["grant", "block"],
  warn: ["warn", "grant", "block"],
  closed: ["block"],
  follow: ["block"],
  scan: ["block", "grant", "warn"],
};

/** Refused because nobody could read it is no answer to a technique, but where that is what is asked for. */
const UNREAD: ReadonlySet<string> = new Set(["unread-language", "unread-overflow", "scan-truncated"]);

/** Scans every sample of every table -> what each technique is met by, and how many look-alikes are clean. */
export async function measure(): Promise<Coverage> {
  const { attacks, clean } = await allSamples();
  const byId = Map.groupBy(attacks, (one) => one.name.slice(0, 6));
  const tables = Map.groupBy(clean, (one) => one.table);
  const lookAlikes = Object.fromEntries([...tables].map(([table, samples]) => [table, lookAlikesOf(samples)]));
  const known = new Set(TECHNIQUES.map(([id]) => id));
  const beyond = [...byId].filter(([id]) => !known.has(id)).map(([id, samples]) => measureOne([id, "", "warn"], samples));
  return { rows: TECHNIQUES.map((technique) => measureOne(technique, byId.get(technique[0]) ?? [])), beyond, lookAlikes };
}

function lookAlikesOf(samples: readonly Sample[]): LookAlikes {
  const answers = samples.map((sample) => {
    const findings = findingsOf(sample);
    const worst = findings.some((one) => one.disposition === "block") ? "refused" : findings.some((one) => one.disposition !== "note") ? "asked" : "quiet";
    return { name: sample.name, worst };
  });
  const of = (worst: string) => answers.filter((one) => one.worst === worst);
  return { all: samples.length, quiet: of("quiet").length, asked: of("asked").length, refused: of("refused").map((one) => one.name) };
}

function measureOne(technique: Technique, samples: readonly Sample[]): Measured {
  const [, , outcome] = technique;
  if (samples.length === 0) return { technique, samples: 0, state: "no sample", words: "no sample" };
  const answers = samples.map((sample) => ({ sample, ...decidedBy(outcomeOf(sample, outcome), findingsOf(sample)) }));
  const missed = answers.filter((one) => one.disposition === null);
  const first = missed[0];
  if (first !== undefined)
    return {
      technique,
      samples: samples.length,
      state: "missed",
      words: `MISSED by ${String(missed.length)} of ${plural(samples.length)}: ${first.sample.name}`,
    };
  if (!answers.some((one) => one.disposition !== null && MEETS[outcome].includes(one.disposition)))
    return { technique, samples: samples.length, state: "missed", words: `MISSED: no sample is met with ${EXPECTED[outcome]}` };
  const strict = outcome !== "scan" && answers.every((one) => one.disposition !== MEETS[outcome][0]);
  const rules = [...new Set(answers.flatMap((one) => one.rules))].sort();
  const dispositions = [...new Set(answers.map((one) => one.disposition ?? ""))].sort().join(" or ");
  const shown = rules.length > 4 ? [...rules.slice(0, 4), `${String(rules.length - 4)} more`] : rules;
  return { technique, samples: samples.length, state: strict ? "strict" : "met", words: `${dispositions}: ${shown.join(", ")} (${plural(samples.length)})` };
}

/** A variant may ask for another outcome than its technique, a weaker or a stricter one; its table says so. */
function outcomeOf(sample: Sample, outcome: Outcome): Outcome {
  const { expected } = sample;
  return expected === "block" || expected === "grant" || expected === "warn" || expected === "closed" ? expected : outcome;
}

function decidedBy(outcome: Outcome, findings: readonly Finding[]): Readonly<{ disposition: Finding["disposition"] | null; rules: readonly string[] }> {
  for (const disposition of MEETS[outcome]) {
    const found = findings.filter((one) => one.disposition === disposition && (outcome === "closed" || !UNREAD.has(one.ruleId)));
    if (found.length > 0) return { disposition, rules: found.map((one) => one.ruleId) };
  }
  return { disposition: null, rules: [] };
}

/** Measurement -> the text of policy/coverage.md. */
export function coverageText({ rows, beyond, lookAlikes }: Coverage): string {
  const families = Object.entries(FAMILIES).map(([id, name]) => ({ id, name, own: rows.filter((row) => row.technique[0].startsWith(`${id}-`)) }));
  const total = (own: readonly Measured[]) =>
    [own.length, count(own, "met"), count(own, "strict"), count(own, "missed"), count(own, "no sample"), own.reduce((sum, row) => sum + row.samples, 0)].map(
      String,
    );
  const alike = Object.entries(lookAlikes);
  return [
    "# What the scan makes of each technique",
    "",
    "Made by `npm run coverage` from the samples in `test/attacks/`: every sample is scanned without any grant, and what decides is named. A test fails when this",
    "page is not what the scan does. *Expected* is what the technique must meet at least; *stricter* counts those that meet more than that.",
    "",
    ...markdown(
      ["family", "techniques", "met", "stricter", "missed", "no sample", "samples"],
      [...families.map(({ name, own }) => [name, ...total(own)]), ["all", ...total(rows)]],
    ),
    "",
    `Beyond the catalogue: ${String(beyond.length)} more ways of attack, ${String(beyond.filter((row) => row.state !== "missed").length)} met.`,
    "",
    "Look-alikes: good code and good instructions that resemble an attack. *Quiet*: nothing but notes; *asked*: a permission or a warning, as good skills have them.",
    "",
    ...markdown(
      ["table", "look-alikes", "quiet", "asked", "refused"],
      [...alike.map(([table, row]) => [table, ...counts([row])]), ["all", ...counts(alike.map(([, row]) => row))]],
    ),
    ...families.flatMap(({ name, own }) => [
      "",
      `## ${name}`,
      "",
      ...markdown(
        ["id", "technique", "expected", "measured"],
        own.map(({ technique: [id, words, outcome], words: found }) => [id, words, EXPECTED[outcome], found]),
      ),
    ]),
    "",
  ].join("\n");
}

function counts(rows: readonly LookAlikes[]): readonly string[] {
  const sum = (of: (row: LookAlikes) => number) => String(rows.reduce((total, row) => total + of(row), 0));
  return [sum((row) => row.all), sum((row) => row.quiet), sum((row) => row.asked), sum((row) => row.refused.length)];
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [
    `| ${head.join(" | ")} |`,
    `|${" --- |".repeat(head.length)}`,
    ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`),
  ];
}

function count(rows: readonly Measured[], state: Measured["state"]): number {
  return rows.filter((row) => row.state === state).length;
}

function plural(samples: number): string {
  return samples === 1 ? "1 sample" : `${String(samples)} samples`;
}
