import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AST_NODE_TYPES, parse, simpleTraverse } from "@typescript-eslint/typescript-estree";

import { BOUNDED } from "./bounded.table.ts";

const ROOM = fileURLToPath(new URL("../../../scripts/stages/scan", import.meta.url));

/** A regular expression literal of the scan: where it stands, and its text. */
export type Literal = Readonly<{ place: string; source: string; flags: string }>;

/** Without a loop over any length there is nothing to try again and again; a wide bound is taken for a loop. */
const LOOPS = /[*+]|\{\d+,\}|\{\d*,?\d{3,}\}/;

/** Every regular expression literal of the scan room that can loop, each text once; those that only see short texts are left out unless `all`. */
export function literalsOfScan(all = false): readonly Literal[] {
  const found = new Map<string, Literal>();
  const files = readdirSync(ROOM, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  for (const name of files.toSorted())
    simpleTraverse(parse(readFileSync(join(ROOM, name), "utf8"), { loc: true, range: true }), {
      enter: (node) => {
        if (node.type !== AST_NODE_TYPES.Literal || !("regex" in node) || !LOOPS.test(node.regex.pattern)) return;
        if (!all && Object.hasOwn(BOUNDED, node.regex.pattern)) return;
        const { pattern, flags } = node.regex;
        found.set(`/${pattern}/${flags}`, { place: `${name}:${String(node.loc.start.line)}`, source: pattern, flags });
      },
    });
  return [...found.values()];
}

/**
 * Texts that make a backtracking matcher try again and again: each character a pattern can repeat, each pair of them, and its plain words,
 * after nothing and after its own beginning, with an end that the pattern does not take. Not clever; a loop over a class is what it must hit.
 */
export function baitFor({ source }: Literal): readonly string[] {
  const atoms = new Set<string>(["a", " ", "\n", "0"]);
  const plain = source.replace(/\\[pP]\{[^}]*\}/g, "\u0430").replace(/\(\?[<!=:a-zA-Z]*/g, "(");
  for (const [whole, hex] of plain.matchAll(/\\(?:u\{?([0-9a-fA-F]{4,6})\}?|x([0-9a-fA-F]{2})|(.))|[^\\]/gs)) {
    if (hex !== undefined) atoms.add(String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(hex, 16))));
    else if (whole.startsWith("\\")) for (const one of CLASSES[whole.charAt(1)] ?? [whole.charAt(1)]) atoms.add(one);
    else if (!/[()?*+{}|^$]/.test(whole)) atoms.add(whole);
  }
  const single = [...atoms].filter((one) => one !== "").slice(0, 24);
  const words = [...plain.matchAll(/[a-zA-Z]{3,}/g)].map(([word]) => word).slice(0, 12);
  const units = [...single, ...words.flatMap((word) => [word, `${word} `])];
  for (const one of single.slice(0, 10)) for (const other of single.slice(0, 10)) if (one !== other) units.push(one + other);
  return units;
}

const CLASSES: Readonly<Record<string, readonly string[]>> = {
  s: [" ", "\n", "\t"],
  S: ["a", "<", "."],
  w: ["a", "_", "0"],
  W: [" ", "."],
  d: ["0"],
  D: ["a"],
  b: [],
  B: [],
  n: ["\n"],
  r: ["\r"],
  t: ["\t"],
  f: ["\f"],
  v: ["\v"],
};
