import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasStrace, type SystemCall, traced } from "../reliability/strace.ts";
import { oneOfEverything } from "./primitives-child.ts";
import { VolatileDisk } from "./volatile-disk.ts";

const CHILD = join(import.meta.dirname, "primitives-child.ts");
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const read = (disk: VolatileDisk, path: string): string | null =>
  disk.files.facts(path) === null ? null : new TextDecoder().decode(disk.files.bytes(path, 1000));

function modelled(folder: string): readonly string[] {
  const steps: string[] = [];
  const disk = new VolatileDisk();
  disk.put(`${folder}/outside`, "");
  oneOfEverything(disk.again((step) => steps.push(step)).files, folder);
  return steps.map((step) => named(step, folder));
}

/** Temporary names are random, and the folder is another one each time. */
function named(step: string, folder: string): string {
  return step.replaceAll(folder, "").replaceAll(/\.[0-9a-f]{16}\.tmp/g, ".tmp");
}

/** System calls -> the words of the model; reading, and what failed, is left out. */
function words(calls: readonly SystemCall[], folder: string): readonly string[] {
  const there = new Set<string>();
  return calls.flatMap(({ name, text: line, main }) => {
    if (!main || !line.includes(folder) || / = -1 /.test(line)) return [];
    const [path = "", second = ""] = [...line.matchAll(/"([^"]*)"/g)].map((one) => one[1] ?? "");
    const open = /^\d+<([^>]*)>/.exec(line)?.[1] ?? "";
    if (name === "openat") {
      if (!line.includes("O_CREAT") || there.has(path)) return [];
      there.add(path);
      return [`create ${path}`];
    }
    if (name === "rename") {
      there.add(second);
      there.delete(path);
      return [`rename ${path} ${second}`];
    }
    if (name === "unlinkat") return [`${line.includes("AT_REMOVEDIR") ? "rmdir" : "unlink"} ${join(open, path)}`];
    if (name === "unlink") there.delete(path);
    if (name === "symlink") return [`symlink ${second}`];
    if (name === "ftruncate") return [`truncate ${open}`];
    if (name === "fchmod") return [`chmod ${open}`];
    if (name === "fsync" || name === "write") return [`${name} ${open}`];
    return [`${name} ${path}`];
  });
}

describe("the model of what a power cut leaves", () => {
  it("takes the steps that the program takes, in the same order", () => {
    if (!hasStrace()) {
      console.error("\n!!! SKIPPED: strace is not there or may not trace: the model of the disk is not compared with the program\n");
      return;
    }
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "forge-primitives-")));
    try {
      const { code, calls, stderr } = traced(folder, [folder], null, ["--disable-warning=ExperimentalWarning", CHILD]);
      expect(stderr).toBe("");
      expect(code).toBe(0);
      const real = words(calls, folder)
        .filter((step) => step.includes(folder))
        .map((step) => named(step, folder));
      expect(real).toEqual(modelled(folder));
      expect(real.length).toBeGreaterThan(50);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("loses what no fsync has reached, each step apart from the others, and nothing else", () => {
    const disk = new VolatileDisk();
    disk.put("/data/old.txt", "old");
    disk.files.writeNew("/data/kept.txt", text("kept"), 0o600);
    expect(disk.states).toBe(1);
    const moments: VolatileDisk[] = [];
    disk.again((step) => {
      if (step.startsWith("write ")) moments.push(disk.clone());
    });
    disk.files.append("/data/log", text("line\n"), 0o600);
    const [written] = moments;
    const seen = Array.from({ length: written?.states ?? 0 }, (_, index) => read(written?.afterPowerCut(index) ?? disk, "/data/log"));
    expect(new Set(seen)).toEqual(new Set([null, "", "li", "\0\0\0\0\0", "line\n"]));
    expect(disk.states).toBe(1);
    for (const one of [0, 1]) expect(read(disk.afterPowerCut(one), "/data/kept.txt")).toBe("kept");
  });
});
