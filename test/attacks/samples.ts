import { readdirSync } from "node:fs";
import type { Finding } from "#kernel/finding";
import { scanOf } from "../stages/scan/samples.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;
/** A sample of a technique or a look-alike: where its table is, what it is, the skill it makes, and which files only stand beside it: what is found in them is no answer. */
export type Sample = Readonly<{ table: string; name: string; expected: string; files: Files; beside: ReadonlySet<string> }>;

const SKILL = '---\nname: sample\ndescription: "Sorts receipts. Use when asked to sort receipts."\n---\n\n# Sort receipts\n\nSorts them.\n';
/** What the samples of JavaScript load. Alone they are quiet, or every sample beside them would be met: the text is code only to whoever loads it. */
export const MODULES = {
  "scripts/b.mjs": "export const go = () => 1;",
  "scripts/data.json": "{}",
  "scripts/data/table.txt": "module.exports = eval;\n",
} satisfies Files;

/** Where a sample lies whose row names no path, and what lies beside it, by the first word of the table. */
const PLACES: Readonly<Record<string, Readonly<{ path: string; beside: Files }>>> = {
  javascript: { path: "scripts/a.mjs", beside: MODULES },
  clean: { path: "scripts/a.mjs", beside: MODULES },
  python: { path: "scripts/a.py", beside: { "scripts/lib.py": "def log(text):\n    print(text)\n", "scripts/data.txt": "data\n" } },
  shell: {
    path: "scripts/a.sh",
    beside: {
      "scripts/b.sh": "echo b\n",
      "scripts/lib.sh": 'log() { printf "%s\\n" "$1"; }\n',
      "scripts/tool.py": 'print("tool")\n',
      "scripts/data.txt": "data\n",
    },
  },
  powershell: { path: "scripts/a.ps1", beside: { "scripts/data.txt": "data\n", "scripts/helper.ps1": "Write-Output 'hi'\n" } },
  prose: { path: "SKILL.md", beside: {} },
  make: { path: "Makefile", beside: {} },
  container: { path: "Dockerfile", beside: {} },
  awk: { path: "scripts/a.awk", beside: {} },
  bats: { path: "tests/a.bats", beside: {} },
};

const ATTACK_ID = /^[A-Z]{2}-\d{3}/;

/** Every row of every table in this folder: attacks by the id they begin with, look-alikes by everything else in a table called CLEAN. */
export async function allSamples(): Promise<Readonly<{ attacks: readonly Sample[]; clean: readonly Sample[] }>> {
  const names = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".table.ts") && name !== "catalogue.table.ts")
    .sort();
  const attacks: Sample[] = [];
  const clean: Sample[] = [];
  for (const name of names) {
    const table = name.slice(0, name.indexOf("."));
    const module = (await import(`./${name}`)) as Readonly<Record<string, unknown>>;
    for (const [label, rows] of Object.entries(module).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!Array.isArray(rows)) continue;
      for (const row of rows as readonly (readonly unknown[])[]) {
        if (!Array.isArray(row) || typeof row[0] !== "string") continue;
        if (ATTACK_ID.test(row[0])) attacks.push(sampleOf({ table, name: row[0], expected: String(row[1]) }, row[2], row[3]));
        else if (label.includes("CLEAN")) clean.push(sampleOf({ table, name: row[0], expected: "clean" }, row[1], row[2]));
      }
    }
  }
  return { attacks, clean };
}

type Label = Pick<Sample, "table" | "name" | "expected">;

function sampleOf(label: Label, content: unknown, path: unknown): Sample {
  const { table, name } = label;
  const place = PLACES[table.split("-")[0] ?? table] ?? { path: "", beside: {} };
  if (typeof content === "string" || content instanceof Uint8Array) {
    const at = typeof path === "string" ? path : place.path;
    if (at === "") throw new Error(`${table}: ${name} needs a path`);
    return sample(label, { [at]: content }, place.beside);
  }
  return sample(label, content as Files, {});
}

function sample(label: Label, own: Files, others: Files): Sample {
  const files = { "SKILL.md": SKILL, ...others, ...own };
  // a data file that a program runs is a part of the attack, wherever it lies
  return {
    ...label,
    files,
    beside: new Set(Object.keys(files).filter((path) => !Object.hasOwn(own, path) && !Object.values(own).some((text) => names(text, path)))),
  };
}

function names(text: string | Uint8Array, path: string): boolean {
  return typeof text === "string" && text.includes(path.slice(path.lastIndexOf("/") + 1));
}

/** Sample -> what the scan says of it without any grant, leaving out what lies beside it. */
export function findingsOf(one: Sample): readonly Finding[] {
  return scanOf(one.files, "imported").findings.filter((finding) => !one.beside.has(finding.file));
}
