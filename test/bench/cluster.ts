import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type MineItem, minePatterns } from "#stages/observe/patterns/mine";
import { clusterScores } from "./cluster-scores.ts";
import { type Labelled, OUT_OF_SCOPE, rowsOf } from "./labelled.ts";
import { linesOf } from "./peers/table.ts";
import { POLICY } from "./skills.ts";

/**
 * Files of JSON lines {text, label} -> a table of how well what the miner finds, as it is shipped, agrees with the labels: each file by itself,
 * and all of them as one. Throws for a line without text and label: a figure over half of a file would be no figure.
 */
export function clusterQuality(files: readonly string[]): string {
  const read = files.map((path) => ({ name: basename(path), rows: rowsOf(readFileSync(path, "utf8")) }));
  const sets = read.length > 1 ? [...read, { name: "all", rows: read.flatMap(({ rows }) => rows) }] : read;
  const head = ["texts of", "texts", "classes", "ACC", "NMI", "ARI", "clusters", "left out", "oos taken in", "s"];
  return linesOf(
    head,
    sets.map(({ name, rows }) => [name, ...figuresOf(rows)]),
  );
}

function figuresOf(rows: readonly Labelled[]): readonly string[] {
  const items = rows.map(({ text }, at): MineItem => ({ id: `i${at}`, text, session: `s${at}`, at: null, actions: [], outcome: { label: "unknown" } }));
  const start = performance.now();
  const { assignments, patterns } = minePatterns(items, { sessions: POLICY.support.sessions, days: POLICY.support.days });
  const seconds = (performance.now() - start) / 1000;
  const at = rows.map(({ label }, index) => ({ label, index }));
  const inside = at.filter(({ label }) => label !== OUT_OF_SCOPE).map(({ index }) => index);
  const outside = at.filter(({ label }) => label === OUT_OF_SCOPE).map(({ index }) => index);
  const taken = (list: readonly number[]): string => percent(list.filter((index) => (assignments[index] ?? null) !== null).length / list.length);
  const scores =
    inside.length === 0
      ? null
      : clusterScores(
          inside.map((index) => assignments[index] ?? null),
          inside.map((index) => rows[index]?.label ?? ""),
        );
  return [
    String(rows.length),
    String(new Set(inside.map((index) => rows[index]?.label)).size),
    ...[scores?.accuracy, scores?.nmi, scores?.ari].map((score) => (score === undefined ? "-" : percent(score))),
    String(patterns.length),
    inside.length === 0 ? "-" : percent(inside.filter((index) => (assignments[index] ?? null) === null).length / inside.length),
    outside.length === 0 ? "-" : taken(outside),
    seconds.toFixed(1),
  ];
}

const percent = (share: number): string => (100 * share).toFixed(1);
