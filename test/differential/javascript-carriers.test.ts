import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { cases, IS_WHOLE } from "../cases.ts";
import { randomOf } from "../fuzz/random.ts";
import { isStopped } from "./carriers.ts";
import { CARGO, carried, HARMLESS, type Kind, kindsOf } from "./javascript-carriers.ts";
import { CARRIERS } from "./javascript-carriers.table.ts";

const RUNNER = new URL("javascript-carriers-runner.mjs", import.meta.url).pathname;
/** Older versions lack some of what the table uses. */
const HAS_ALL = Number(process.versions.node.split(".")[0]) >= 24;
if (!HAS_ALL) console.warn("SKIPPED: Node before 24, so nothing shows that what is said to carry a value does");

/** Carriers that are stopped whatever they carry: they reach a worker, or change the process or the global object. */
const DANGEROUS = /worker_threads|process\.\$N = |\(globalThis, /;

const named = (at: number): string => JSON.stringify(CARRIERS[at]);
const usable = (kind: Kind): readonly number[] => [...CARRIERS.keys()].filter((at) => kindsOf(at).includes(kind));

describe("what carries a value of JavaScript", () => {
  it.skipIf(!HAS_ALL)(
    "gives it again as it was",
    () => {
      const all = [...CARRIERS.keys()].flatMap((at) => kindsOf(at).map((kind) => ({ at, kind })));
      const programs = all.map(({ at, kind }, number) => {
        const code = carried({ kind, before: "const v0 = globalThis.given;\n", value: "v0", use: "globalThis.came = $E;" }, [at]);
        return { kind, code: code.replace(/\bn0(?=[bcd]?\b)/g, `n${String(number)}x`) };
      });
      const ran = spawnSync(process.execPath, ["--no-warnings", RUNNER], { input: JSON.stringify(programs), encoding: "utf8" });
      const results = JSON.parse(ran.stdout) as readonly string[];
      expect(results).toHaveLength(all.length);
      expect(all.flatMap(({ at, kind }, number) => (results[number] === "same" ? [] : [`${kind} ${named(at)}: ${String(results[number])}`]))).toEqual([]);
    },
    120_000,
  );

  it("is no way past the scan", () => {
    const names = Object.keys(CARGO);
    const missed = names.flatMap((name, number) => {
      const cargo = CARGO[name];
      if (cargo === undefined) return [];
      expect(isStopped("scripts/a.mjs", carried(cargo, []))).toBe(true);
      const tried = usable(cargo.kind).filter((at) => IS_WHOLE || at % names.length === number);
      return tried.filter((at) => !isStopped("scripts/a.mjs", carried(cargo, [at]))).map((at) => `${name} ${named(at)}`);
    });
    expect(missed).toEqual([]);
  }, 600_000);

  it("is none one after the other", () => {
    const random = randomOf(23);
    const missed: string[] = [];
    for (let left = cases(400); left > 0; left--) {
      const name = random.pick(Object.keys(CARGO));
      const cargo = CARGO[name];
      if (cargo === undefined) continue;
      const code = carried(
        cargo,
        Array.from({ length: 2 + random.below(2) }, () => random.pick(usable(cargo.kind))),
      );
      if (!isStopped("scripts/a.mjs", code)) missed.push(`${name}:\n${code}`);
    }
    expect(missed.slice(0, 3)).toEqual([]);
  }, 600_000);

  it("may carry what is harmless", () => {
    const names = Object.keys(HARMLESS);
    const stopped = names.flatMap((name, number) => {
      const cargo = HARMLESS[name];
      if (cargo === undefined) return [];
      const tried = usable(cargo.kind).filter((at) => !DANGEROUS.test(CARRIERS[at]?.[0] ?? "") && (IS_WHOLE || at % 12 === number));
      return tried.filter((at) => isStopped("scripts/a.mjs", carried(cargo, [at]))).map((at) => `${name} ${named(at)}`);
    });
    expect(stopped).toEqual([]);
  }, 600_000);
});
