import { homeOf, type SampleHome } from "../../scripts/demo/home.ts";
import type { Call, SessionPlan, Turn } from "../../scripts/demo/plan.ts";
import { about, ask, familyTurn, file, foreign, run } from "../../scripts/demo/turns.ts";
import { type FamilyTruth, type SampleCounts, truthOf } from "../../scripts/demo/truth.ts";
import { CATALOGUE, type Family } from "./catalogue.table.ts";
import { type PlantedRule, plantCorrections } from "./corrections.ts";
import { type Dice, diceOf } from "./dice.ts";
import { AFTERWARDS, ONE_OFFS } from "./one-offs.table.ts";

export type HistoryOptions = Readonly<{
  seed: number;
  now: number;
  storage: "file" | "database";
  /** How many families have enough support, how many stay below the thresholds, how many requests are made once. */
  families: number;
  below: number;
  oneOffs: number;
  /** Share of wordings taken from other languages where a family has them. */
  otherLanguages: number;
  /** Are corrections by the person planted among the families that count? */
  corrections?: boolean;
}>;

/** A home folder and what is in it. `below` are families without enough sessions or days: finding one is an error. */
export type History = Readonly<{
  home: SampleHome;
  families: readonly FamilyTruth[];
  below: readonly FamilyTruth[];
  counts: SampleCounts;
  oneOffs: readonly string[];
  /** Family -> in how many sessions its first call failed and a variant of it then worked. */
  repaired: Readonly<Record<string, number>>;
  /** Family -> what the person ordered in words often enough. */
  rules: Readonly<Record<string, readonly PlantedRule[]>>;
}>;

const DAY = 86_400_000;

type Cell = { readonly day: number; readonly slot: number; readonly turns: Turn[] };

/** Options -> one history; the same options give the same bytes. */
export function historyOf(options: HistoryOptions): History {
  const dice = diceOf(options.seed);
  const chosen = dice.shuffle(CATALOGUE).slice(0, options.families + options.below);
  const repeated = chosen.slice(0, options.families);
  const rare = chosen.slice(options.families);
  const cells = Array.from({ length: 18 }, (_, index): Cell => ({ day: 6 - Math.floor(index / 3), slot: index % 3, turns: [] }));
  for (const family of repeated) placeRepeated(family, cells, dice, options);
  rare.forEach((family, index) => placeRare(family, index, cells, dice, options));
  for (const [text, ...commands] of dice.shuffle(ONE_OFFS).slice(0, options.oneOffs)) dice.pick(cells).turns.push(ask(text, commands.map(callOf), "Done."));
  for (const cell of cells) if (dice.chance(0.4)) cell.turns.push(foreign("[OpenClaw heartbeat poll]", "HEARTBEAT_OK", { machine: "heartbeat" }));
  const ids = repeated.map((family) => family.id);
  // dice of its own: a history with corrections is the same as the one without, but for them
  const rules = options.corrections === true ? plantCorrections(cells, ids, diceOf(options.seed + 7919)) : {};
  const plans = [...cells.filter((cell) => cell.turns.length > 0).map((cell) => planOf(cell, options)), ...crowd(repeated, dice, options)];
  const truth = truthOf(plans, {});
  const enough = new Set(repeated.map((family) => family.id));
  return {
    home: homeOf(plans),
    families: truth.families.filter((family) => enough.has(family.id)),
    below: truth.families.filter((family) => !enough.has(family.id)),
    counts: truth.counts,
    oneOffs: truth.oneOffs,
    rules,
    repaired: repairedIn(plans.filter((plan) => plan.audience === "direct")),
  };
}

function repairedIn(plans: readonly SessionPlan[]): Readonly<Record<string, number>> {
  const sessions = new Map<string, Set<string>>();
  for (const plan of plans)
    for (const { family, calls } of plan.turns)
      if (family !== null && calls.length > 1 && (calls[0]?.exitCode ?? 0) !== 0) sessions.set(family, (sessions.get(family) ?? new Set()).add(plan.name));
  return Object.fromEntries([...sessions].map(([family, names]) => [family, names.size]));
}

/** Three to seven occurrences in distinct sessions, never all on one day; at most a quarter of them fail. */
function placeRepeated(family: Family, cells: readonly Cell[], dice: Dice, options: HistoryOptions): void {
  const count = 3 + dice.below(5);
  let places = dice.shuffle(cells).slice(0, count);
  while (new Set(places.map((cell) => cell.day)).size < 2) places = dice.shuffle(cells).slice(0, count);
  const failing = count >= 5 && dice.chance(0.4) ? 0 : -1;
  places.forEach((cell, index) => {
    const failed = index === failing;
    cell.turns.push(occurrence(family, index, dice, options, failed ? "failed" : dice.chance(0.25) ? "repaired" : "plain"));
    if (failed) cell.turns.push(about(dice.pick(AFTERWARDS.bad), [], "Sorry."));
    else if (dice.chance(0.4)) cell.turns.push(about(dice.pick(AFTERWARDS.good), [], "You are welcome."));
  });
}

/** Either two sessions, or three on one and the same day: one short of what a gene needs. */
function placeRare(family: Family, index: number, cells: readonly Cell[], dice: Dice, options: HistoryOptions): void {
  const day = 1 + dice.below(6);
  const places = index % 2 === 0 ? dice.shuffle(cells).slice(0, 2) : cells.filter((cell) => cell.day === day);
  places.forEach((cell, at) => cell.turns.push(occurrence(family, at, dice, options, "plain")));
}

function occurrence(family: Family, index: number, dice: Dice, options: HistoryOptions, course: "plain" | "repaired" | "failed"): Turn {
  const slots = Object.fromEntries(Object.entries(family.params).map(([name, values]) => [name, values[(index + dice.below(2)) % values.length] ?? ""]));
  const others = [...(family.wordings.de ?? []), ...(family.wordings.es ?? [])];
  const wording = others.length > 0 && dice.chance(options.otherLanguages) ? dice.pick(others) : dice.pick(family.wordings.en);
  const commands = family.commands.map((command) => filled(command, slots));
  const first = commands[0] ?? "true";
  const wrong = run(`${first.replace(/^(read|write) /u, "cat ")} --verbos`, "unknown option: --verbos\n\n(Command exited with code 2)", 2);
  const calls: readonly Call[] = course === "failed" ? [wrong] : [...(course === "repaired" ? [wrong] : []), ...commands.map(callOf)];
  const text = variation(filled(wording, slots), dice);
  return familyTurn(family.id, text, slots, calls, course === "failed" ? "I could not do it." : "Done.");
}

/** Wordings that begin with one of these ask rather than tell: nobody puts "please" in front of them. */
const ASKING =
  /^(?:what|which|how|did|do|are|is|any|can|will|welche|was|wie|cuánto|word|row|number|commit|csv|summary|subtitles|playlist|expense|release|weather|free|zusammenfassung|wetterbericht|~)/iu;

/** Small differences of people who type: politeness in front, no question mark at the end. */
function variation(text: string, dice: Dice): string {
  const polite = dice.chance(0.1) ? `hey, ${text}` : dice.chance(0.2) && !ASKING.test(text) ? `please ${text}` : text;
  return dice.chance(0.2) ? polite.replace(/\?$/u, "") : polite;
}

function filled(text: string, slots: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (all, name: string) => slots[name] ?? all);
}

function callOf(command: string): Call {
  const path = command.slice(command.indexOf(" ") + 1);
  if (command.startsWith("read ")) return file("read", path, "a,1\nb,2\n");
  if (command.startsWith("write ")) return file("write", path, "# Result\n\n- one\n- two\n");
  return run(command, `ok: ${command.split(" ")[0] ?? ""}`);
}

function planOf(cell: Cell, options: HistoryOptions): SessionPlan {
  const start = Math.floor(options.now / DAY) * DAY - cell.day * DAY + (8 + cell.slot * 5) * 3_600_000;
  const name = `${options.seed}-${cell.day}-${cell.slot}`;
  return {
    name,
    agent: "main",
    key: `agent:main:explicit:${name}`,
    storage: options.storage,
    audience: "direct",
    channel: "webchat",
    start,
    machine: null,
    turns: cell.turns,
  };
}

/** Other people in a group asking the same as one family does, on four days. */
function crowd(families: readonly Family[], dice: Dice, options: HistoryOptions): readonly SessionPlan[] {
  const unused = CATALOGUE.filter((family) => !families.includes(family));
  const family = dice.pick(unused);
  return [5, 4, 3, 2].map((day, index) => {
    const turn = occurrence(family, index, dice, options, "plain");
    const said = foreign(`Bo: ${turn.raw}`, turn.answer, { speaker: "Bo" }, turn.calls);
    const plan = planOf({ day, slot: 1, turns: [said] }, options);
    return { ...plan, name: `${plan.name}-crowd`, key: `agent:main:telegram:group:-100${index}`, audience: "group" as const, channel: "telegram" };
  });
}
