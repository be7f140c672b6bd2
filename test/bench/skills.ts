import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Policy } from "#kernel/policy";
import type { Skill } from "#kernel/skill";
import type { SkillFile } from "#kernel/tree";
import { readCollection } from "./peers/collection.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export const POLICY = JSON.parse(readFileSync(join(ROOT, "policy/policy.json"), "utf8")) as Policy;

/** How many skills the speed is measured on. */
const SKILLS = 100;

/** Python as skills have it; there is none in this repository. */
const PYTHON = `"""Reads a table and prints the sums of its columns."""
import argparse
import csv
import json
import sys
from pathlib import Path


def sums(path: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            for name, value in row.items():
                try:
                    found[name] = found.get(name, 0.0) + float(value)
                except (TypeError, ValueError):
                    continue
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    found = sums(arguments.table)
    if arguments.json:
        json.dump(found, sys.stdout, indent=2)
    else:
        for name, value in sorted(found.items()):
            print(f"{name}: {value:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
`;
const SHELL = `#!/usr/bin/env bash
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
out="\${1:-out}"
mkdir -p "$out"
for file in "$here"/*.csv; do
  name="$(basename "$file" .csv)"
  if [ -s "$file" ]; then
    sort -u "$file" | head -n 100 > "$out/$name.txt"
  else
    echo "empty: $name" >&2
  fi
done
`;

/** Folders -> up to a hundred of their skills, evenly spread; no folder -> as many made from this repository's own documents and code. */
export function benchSkills(folders: readonly string[]): readonly Skill[] {
  if (folders.length === 0) return ownSkills();
  const all = folders.flatMap((folder) => readCollection(folder, "unlabelled", POLICY.scan.limits).skills.map((one) => one.skill));
  const step = Math.max(1, all.length / SKILLS);
  return Array.from({ length: Math.min(SKILLS, all.length) }, (_, at) => all[Math.floor(at * step)]).filter((one) => one !== undefined);
}

/** Each with instructions, a reference, and a program in one of the four languages: what a registry holds on average. */
function ownSkills(): readonly Skill[] {
  const documents = contents(["README.md", "SKILL.md", "policy/rules", "scripts/README.md", "test/README.md"], /\.md$/);
  const programs = contents(["scripts/kernel", "scripts/stages/observe", "scripts/cli", "scripts/setup"], /\.(?:ts|mjs)$/);
  return Array.from({ length: SKILLS }, (_, at): Skill => {
    const [, program = ""] = programs[at % programs.length] ?? [];
    const files: SkillFile[] = [
      file(
        "SKILL.md",
        `---\nname: skill-${at}\ndescription: "Does the work of number ${at}. Use when asked for it."\n---\n\n${documents[at % documents.length]?.[1] ?? ""}`,
      ),
      file("references/more.md", documents[(at * 7 + 3) % documents.length]?.[1] ?? ""),
    ];
    if (at % 4 === 1) files.push(file("scripts/run.ts", program));
    if (at % 4 === 2) files.push(file("scripts/run.py", PYTHON.repeat(1 + (at % 3))));
    if (at % 4 === 3) files.push(file("scripts/run.sh", SHELL));
    return { name: `skill-${at}`, files };
  });
}

function contents(places: readonly string[], ending: RegExp): readonly (readonly [string, string])[] {
  return places.flatMap((place) => {
    const whole = join(ROOT, place);
    if (ending.test(place)) return [[place, readFileSync(whole, "utf8")] as const];
    return readdirSync(whole, { recursive: true, encoding: "utf8" })
      .filter((name) => ending.test(name))
      .toSorted()
      .map((name) => [`${place}/${name}`, readFileSync(join(whole, name), "utf8")] as const);
  });
}

/** Path and text -> a file of a skill. */
export function file(path: string, text: string): SkillFile {
  return { path, bytes: new TextEncoder().encode(text), mode: 0o644 };
}
