import { cpus } from "node:os";
import type { Options, Part, Row } from "./part.ts";
import { crash } from "./crash.ts";
import { failures } from "./failures.ts";
import { kill } from "./kill.ts";
import { races } from "./races.ts";
import { tableOf } from "./table.ts";
import { tamper } from "./tamper.ts";
import { writes } from "./writes.ts";

const PARTS: Readonly<Record<string, Part>> = { kill, failures, crash, writes, races, tamper };

/** `node test/reliability/run.ts [part...] [--budget SECONDS] [--seed N] [--shard I/N]`: breaks the program in every way we know and prints one table. Ends with 1 when anything is bad. */
async function main(args: readonly string[]): Promise<void> {
  const options: Options = {
    seconds: Number(valueOf(args, "--budget") ?? 600),
    seed: Number(valueOf(args, "--seed") ?? 1),
    share: 1,
    shard: shardOf(valueOf(args, "--shard") ?? "1/1"),
  };
  const wanted = args.filter((one, index) => !one.startsWith("--") && args[index - 1]?.startsWith("--") !== true);
  const unknown = wanted.filter((one) => !Object.hasOwn(PARTS, one));
  if (
    unknown.length > 0 ||
    !Number.isFinite(options.seconds) ||
    !(options.shard !== undefined && options.shard.at <= options.shard.of) ||
    !Number.isFinite(options.seed)
  ) {
    process.stderr.write(`usage: npm run reliability -- [${Object.keys(PARTS).join(" | ")} ...] [--budget SECONDS] [--seed N] [--shard I/N]\n`);
    process.exitCode = 2;
    return;
  }
  const rows: Row[] = [];
  for (const [name, part] of Object.entries(PARTS).filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
    const start = performance.now();
    process.stderr.write(`${name} ...\n`);
    rows.push(...(await part(options)));
    process.stderr.write(`${name} took ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  }
  console.log(`node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}; seed ${options.seed}, at most ${options.seconds} s a part\n`);
  console.log(tableOf(rows));
  const bad = rows.reduce((sum, row) => sum + row.bad, 0);
  for (const fault of rows.flatMap((row) => row.faults)) console.log(`BAD ${fault}`);
  console.log(`\n${rows.reduce((sum, row) => sum + row.n, 0)} tries, ${bad} bad`);
  if (bad > 0 || rows.length === 0) process.exitCode = 1;
}

/** Words like 1/2 -> one part of two; numbers that are none for anything else. */
function shardOf(words: string): Readonly<{ at: number; of: number }> {
  const [, at, of] = /^([1-9]\d?)\/([1-9]\d?)$/.exec(words) ?? [];
  return { at: Number(at), of: Number(of) };
}

function valueOf(args: readonly string[], name: string): string | null {
  const at = args.indexOf(name);
  return at < 0 ? null : (args[at + 1] ?? "");
}

await main(process.argv.slice(2));
