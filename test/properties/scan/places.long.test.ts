import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const CHILD = fileURLToPath(new URL("./digest-child.ts", import.meta.url));
const MACHINES: readonly Readonly<Record<string, string>>[] = [
  { TZ: "UTC", LC_ALL: "C" },
  { TZ: "Asia/Kathmandu", LC_ALL: "tr_TR.UTF-8" },
  { TZ: "America/St_Johns", LC_ALL: "sv_SE.UTF-8" },
];

describe("a report depends on the bytes alone", () => {
  it("not on the time zone, nor on the language of the machine (Turkish has another small I, Swedish sorts v as w)", { timeout: 300_000 }, () => {
    const digests = MACHINES.map((env) => {
      const done = spawnSync(process.execPath, ["--no-warnings", CHILD], {
        encoding: "utf8",
        env: { ...process.env, LANG: env["LC_ALL"], LANGUAGE: env["LC_ALL"], ...env },
      });
      expect(done.stderr).toBe("");
      return done.stdout.trim();
    });
    expect(digests[0]).toMatch(/^[0-9a-f]{64} [1-9]\d{2,}$/);
    expect(new Set(digests).size).toBe(1);
  });
});
