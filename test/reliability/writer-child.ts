/** A process that appends events to an audit log, some at each turn with the lock: `writer-child.ts DATA ANCHORS COUNT TURN`. */
import { openLog } from "#audit/log";
import { nodePowers } from "#platform/powers";

const [data = "", anchors = "", count = "0", turn = "1"] = process.argv.slice(2);
const powers = nodePowers();
const log = openLog(powers.files, { path: `${data}/events.jsonl`, anchors });
const given = () => ({ now: new Date(powers.clock.now()).toISOString(), hex: powers.ids.hex });
for (let index = 0; index < Number(count); ) {
  const end = Math.min(Number(count), index + Number(turn));
  powers.lock(`${data}/lock.db`, 600_000, () => {
    for (; index < end; index += 1) log.append({ type: "observe.done", actor: String(process.pid), txn: null, data: { index } }, given());
    log.remember(given());
  });
}
