import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openclaw } from "#adapters/openclaw/adapter";
import { nodePowers } from "#platform/powers";
import { writeLongHistory } from "./long-history.ts";
import { compare, type Result } from "./measure.ts";

const MEGABYTES = 100;

/** Reading transcripts from disk through the adapter (lines, records, stripping, trust labels) against nothing but JSON.parse of the same lines in memory. */
export function readHistory(): Result {
  const home = mkdtempSync(join(tmpdir(), "forge-bench-"));
  try {
    const { state, lines } = writeLongHistory(home, MEGABYTES * 1024 * 1024);
    const powers = nodePowers({ home, env: {} });
    const options = { includeGroups: false, includeDeleted: false, lineBytes: 16 * 1024 * 1024 };
    let prompts = 0;
    let parsed = 0;
    const { ms, floorMs } = compare(
      5,
      () => {
        prompts = 0;
        for (const source of openclaw.sources({ adapter: "openclaw", path: state, why: "bench" }, powers, options)) {
          for (const { conversation } of source.read()) for (const event of conversation?.events ?? []) if (event.kind === "prompt") prompts++;
        }
      },
      () => {
        parsed = 0;
        for (const line of lines) if (JSON.parse(line) !== null) parsed++;
      },
    );
    if (prompts < 100) throw new Error(`only ${prompts} prompts were read: this would be the speed of reading nothing`);
    const ratio = ms / floorMs;
    const speed = (MEGABYTES / (ms / 1000)).toFixed(0);
    return {
      name: `read ${MEGABYTES} MB of sessions`,
      ms,
      floorMs,
      ratio,
      goal: "<= 2x JSON.parse",
      met: ratio <= 2,
      note: `${speed} MB/s, ${prompts} prompts, ${parsed} lines`,
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
