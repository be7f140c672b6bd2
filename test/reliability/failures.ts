import { forgeIn } from "../e2e/forge.ts";
import { faultsOf, lookAt, seenOn, settle } from "./check.ts";
import { COMMANDS, type Command } from "./commands.ts";
import { type Homes, openHomes } from "./homes.ts";
import { type Options, type Row, sample, Tally } from "./part.ts";
import { changes, hasStrace, traced } from "./strace.ts";

const CODES = ["ENOSPC", "EIO", "EACCES", "EMFILE", "EROFS", "EDQUOT", "EINTR"] as const;

/** Lets system calls of the built program fail: a full or dying disk, no rights, no descriptors. Every command, a sample of its calls, each with another error. */
export function failures(options: Options): readonly Row[] {
  if (!hasStrace()) {
    console.error("\n!!! SKIPPED: strace is not there or may not trace: system calls of the built program are not failed\n");
    return [];
  }
  using homes = openHomes();
  const until = performance.now() + options.seconds * 1000;
  const commands = sample(COMMANDS, Math.max(1, Math.ceil(COMMANDS.length * options.share)), options.seed + 1);
  const rows: Row[] = [];
  for (const [index, command] of commands.entries()) {
    if (index > 0 && performance.now() > until) break;
    rows.push(failed(homes, command, options, performance.now() + (until - performance.now()) / (commands.length - index)));
  }
  return rows;
}

function failed(homes: Homes, command: Command, { seed }: Options, end: number): Row {
  const tally = new Tally("failures", `forge ${command.args.join(" ")}`);
  homes.put(command.from);
  const old = seenOn(homes.siteOf(command.host));
  const whole = traced(homes.path, command.args);
  const fresh = seenOn(homes.siteOf(command.host));
  const points = whole.calls.filter((one) => one.main && changes(one, homes.path) && !one.text.startsWith("1<"));
  for (const [index, call] of sample(points, 60, seed).entries()) {
    if (index > 0 && performance.now() > end) break;
    const code = CODES[index % CODES.length] ?? "EIO";
    homes.put(command.from);
    tally.try(`${code} at ${call.name} ${call.nth} (${call.text.slice(0, 120)})`, () => {
      const run = traced(homes.path, command.args, { call, with: `error=${code}` });
      // a call that only cleans up or tells others may fail without a word
      const told = run.code === 0 || (/\/|path: \S/.test(run.stderr) && /\([A-Z_]+\)/.test(run.stderr) && !run.stderr.includes("UNEXPECTED"));
      lookAt(homes.siteOf(command.host));
      if (command.from !== "cut log") settle(homes.siteOf(command.host), "next");
      else forgeIn(homes.path)(command.args);
      const wrong = [...(told ? [] : [`it ended with ${String(run.code)}: ${run.stderr.slice(0, 300)}`]), ...faultsOf(homes.siteOf(command.host), old, fresh)];
      if (run.code !== 0 && command.args[0] !== "undo") {
        const again = forgeIn(homes.path)(command.args);
        if (![0, ...command.again].includes(again.code ?? -1))
          wrong.push(`the same command again ended with ${String(again.code)}: ${again.stderr.slice(0, 200)}`);
      }
      return wrong;
    });
  }
  return tally.row(`${tally.n} of ${points.length} calls`);
}
