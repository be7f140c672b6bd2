import { forgeIn } from "../e2e/forge.ts";
import { faultsOf, lookAt, type Seen, seenOn, settle } from "./check.ts";
import { COMMANDS, type Command } from "./commands.ts";
import { type Homes, openHomes } from "./homes.ts";
import { type Options, type Row, sample, shuffled, Tally } from "./part.ts";
import { changes, hasStrace, type SystemCall, traced } from "./strace.ts";

type Whole = Readonly<{ command: Command; old: Seen; fresh: Seen; points: readonly SystemCall[] }>;

/** Kills the built program at every system call that changes something, of every command that changes something, on a real disk. */
export function kill(options: Options): readonly Row[] {
  if (!hasStrace()) {
    console.error("\n!!! SKIPPED: strace is not there or may not trace: the built program is not killed at its system calls\n");
    return [];
  }
  using homes = openHomes();
  const until = performance.now() + options.seconds * 1000;
  const commands = sample(COMMANDS, Math.max(1, Math.ceil(COMMANDS.length * options.share)), options.seed);
  const begun: Killing[] = [];
  // the time that is left is shared by the commands that are left; what making a home and one whole run take is a part of it
  for (const [index, command] of commands.entries()) {
    if (index > 0 && performance.now() > until) break;
    const end = performance.now() + (until - performance.now()) / (commands.length - index);
    const one = new Killing(homes, undisturbed(homes, command), options);
    one.go(end);
    begun.push(one);
  }
  // and what short commands left of theirs goes to the long ones
  for (const one of begun) one.go(until);
  return begun.map((one) => one.row());
}

/** The command as it goes when nobody disturbs it, and its state-changing calls. */
function undisturbed(homes: Homes, command: Command): Whole {
  homes.put(command.from);
  const old = seenOn(homes.siteOf(command.host));
  const { code, stderr, calls } = traced(homes.path, command.args);
  if (code !== 0) throw new Error(`forge ${command.args.join(" ")} ended with ${String(code)}: ${stderr}`);
  const points = calls.filter((one) => one.main && changes(one, homes.path));
  return { command, old, fresh: seenOn(homes.siteOf(command.host)), points };
}

/** The kills of one command, in an order that the seed gives. */
class Killing {
  private readonly homes: Homes;
  private readonly whole: Whole;
  private readonly points: readonly SystemCall[];
  private readonly shard: string;
  private readonly tally: Tally;
  private next = 0;
  private missed = 0;
  private lost = 0;

  constructor(homes: Homes, whole: Whole, { seed, shard = { at: 1, of: 1 } }: Options) {
    this.homes = homes;
    this.whole = whole;
    this.points = shuffled(whole.points, seed).filter((_point, index) => index % shard.of === shard.at - 1);
    this.shard = shard.of === 1 ? "" : ` of shard ${shard.at} of ${shard.of}`;
    this.tally = new Tally("kill", `forge ${whole.command.args.join(" ")}`);
  }

  /** Kills until this moment, once at least, or until there is no call left. What does not fit into the time is left out, and the table says so. */
  go(end: number): void {
    if (this.next === this.points.length || (this.next > 0 && performance.now() > end)) return;
    for (; this.next < this.points.length && (this.next === 0 || performance.now() <= end); this.next += 1) this.kill(this.points[this.next]);
    const { what, n, bad, figures } = this.row();
    console.error(`  ${what}: ${n} kills, ${bad} bad (${figures})`);
  }

  row(): Row {
    const part = this.next < this.points.length ? `${this.next} of ${this.points.length}` : `all ${this.points.length}`;
    return this.tally.row(`${part} calls${this.shard}, ${this.lost} acknowledged lost${this.missed === 0 ? "" : `, ${this.missed} not hit`}`);
  }

  private kill(point: SystemCall | undefined): void {
    const { homes, whole, tally } = this;
    const { command, fresh } = whole;
    if (point === undefined) return;
    homes.put(command.from);
    const run = traced(homes.path, command.args, { call: point, with: "signal=KILL" });
    // another order of threads, another number of calls: the process got past the place
    if (!run.killed) {
      this.missed += 1;
      return;
    }
    tally.try(`before ${point.name} ${point.nth} (${point.text.slice(0, 120)})`, () => {
      const acknowledged = saysDone(command, run.stdout);
      const wrong = this.next % 2 === 0 ? settled(homes, whole, tally) : again(homes, whole, tally, acknowledged);
      const isNew = sameState(seenOn(homes.siteOf(command.host)), fresh);
      if (acknowledged && !isNew) this.lost += 1;
      return acknowledged && !isNew ? [...wrong, "it had said that it was done"] : wrong;
    });
  }
}

/** A rollback since a moment says first what it would do. */
function saysDone({ args }: Command, stdout: string): boolean {
  return args.includes("--since") ? stdout.includes("taken back") : stdout !== "";
}

type Tried = Omit<Whole, "points">;

/** Any other command comes next: it looks, then it settles. */
function settled(homes: Homes, { command, old, fresh }: Tried, tally: Tally): readonly string[] {
  lookAt(homes.siteOf(command.host));
  if (command.from === "cut log") return again(homes, { command, old, fresh }, tally, false);
  const start = performance.now();
  settle(homes.siteOf(command.host), "next");
  tally.took(performance.now() - start);
  return faultsOf(homes.siteOf(command.host), old, fresh);
}

/** The same command comes next, as a process: it brings the new state, and once more changes nothing. */
function again(homes: Homes, { command, old, fresh }: Tried, tally: Tally, acknowledged: boolean): readonly string[] {
  const wasNew = sameState(seenOn(homes.siteOf(command.host)), fresh);
  // once it has said that it is done, undoing the undo is an act of its own
  if (command.args[0] === "undo" && acknowledged) return settled(homes, { command, old, fresh }, tally);
  const { code, stderr } = forgeIn(homes.path)(command.args);
  const wrong = faultsOf(homes.siteOf(command.host), old, fresh);
  const allowed = wasNew ? command.again : [0, ...command.again];
  if (!allowed.includes(code ?? -1)) return [...wrong, `the same command again ended with ${String(code)}: ${stderr.slice(0, 300)}`];
  return sameState(seenOn(homes.siteOf(command.host)), fresh) ? wrong : [...wrong, "the same command again did not bring the new state"];
}

function sameState(a: Seen, b: Seen): boolean {
  return (
    a.live === b.live &&
    a.capsules === b.capsules &&
    a.generations === b.generations &&
    a.genes === b.genes &&
    a.approvers === b.approvers &&
    a.trees === b.trees &&
    a.others === b.others
  );
}
