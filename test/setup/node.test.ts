import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VERSION } from "#kernel/version";

const root = join(import.meta.dirname, "../..");
// plain JavaScript, because it has to run before TypeScript does
const bootstrap = join(root, "scripts/setup/node.mjs");
const { suits: fits, refuseLinked } = (await import(bootstrap)) as { suits: (version: string) => boolean; refuseLinked: (folder: string) => void };
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
  engines: { node: string };
  scripts: Record<string, string>;
};

describe("set-up", () => {
  it.each([
    ["18.20.0", false],
    ["20.20.2", false],
    ["22.22.2", false],
    ["22.22.3", true],
    ["22.23.0", true],
    ["23.11.0", false],
    ["24.14.9", false],
    ["24.15.0", true],
    ["25.9.0", false],
    ["26.0.9", false],
    ["26.1.0", true],
    ["27.0.0", true],
    ["v24.21.0", true],
  ])("takes Node %s: %s", (version, answer) => {
    expect(fits(version)).toBe(answer);
    expect(manifest.engines.node).toBe("^22.22.3 || ^24.15.0 || >=26.1.0");
  });

  it("sends every npm script but `check` through the bootstrap", () => {
    const direct = Object.entries(manifest.scripts).filter(([name, line]) => name !== "check" && !line.startsWith("node scripts/setup/run.mjs "));
    expect(direct).toEqual([]);
  });

  it("does not install through a link, which would empty the folder it leads to", () => {
    const folder = mkdtempSync(join(tmpdir(), "forge-linked-"));
    mkdirSync(join(folder, "real"));
    symlinkSync("real", join(folder, "node_modules"));
    expect(() => {
      refuseLinked(join(folder, "node_modules"));
    }).toThrow(/is a link, and installing would empty real/);
    refuseLinked(join(folder, "real"));
    refuseLinked(join(folder, "absent"));
    rmSync(folder, { recursive: true });
  });

  it("keeps one version number", () => {
    const skill = JSON.parse(readFileSync(join(root, "skill.json"), "utf8")) as { version: string };
    expect([manifest.version, skill.version]).toEqual([VERSION, VERSION]);
  });

  it("keeps download addresses out of the lock file", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toContain('"resolved"');
  });
});
