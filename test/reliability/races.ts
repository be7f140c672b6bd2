import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLog } from "#audit/read-log";
import { nodePowers } from "#platform/powers";
import { forgeIn, forgeStarted } from "../e2e/forge.ts";
import { faultsOf, type Seen, seenOn, settle } from "./check.ts";
import { type Homes, openHomes, SKILL, type Stage } from "./homes.ts";
import { type Options, type Row, Tally } from "./part.ts";

/** Two commands at once, from a stage; `wait`: with --wait both are to end well. `edits`: a person writes into this file of the home all the while. */
type Race = Readonly<{ what: string; from: Stage; commands: readonly string[]; edits: string | null }>;

const LIVE = `.openclaw/workspace/skills/${SKILL}/SKILL.md`;
const STAGED = `.openclaw/workspace/memory/skill-forge/staging/${SKILL}/SKILL.md`;

const RACES: readonly Race[] = [
  { what: "two deploys", from: "approved", commands: ["deploy --skill NAME", "deploy --skill NAME"], edits: null },
  { what: "two deploys that wait", from: "approved", commands: ["deploy --skill NAME --wait 30", "deploy --skill NAME --wait 30"], edits: null },
  { what: "deploy and rollback", from: "deployed", commands: ["deploy --skill NAME --wait 30", "rollback --skill NAME --wait 30"], edits: null },
  { what: "restore and deploy", from: "rolled back", commands: ["rollback --skill NAME --restore", "deploy --skill NAME"], edits: null },
  { what: "deploy and a hand edit", from: "rolled back", commands: ["deploy --skill NAME"], edits: LIVE },
  { what: "forced deploy and a hand edit", from: "edited by hand", commands: ["deploy --skill NAME --force"], edits: LIVE },
  { what: "rollback and a hand edit", from: "deployed", commands: ["rollback --skill NAME"], edits: LIVE },
  { what: "forced rollback and a hand edit", from: "edited by hand", commands: ["rollback --skill NAME --force"], edits: LIVE },
  { what: "approve and an edit in staging", from: "staged", commands: ["review --skill NAME --approve"], edits: STAGED },
];

/** Done, refused with a reason, stale, or locked: everything else is a fault. */
const ALLOWED = new Set([0, 4, 5, 7]);

/** Real processes at once, and a person who edits meanwhile. */
export async function races(options: Options): Promise<readonly Row[]> {
  const rows: Row[] = [];
  using homes = openHomes();
  const until = performance.now() + options.seconds * 1000;
  for (const [index, race] of RACES.entries()) {
    const end = performance.now() + (until - performance.now()) / (RACES.length + 2 - index);
    rows.push(await repeated(homes, race, options.share < 1 ? 1 : 20, end));
  }
  rows.push(await killedHolder(homes), await writers(options));
  return rows;
}

async function repeated(homes: Homes, race: Race, most: number, end: number): Promise<Row> {
  const tally = new Tally("races", race.what);
  const codes = new Map<number | null, number>();
  for (let round = 1; round <= most && (round === 1 || performance.now() < end); round += 1) {
    homes.put(race.from);
    const old = seenOn(homes.siteOf("openclaw"));
    await tally.later(`round ${round}`, async () => {
      const started = race.commands.map((line) => forgeStarted(homes.path, line.replace("NAME", SKILL).split(" ")));
      const all = Promise.all(started.map((one) => one.answer));
      const edited = race.edits === null ? null : await editing(join(homes.path, race.edits), all, round);
      const answers = await all;
      for (const { code } of answers) codes.set(code, (codes.get(code) ?? 0) + 1);
      // an edit between the move and the look at what moved in is told, kept, and the deploy taken back
      const isEdit = (stderr: string) => race.edits !== null && stderr.includes("it was taken back");
      const wrong = answers
        .filter((one) => !ALLOWED.has(one.code ?? -1) && !isEdit(one.stderr))
        .map((one) => `ended with ${String(one.code)}: ${one.stderr.slice(0, 200)}`);
      if (edited === null) settle(homes.siteOf("openclaw"), "next");
      const now = seenOn(homes.siteOf("openclaw"));
      return [...wrong, ...(race.edits === null ? faultsOf(homes.siteOf("openclaw"), old, now) : logFaults(homes, old, now)), ...lostEdit(homes, edited)];
    });
  }
  return tally.row(`exit codes ${[...codes].map(([code, count]) => `${String(code)}: ${count}`).join(", ")}`);
}

/** Writes another text every few milliseconds until the commands end; gives the last one that was written. */
async function editing(path: string, all: Promise<unknown>, round: number): Promise<string | null> {
  const state = { running: true };
  void all.finally(() => (state.running = false));
  let last: string | null = null;
  for (let count = 1; state.running; count += 1) {
    const text = `# edit ${round} ${count}\n`;
    try {
      if (existsSync(path)) {
        writeFileSync(path, text);
        last = text;
      }
    } catch {
      // the folder was away in that moment: the person sees that their editor could not save
    }
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  return last;
}

/** What a person wrote last is where they wrote it, or kept aside. */
function lostEdit({ path, data }: Homes, text: string | null): readonly string[] {
  if (text === null) return [];
  const places = [join(path, ".openclaw/workspace/skills"), data];
  const found = places.some((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).some((name) => name.endsWith("SKILL.md") && readFileSync(join(folder, name), "utf8") === text),
  );
  return found ? [] : [`what the person wrote last (${text.trim()}) is nowhere`];
}

/** With somebody editing, the live bytes are theirs to choose; the log and what it tells is not. */
function logFaults(homes: Homes, old: Seen, now: Seen): readonly string[] {
  return faultsOf(homes.siteOf("openclaw"), old, now).filter((one) => !/^the live skill (?:is not the one|changed)/.test(one));
}

/** Who holds the lock and is killed frees it at once. */
async function killedHolder(homes: Homes): Promise<Row> {
  const tally = new Tally("races", "the holder of the lock killed");
  homes.put("approved");
  await tally.later("kill -9", async () => {
    const lock = join(homes.data, "lock.db");
    const code = `import { nodePowers } from ${JSON.stringify(new URL("../../scripts/platform/powers.ts", import.meta.url).href)}; nodePowers().lock(${JSON.stringify(lock)}, 0, () => { console.log("held"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000); });`;
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const locked = forgeIn(homes.path)(["deploy", "--skill", SKILL]);
    child.kill("SIGKILL");
    await once(child, "exit");
    const start = performance.now();
    const free = forgeIn(homes.path)(["deploy", "--skill", SKILL]);
    tally.took(performance.now() - start);
    const named = locked.stderr.includes(String(child.pid));
    return [
      ...(locked.code === 7 && named ? [] : [`beside a holder it ended with ${String(locked.code)}`]),
      ...(free.code === 0 ? [] : [`after the kill it ended with ${String(free.code)}`]),
    ];
  });
  return tally.row();
}

/** Eight processes, a thousand events each: one chain, and everybody's events in their order. */
async function writers({ share, seconds }: Options): Promise<Row> {
  const each = share < 1 || seconds < 300 ? 50 : 1000;
  const tally = new Tally("races", `8 writers, ${each} events each`);
  const folder = mkdtempSync(join(tmpdir(), "forge-writers-"));
  const start = performance.now();
  await tally.later("all of them", async () => {
    const [data, anchors] = [join(folder, "data"), join(folder, "anchors")];
    mkdirSync(data);
    const child = join(import.meta.dirname, "writer-child.ts");
    const all = Array.from({ length: 8 }, () =>
      spawn(process.execPath, ["--disable-warning=ExperimentalWarning", child, data, anchors, String(each), "25"], { stdio: "inherit" }),
    );
    const codes = await Promise.all(all.map(async (one) => ((await once(one, "exit")) as [number | null])[0]));
    const { events, check } = readLog(nodePowers().files, { path: join(data, "events.jsonl"), anchors });
    const wrong = codes.some((code) => code !== 0) ? [`a writer ended with ${codes.join()}`] : [];
    const ordered = all.every((one) =>
      events.filter((event) => event.type === "observe.done" && event.actor === String(one.pid)).every((event, index) => event.data.index === index),
    );
    if (check.status !== "ok" || events.length !== 8 * each + 1 || !ordered)
      wrong.push(`${check.status}, ${events.length} events, ${ordered ? "in order" : "out of order"}`);
    return wrong;
  });
  rmSync(folder, { recursive: true, force: true });
  return tally.row(`${8 * each} events in one chain, ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
