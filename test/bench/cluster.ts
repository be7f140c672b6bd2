import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type MineItem, minePatterns } from "#stages/observe/patterns/mine";
import { clusterScores } from "./cluster-scores.ts";
import { linesOf } from "./peers/table.ts";
import { POLICY } from "./skills.ts";

type Labelled = Readonly<{ text: string; label: string }>;

/** Label of texts that belong to no class: they are no part of the scores, and their share in clusters is told apart. */
const OUT_OF_SCOPE = "oos";

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

function rowsOf(content: string): readonly Labelled[] {
  const lines = content.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, at) => {
    const row: unknown = JSON.parse(line);
    if (typeof row !== "object" || row === null || !("text" in row) || !("label" in row)) throw new Error(`line ${at + 1} has no text and label`);
    return { text: String(row.text), label: String(row.label) };
  });
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
