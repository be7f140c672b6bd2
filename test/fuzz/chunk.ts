import { checkCompiled } from "#stages/scan/compiled/check";
import { LANGUAGE, type Language } from "#stages/scan/compiled/language.table";
import { prepareJavaScript } from "#stages/scan/javascript/parser";
import type { Mark } from "#stages/scan/mark";
import { makeProgram } from "./grammar.ts";
import { mutate, type Stock, stockOf } from "./mutate.ts";
import { type Random, randomOf, seedOf } from "./random.ts";
import { type Granted, makeRealm, type Outcome, type Program, type Realm } from "./realm.ts";
import { templateSeeds } from "./seeds.ts";

await prepareJavaScript();

const TOGETHER = 25;
const STOCK = 60;
/** Share of the programs that go through a whole scan as well. */
const WHOLE = 1 / 400;
const LIMITS = { nodes: 200_000, depth: 500 };

export type Escape = Readonly<{ code: string; what: readonly string[] }>;
export type Counts = Readonly<{ tried: number; accepted: number; executed: number; refusedByNode: number; timeouts: number }>;
export type ChunkResult = Readonly<{ counts: Counts; escapes: readonly Escape[] }>;

/** Text -> what it is granted by the report of the check, or null when the check does not accept it. */
export function accept(code: string, language: Language = LANGUAGE): Granted | null {
  const marks: Mark[] = [];
  try {
    const read = checkCompiled("scripts/main.mjs", code, LIMITS, (mark) => marks.push(mark), language);
    if (!read || marks.some((mark) => mark.permission === undefined)) return null;
  } catch {
    return null;
  }
  const of = (kind: string): readonly string[] => marks.flatMap(({ permission }) => (permission?.kind === kind ? [permission.value] : []));
  return { read: of("filesystem.read"), write: of("filesystem.write"), secrets: of("secrets"), hosts: of("network") };
}

/** What only the whole scan looks at: text that hides. The check alone reads the same program through it. */
const OF_THE_TEXT: ReadonlySet<string> = new Set(["hidden-text", "mixed-script", "obfuscated-code"]);

async function isBlocked(code: string): Promise<boolean> {
  const { scanOf } = await import("../stages/scan/samples.ts");
  const { findings } = scanOf({ "scripts/main.mjs": code }, "compiled");
  return findings.some((one) => one.disposition === "block" && !OF_THE_TEXT.has(one.ruleId));
}

/**
 * Seed and number of a chunk, and how many programs it has -> what came of them. Each chunk begins anew, so that it gives
 * the same on every machine and with any number of workers.
 */
export async function runChunk(seed: number, number: number, programs: number, language: Language = LANGUAGE): Promise<ChunkResult> {
  const random = randomOf(seedOf(seed, number));
  const stock = startingStock(random);
  const counts = { tried: 0, accepted: 0, executed: 0, refusedByNode: 0, timeouts: 0 };
  const escapes: Escape[] = [];
  let realm = await makeRealm();
  let waiting: Program[] = [];
  const flush = async (): Promise<void> => {
    const outcomes = await realm.run(waiting);
    for (const [at, outcome] of outcomes.entries()) count(counts, outcome, waiting[at]?.code ?? "", escapes);
    const left = realm.verify();
    if (left !== "") {
      if (left !== "frozen") escapes.push(...(await culprits(waiting)));
      realm = await makeRealm();
    }
    waiting = [];
  };
  while (counts.tried < programs) {
    const code = next(random, stock);
    counts.tried++;
    const granted = accept(code, language);
    if (language === LANGUAGE && random.chance(WHOLE) && (await isBlocked(code)) !== (granted === null))
      escapes.push({ code, what: ["changed: the whole scan says otherwise than the check"] });
    if (granted === null) continue;
    counts.accepted++;
    if (random.chance(0.04) && code.length < 500) stock[random.below(STOCK)] = stockOf(code);
    waiting.push({ code, granted });
    if (waiting.length >= TOGETHER) await flush();
  }
  await flush();
  return { counts, escapes };
}

function startingStock(random: Random): Stock[] {
  const { whole, parts } = seeds();
  return Array.from({ length: STOCK }, () =>
    random.chance(0.005) ? random.pick(whole) : random.chance(0.3) ? random.pick(parts) : stockOf(makeProgram(random)),
  );
}

let known: Readonly<{ whole: readonly Stock[]; parts: readonly Stock[] }> | null = null;
function seeds(): NonNullable<typeof known> {
  if (known !== null) return known;
  const { whole, parts } = templateSeeds();
  known = { whole: whole.map(stockOf), parts: parts.map(stockOf) };
  return known;
}

function next(random: Random, stock: readonly Stock[]): string {
  if (random.chance(0.55)) return makeProgram(random);
  const one = random.pick(stock);
  // a whole script takes as long to check as fifty small programs
  return one.code.length > 3_000 && random.chance(0.8) ? makeProgram(random) : mutate(random, one, random.pick(stock));
}

function count(counts: { -readonly [Name in keyof Counts]: number }, { end, escapes }: Outcome, code: string, found: Escape[]): void {
  if (end === "refused") counts.refusedByNode++;
  else counts.executed++;
  if (end === "timeout") counts.timeouts++;
  if (escapes.length > 0) found.push({ code, what: escapes });
}

/** Programs that ran together and left something changed -> which of them did, each tried in a realm of its own. */
async function culprits(programs: readonly Program[]): Promise<readonly Escape[]> {
  const found: Escape[] = [];
  for (const program of programs) {
    const what = await escapesOf(program, await makeRealm());
    if (what.some((one) => one.startsWith("changed"))) found.push({ code: program.code, what });
  }
  return found.length > 0 ? found : [{ code: programs.map(({ code }) => `{\n${code}\n}`).join("\n"), what: ["changed by several together"] }];
}

/** One program in a fresh realm -> the ways out it took. */
export async function escapesOf(program: Program, realm: Realm): Promise<readonly string[]> {
  const outcomes = await realm.run([program]);
  const left = realm.verify();
  return [...outcomes.flatMap(({ escapes }) => escapes), ...(left === "" || left === "frozen" ? [] : [left])];
}
