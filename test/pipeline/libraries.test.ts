import { describe, expect, it } from "vitest";
import { doctor } from "#pipeline/doctor";
import { lintPath } from "#pipeline/lint";
import { statusOf } from "#pipeline/status";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";

const skill = (name: string, description: string) => `---\nname: ${name}\ndescription: "${description}"\n---\n\n# ${name}\n`;

function aDiskWith(files: Readonly<Record<string, string>>): MemoryDisk {
  const disk = aDisk();
  for (const [path, text] of Object.entries(files)) disk.put(path, new TextEncoder().encode(text));
  return disk;
}

const OPENCLAW = { "/ws/skills/deploy-api/SKILL.md": skill("deploy-api", "d".repeat(90)) };
const CLAUDE = { "/home/.claude/skills/tidy/SKILL.md": skill("tidy", "t".repeat(8_000)) };

describe("the lists of skills of hosts", () => {
  it("hold what each host reads: neither counts the other's, and what fits one is over for the other", () => {
    const context = contextOn(aDiskWith({ ...OPENCLAW, ...CLAUDE }));
    expect(statusOf(context).budgets).toEqual([
      { host: "openclaw", limit: 18_000, before: 100, after: 100, state: "fits" },
      { host: "claude-code", limit: 8_000, before: 8_004, after: 8_004, state: "over" },
    ]);
    const checks = doctor(context).checks.filter((one) => one.what.startsWith("list for"));
    expect(checks.map(({ what, state }) => [what, state])).toEqual([
      ["list for openclaw", "ok"],
      ["list for claude-code", "bad"],
    ]);
  });

  it("leave out a host that is not on this machine", () => {
    expect(statusOf(contextOn(aDiskWith(OPENCLAW))).budgets.map(({ host, before }) => [host, before])).toEqual([["openclaw", 100]]);
  });

  it("are what a new skill is compared with when the host is named", () => {
    const greet = skill("greet", "Greets people in their language. Use when somebody says hello to the team.");
    const context = contextOn(
      aDiskWith({ "/home/.claude/skills/greeting/SKILL.md": greet.replace("name: greet", "name: greeting"), "/new/greet/SKILL.md": greet }),
    );
    const alike = (host: "openclaw" | "claude-code" | null) =>
      lintPath(context, "/new/greet", { host, project: null }).flatMap((one) => one.findings.filter(({ id }) => id === "SF017").map(({ level }) => level));
    expect(alike("claude-code")).toEqual(["error"]);
    expect(alike("openclaw")).toEqual([]);
    expect(alike(null)).toEqual([]);
  });
});
