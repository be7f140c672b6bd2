/** A process that appends events or deploys on the real file system and kills itself at the n-th write: `append DATA ANCHORS COUNT`, `deploy|upgrade|rollback|restore ROOT DATA ANCHORS KILL_AT`. */
import { openLog } from "#audit/log";
import type { WriteFiles } from "#kernel/powers";
import { nodePowers } from "#platform/powers";
import { aSkill } from "./a-capsule.ts";
import { aWorkshop } from "./a-workshop.ts";

export const ONE = aSkill("report-sales", { "SKILL.md": "# one\n", "scripts/main.mjs": "export const a = 1;\n" });
export const TWO = aSkill("report-sales", { "SKILL.md": "# two\n", "scripts/main.mjs": "export const a = 2;\n", "references/more notes.md": "ü\n" });

const WRITES = [
  "makeFolder",
  "makePart",
  "writeNew",
  "writePart",
  "replace",
  "append",
  "truncate",
  "rename",
  "link",
  "sync",
  "removeFile",
  "removeTree",
] as const;

/** The real file system, with the process killed before (odd) or after (even) one of its writes. */
export function killedAt(files: WriteFiles, at: number): WriteFiles {
  let count = 0;
  const moment = (): void => {
    count += 1;
    if (count === at) process.kill(process.pid, "SIGKILL");
  };
  const wrapped = WRITES.map((name) => [
    name,
    (...args: readonly never[]) => {
      moment();
      Reflect.apply(files[name], files, args);
      moment();
    },
  ]);
  return { ...files, ...(Object.fromEntries(wrapped) as Partial<WriteFiles>) };
}

function main([act = "", ...args]: readonly string[]): void {
  const powers = nodePowers();
  if (act === "append") {
    const [data = "", anchors = "", count = ""] = args;
    for (let index = 0; index < Number(count); index += 1) {
      powers.lock(`${data}/lock.db`, 60_000, () => {
        const given = { now: new Date(powers.clock.now()).toISOString(), hex: powers.ids.hex };
        const log = openLog(powers.files, { path: `${data}/events.jsonl`, anchors });
        log.append({ type: "observe.done", actor: String(process.pid), txn: null, data: { index } }, given);
        log.remember(given);
      });
    }
    return;
  }
  const [root = "", data = "", anchors = "", at = "0"] = args;
  const shop = aWorkshop(killedAt(powers.files, Number(at)), { root, data, anchors }, String(process.pid));
  if (act === "deploy") shop.deploy(ONE);
  else if (act === "upgrade") shop.deploy(TWO);
  else if (act === "rollback") shop.rollback(ONE.name);
  else shop.rollback(ONE.name, { restore: true });
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2));
