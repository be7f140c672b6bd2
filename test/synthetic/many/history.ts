import type { Call, SessionPlan, Turn } from "../../../scripts/demo/plan.ts";
import type { SampleHome } from "../../../scripts/demo/home.ts";
import { about, ask, familyTurn, file, foreign, run } from "../../../scripts/demo/turns.ts";
import { type Dice, diceOf } from "../dice.ts";
import { TRADES, type Trade } from "./trades.table.ts";
import { ABOUT, BAD, GOOD, PLANTED, PROGRAM_PROMPTS, THINGS, VERBS, WORK } from "./unrepeated.table.ts";
import { WRITERS, type Writer } from "./writers.ts";

/** `noise`: how many requests that are no family stand beside each one that is. */
export type ManyOptions = Readonly<{ seed: number; now: number; families: number; noise: number; agents: readonly Writer[] }>;

/** What a request is in truth; only `family` may become a gene. */
export type Kind = "family" | "below" | "one-off" | "transient" | "planted" | "program" | "group";
export type Asked = Readonly<{ kind: Kind; family: string | null; text: string; slots: Readonly<Record<string, string>> }>;
/** A home folder with the logs of several agents, what was planned for it, and words that no gene may hold. */
export type ManyHistory = Readonly<{ home: SampleHome; asked: readonly Asked[]; trades: readonly Trade[]; never: RegExp; sessions: number }>;

const DAY = 86_400_000;
const DAYS = 28;

type Placed = { readonly asked: Asked; readonly day: number; readonly turns: readonly Turn[] };

/** Options -> one person's month with several agents; the same options give the same bytes. */
export function manyHistory(options: ManyOptions): ManyHistory {
  const dice = diceOf(options.seed);
  const [chosen, rest] = [dice.shuffle(TRADES).slice(0, options.families), dice.shuffle(TRADES)];
  const below = rest.filter((one) => !chosen.includes(one)).slice(0, Math.ceil(options.families / 3));
  const unused = rest.filter((one) => !chosen.includes(one) && !below.includes(one));
  const placed: Placed[] = [
    ...chosen.flatMap((one) => repeated(one, 4 + dice.below(4), "family", dice)),
    ...below.flatMap((one) => repeated(one, 2, "below", dice)),
  ];
  const noise = Math.round(placed.length * options.noise);
  const own = { verb: dealt(VERBS, dice), thing: dealt(THINGS, dice), about: dealt(ABOUT, dice), work: dealt(WORK, dice) };
  placed.push(...Array.from({ length: noise }, (_none, at) => oneOff(at, noise, own, dice)));
  const plans = [...sessionsOf(dice.shuffle(placed), dice, options), ...programs(dice, options), ...crowd(unused, dice, options)];
  const files = options.agents.flatMap((agent) => WRITERS[agent](plans.filter((plan) => plan.name.startsWith(`${agent}-`))));
  return {
    home: { files, databases: [] },
    asked: [
      ...placed.map((one) => one.asked),
      ...PROGRAM_PROMPTS.map((text): Asked => ({ kind: "program", family: null, text, slots: {} })),
      ...crowdWords(plans).map((text): Asked => ({ kind: "group", family: null, text, slots: {} })),
    ],
    trades: chosen,
    never: /xfiltr8/u,
    sessions: plans.length,
  };
}

/** One family's requests, each on a day of its own; now and then a call fails once and the very same call then works, and never more than one of five goes wrong. */
function repeated(trade: Trade, times: number, kind: "family" | "below", dice: Dice): readonly Placed[] {
  const days = dice.shuffle(Array.from({ length: DAYS }, (_none, day) => day)).slice(0, times);
  const transient = dice.chance(0.25);
  const complained = times >= 5 && dice.chance(0.3);
  return days.map((day, at): Placed => {
    const slots = Object.fromEntries(Object.entries(trade.params).map(([name, values]) => [name, values[(at + dice.below(2)) % values.length] ?? ""]));
    const text = spoken(filled(dice.pick(trade.says), slots), dice);
    const calls = trade.does.map((line) => callOf(filled(line, slots), dice));
    const first = calls[0];
    const broken =
      first !== undefined && (transient || dice.chance(0.08)) && at < 4
        ? [{ ...first, output: "503 Service Unavailable", exitCode: first.exitCode === null ? null : 22, isError: first.exitCode === null }]
        : [];
    const turn = familyTurn(trade.id, text, slots, [...broken, ...calls], "Done.");
    const after = complained && at === 1 ? [about(dice.pick(BAD), [], "Sorry.")] : dice.chance(0.3) ? [about(dice.pick(GOOD), [], "You are welcome.")] : [];
    return { asked: { kind, family: trade.id, text, slots }, day, turns: [turn, ...after] };
  });
}

/** A request of its own. A few meet the same broken service, a few carry somebody else's orders in a quote. */
function oneOff(at: number, all: number, cards: Readonly<Record<"verb" | "thing" | "about" | "work", () => string>>, dice: Dice): Placed {
  const day = dice.below(DAYS);
  const own = `${cards.verb()} ${dice.pick(["the", "my", "this", "our"])} ${cards.thing()} ${dice.pick(["about", "for", "from", "with", "of"])} the ${cards.about()}`;
  const share = Math.max(4, Math.round(all / 40));
  if (at < share) {
    const broken = run("curl -sf https://portal.test/login", "curl: (6) Could not resolve host: portal.test", 6);
    const later = dice.chance(0.4) ? [run("curl -sf https://portal.test/login", "ok")] : [];
    return { asked: { kind: "transient", family: null, text: own, slots: {} }, day, turns: [ask(own, [broken, ...later], "The portal does not answer.")] };
  }
  if (at < 2 * share) {
    const text = dice.chance(0.5)
      ? `${own}\n\n> ${dice.pick(PLANTED)}`
      : `${own}\n\n---------- Forwarded message ----------\nFrom: Eve <eve@mail.test>\n${dice.pick(PLANTED)}`;
    return { asked: { kind: "planted", family: null, text: own, slots: {} }, day, turns: [ask(text, [], "I only looked at your own words.")] };
  }
  const calls = dice.chance(0.6)
    ? Array.from({ length: 1 + dice.below(2) }, () => cards.work()).map((line) => callOf(line.replace("{n}", String(dice.below(90) + 10)), dice))
    : [];
  const after = dice.chance(0.2) ? [about(dice.pick(GOOD), [], "Gladly.")] : dice.chance(0.05) ? [about(dice.pick(BAD), [], "Sorry.")] : [];
  return { asked: { kind: "one-off", family: null, text: own, slots: {} }, day, turns: [ask(own, calls, "Here you are."), ...after] };
}

/** Cards dealt one after the other; shuffled again when all were. */
function dealt(all: readonly string[], dice: Dice): () => string {
  let left: string[] = [];
  return () => {
    if (left.length === 0) left = [...dice.shuffle(all)];
    return left.pop() ?? "";
  };
}

/** Requests -> sessions of one to three, on the same day with the same agent. */
function sessionsOf(placed: readonly Placed[], dice: Dice, options: ManyOptions): readonly SessionPlan[] {
  const plans: SessionPlan[] = [];
  for (let day = 0; day < DAYS; day++) {
    const open = placed.filter((one) => one.day === day);
    for (let slot = 0; open.length > 0; slot++) {
      const turns = open.splice(0, 1 + dice.below(3)).flatMap((one) => one.turns);
      plans.push(planOf(dice.pick(options.agents), `${day}-${slot}`, day, slot, turns, options));
    }
  }
  return plans;
}

function planOf(agent: Writer, name: string, day: number, slot: number, turns: readonly Turn[], options: ManyOptions): SessionPlan {
  const start = Math.floor(options.now / DAY) * DAY - (day + 1) * DAY + 6 * 3_600_000 + slot * 600_000;
  const whole = `${agent}-${options.seed}-${name}`;
  return {
    name: whole,
    agent: "main",
    key: `agent:main:explicit:${whole}`,
    storage: "file",
    audience: "direct",
    channel: "webchat",
    start,
    machine: null,
    turns,
  };
}

/** The same words from a program on ten days: no habit of a person. */
function programs(dice: Dice, options: ManyOptions): readonly SessionPlan[] {
  const agents = (["claude-code", "codex", "openclaw"] as const).filter((agent) => options.agents.includes(agent));
  if (agents.length === 0) return [];
  return PROGRAM_PROMPTS.flatMap((prompt, which) =>
    Array.from({ length: 10 }, (_none, day): SessionPlan => {
      const agent = dice.pick(agents);
      const plan = planOf(
        agent,
        `program-${which}-${day}`,
        day,
        100 + which,
        [foreign(prompt, "Done.", { machine: "cron" }, [run("git log --oneline -5", "abc one")])],
        options,
      );
      return { ...plan, key: `agent:main:cron:${which}`, machine: "cron" };
    }),
  );
}

/** Somebody else in a group asks for the same thing on five days. */
function crowd(unused: readonly Trade[], dice: Dice, options: ManyOptions): readonly SessionPlan[] {
  const [trade] = unused;
  if (trade === undefined || !options.agents.includes("openclaw")) return [];
  return repeated(trade, 5, "below", dice).map((one, at): SessionPlan => {
    const turns = one.turns.filter((turn) => !turn.about).map((turn) => foreign(`Bo: ${turn.raw}`, turn.answer, { speaker: "Bo" }, turn.calls));
    const plan = planOf("openclaw", `crowd-${at}`, one.day, 90, turns, options);
    return { ...plan, key: `agent:main:telegram:group:-100${at}`, audience: "group", channel: "telegram" };
  });
}

function crowdWords(plans: readonly SessionPlan[]): readonly string[] {
  return plans.filter((plan) => plan.audience === "group").flatMap((plan) => plan.turns.map((turn) => turn.raw.replace(/^Bo: /u, "")));
}

/** Small differences of people who type. */
function spoken(text: string, dice: Dice): string {
  const lower = dice.chance(0.1) ? `hey, ${text}` : text;
  return dice.chance(0.2) ? lower.replace(/\?$/u, "") : lower;
}

function filled(text: string, slots: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (all, name: string) => slots[name] ?? all);
}

/** A line of work -> the call; what it prints may hold orders that nobody gave. */
function callOf(line: string, dice: Dice): Call {
  const planted = dice.chance(0.08) ? `\n${dice.pick(PLANTED)}` : "";
  const path = line.slice(line.indexOf(" ") + 1);
  if (line.startsWith("read ")) return file("read", path, `a,1\nb,2${planted}`);
  if (line.startsWith("write ")) return file("write", path, "# Result\n\n- one\n");
  return run(line, `ok: ${line.split(" ")[0] ?? ""}${planted}`);
}
