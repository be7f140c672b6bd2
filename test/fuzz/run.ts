import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { drive, type Found, NOTHING, type Progress } from "./drive.ts";

const here = dirname(fileURLToPath(import.meta.url));
const STATE = join(here, "..", "..", ".cache", "fuzz-scan.json");

type State = Progress & { seed: number };

const { values } = parseArgs({
  options: {
    seconds: { type: "string" },
    programs: { type: "string" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    resume: { type: "boolean", default: false },
    spoil: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help)
  process.stdout.write(`Usage: npm run fuzz:scan -- [--programs N | --seconds N] [--seed N] [--workers N] [--resume]

Makes programs, runs what the compiled profile of the scan accepts among tripwires, and ends with 1 when one escapes.
  --programs N  programs to try in all (default 20000; with --seconds no limit)
  --seconds N   stop after so long, at the end of a chunk
  --resume      go on where the last run with this seed stopped (${STATE})
  --spoil NAME  spoil the language on purpose (names: spoiled.table.ts), to see the escape found
`);
else process.exitCode = await main();

async function main(): Promise<number> {
  const seed = whole(values.seed, "--seed");
  const state = values.resume ? stateOf(seed) : fresh(seed);
  const budget = {
    seed,
    programs: values.programs === undefined ? (values.seconds === undefined ? 20_000 : Infinity) : whole(values.programs, "--programs"),
    seconds: values.seconds === undefined ? Infinity : whole(values.seconds, "--seconds"),
    workers: Math.max(1, whole(values.workers, "--workers")),
    spoiled: values.spoil ?? null,
    stopAtEscape: false,
  };
  let last = 0;
  const found = await drive(budget, state, () => {
    save(state);
    if (state.milliseconds - last < 10_000) return;
    last = state.milliseconds;
    process.stderr.write(`${lineOf(state)}\n`);
  });
  save(state);
  for (const one of found) process.stdout.write(`ESCAPE ${one.what.join("; ")}\n${one.short}\n${values.spoil === undefined ? `kept as ${keep(one)}\n` : ""}`);
  process.stdout.write(`${lineOf(state)}, ${found.length} escapes; state in ${STATE}\n`);
  return found.length === 0 ? 0 : 1;
}

function lineOf({ counts, lost, milliseconds }: State): string {
  const rate = milliseconds === 0 ? 0 : (counts.tried / milliseconds) * 1000;
  return `${counts.tried} programs tried, ${counts.accepted} accepted, ${counts.executed} executed (${counts.timeouts} stopped, ${counts.refusedByNode} refused by Node), ${lost} chunks lost, ${rate.toFixed(0)} programs/s`;
}

/** Every escape becomes a regression, which the tests replay from then on. */
function keep({ short }: Found): string {
  const path = join(here, "regressions", `${createHash("sha256").update(short).digest("hex").slice(0, 12)}.mjs`);
  writeFileSync(path, short);
  return path;
}

function fresh(seed: number): State {
  return { seed, next: 0, lost: 0, milliseconds: 0, counts: NOTHING };
}

/** The state of the last run, unless it was one with another seed. */
function stateOf(seed: number): State {
  try {
    const state = JSON.parse(readFileSync(STATE, "utf8")) as State;
    return state.seed === seed ? state : fresh(seed);
  } catch {
    return fresh(seed);
  }
}

function save(state: State): void {
  if (values.spoil !== undefined) return;
  mkdirSync(dirname(STATE), { recursive: true });
  writeFileSync(STATE, JSON.stringify(state));
}

function whole(text: string, flag: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Error(`${flag} takes a whole number, not ${text}`);
  return number;
}
