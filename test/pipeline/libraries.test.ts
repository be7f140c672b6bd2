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

  it("hold what Claude Code's plugins bring, those that are switched on, under the plugin's name", () => {
    const plugin = "/home/.claude/plugins/cache/market/plug/1.2.0";
    const at = (id: string) => [{ scope: "user", installPath: id, version: "1.2.0", installedAt: "", lastUpdated: "" }];
    const installed = { "plug@market": at(plugin), "off@market": at(`${plugin}-off`), "unsaid@market": at(`${plugin}-unsaid`) };
    const disk = aDiskWith({
      "/home/.claude/plugins/installed_plugins.json": JSON.stringify({ version: 2, plugins: installed }),
      "/home/.claude/settings.json": JSON.stringify({ enabledPlugins: { "plug@market": true, "off@market": false, "gone@market": true } }),
      [`${plugin}/.claude-plugin/plugin.json`]: JSON.stringify({ name: "plug", skills: ["./extra/", "../off"] }),
      [`${plugin}/skills/hello-world/SKILL.md`]: skill("hello-world", "Greets the world."),
      [`${plugin}/extra/second/SKILL.md`]: skill("second-name", "The second."),
      [`${plugin}/commands/do-it.md`]: `---\ndescription: A command.\n---\nDo it\n`,
      [`${plugin}-off/skills/off/SKILL.md`]: skill("off", "Switched off."),
      [`${plugin}-unsaid/skills/unsaid/SKILL.md`]: skill("unsaid", "Not said."),
    });
    // as Claude Code 2.1.330 lists them: plug:hello-world, plug:second, plug:do-it
    const length = ["plug:hello-world", "Greets the world.", "plug:second", "The second.", "plug:do-it", "A command."].join("").length;
    expect(statusOf(contextOn(disk)).budgets[1]).toMatchObject({ host: "claude-code", before: length });
    disk.put("/home/.claude/settings.json", new TextEncoder().encode("{"));
    expect(statusOf(contextOn(disk)).budgets[1]).toMatchObject({ host: "claude-code", before: 0 });
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
