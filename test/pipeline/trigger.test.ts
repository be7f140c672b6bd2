import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Gene } from "#kernel/gene";
import { openContext } from "#pipeline/context";
import { crystallizeAll } from "#pipeline/crystallize";
import { described, descriptionTrial } from "#pipeline/describe";
import { observeLogs } from "#pipeline/observe";
import { stageSkill } from "#pipeline/stage";
import { listingOf } from "#stages/generate/describe";
import { nodePowers } from "#platform/powers";
import { homeOf } from "../../scripts/demo/home.ts";
import type { SessionPlan } from "../../scripts/demo/plan.ts";
import { ask, run } from "../../scripts/demo/turns.ts";
import { writeSampleHome } from "../../scripts/demo/write.ts";

const NOW = Date.parse("2026-03-29T09:00:00.000Z");
const DAY = 86_400_000;
const REPOS = ["acme/website", "acme/api", "bolt/sensor", "bolt/dash", "tern/maps", "tern/core", "wren/cli", "wren/docs"];
/** Two families that share frame, place and program: only what is listed differs. */
const FRAMES = [
  "list the open THINGS of REPO",
  "which THINGS are open in REPO?",
  "show me all open THINGS for REPO",
  "any THINGS waiting in REPO?",
  "give me an overview of THINGS in REPO that are still open",
  "are there new THINGS on REPO",
  "THINGS of REPO please, the open ones",
  "what THINGS does REPO have open right now",
];
const OTHERS = ["what is the weather in Graz", "tell me a joke", "how long is the river Mur", "translate good morning to Basque", "who wrote Faust"];

const CHOICE = { genes: [], template: null, name: null, description: null, onlyNews: false };

let home = "";
let genes: readonly Gene[] = [];
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "forge-trigger-"));
  const plans = FRAMES.flatMap((frame, at) => {
    const said = (things: string, command: string, from: number) => {
      const repo = REPOS[(at + from) % REPOS.length] ?? "";
      return ask(
        frame.replace("THINGS", things).replace("REPO", repo),
        [run(`gh ${command} list --repo ${repo} --state open`, `1\tan open one of ${repo}`)],
        "Done.",
      );
    };
    return [
      planOf(`prs-${at}`, 2 * at, [said("pull requests", "pr", 0)]),
      planOf(`issues-${at}`, 2 * at + 1, [said("issues", "issue", 3)]),
      ...(at < OTHERS.length ? [planOf(`other-${at}`, 2 * at, [ask(OTHERS[at] ?? "", [], "Done.")])] : []),
    ];
  });
  writeSampleHome(homeOf(plans), home);
  observeLogs(context(), { days: 60, source: "auto", path: null, includeGroups: false, includeDeleted: false });
  genes = crystallizeAll(context(), null).genes.filter((gene) => gene.status === "active");
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function planOf(name: string, half: number, turns: SessionPlan["turns"]): SessionPlan {
  const start = NOW - 20 * DAY + (half * DAY) / 2 + name.length * 60_000;
  return { name, agent: "main", key: `agent:main:explicit:${name}`, storage: "file", audience: "direct", channel: "webchat", start, machine: null, turns };
}

function context() {
  const powers = { ...nodePowers({ home, cwd: home, env: {} }), clock: { now: () => NOW } };
  return openContext(
    { ...powers, host: { ...powers.host, programRoot: process.cwd() } },
    { workspace: join(home, "ws"), home: join(home, "data"), dryRun: false, tolerant: false, waitMs: 0 },
  );
}

function install(name: string, text: string): void {
  mkdirSync(join(home, "ws", "skills", name), { recursive: true });
  writeFileSync(join(home, "ws", "skills", name, "SKILL.md"), text);
}

async function staged(gene: Gene) {
  const made = await stageSkill(context(), { ...CHOICE, genes: [gene] });
  if (made.kind !== "staged") throw new Error(made.reason);
  return made;
}

describe("two families that overlap in all but one word", () => {
  test("are one gene or two, and every request for them stands in them", () => {
    expect(genes.length).toBeGreaterThanOrEqual(1);
    expect(genes.length).toBeLessThanOrEqual(2);
    expect(new Set(genes.flatMap((gene) => gene.evidence)).size).toBe(2 * FRAMES.length);
  });

  test("become one skill or two with clean triggers, each beside the other", async () => {
    for (const gene of genes) {
      rmSync(join(home, "ws"), { recursive: true, force: true });
      for (const other of genes.filter((one) => one !== gene)) {
        const { inspection } = await staged(other);
        const main = inspection.skill.files.find((file) => file.path === "SKILL.md");
        install(inspection.skill.name, new TextDecoder().decode(main?.bytes));
      }
      const { trigger, gates } = (await staged(gene)).inspection;
      expect(trigger).toMatchObject({ verdict: "clean", takesFrom: [], advice: null });
      // One wording may slip to the other where a single word tells them apart; more would fail the gate.
      expect(trigger.stolenBy.reduce((sum, one) => sum + one.count, 0)).toBeLessThanOrEqual(1);
      expect(trigger.heldOut.tried).toBeGreaterThanOrEqual(3);
      expect(trigger.heldOut.first).toBeGreaterThanOrEqual(trigger.heldOut.tried - 1);
      expect(gates.find((one) => one.gate === "trigger")).toMatchObject({ result: "passed", detail: trigger.detail });
    }
  });

  test("are described in the way that earlier sessions showed to be best, and never by the later ones", async () => {
    rmSync(join(home, "ws"), { recursive: true, force: true });
    install("weather", "---\nname: weather\ndescription: Says what the weather is like.\n---\n");
    const [gene] = genes;
    if (gene === undefined) throw new Error("there is no gene");
    const { inspection, capsule } = await staged(gene);
    const { description } = inspection.trigger;
    expect(description?.tried.map((one) => one.style)).toEqual(["fresh", "common"]);
    const best = description?.tried.toSorted((a, b) => b.found / description.wordings - a.found / description.wordings)[0];
    expect(description?.tried.find((one) => one.style === description.style)?.found).toBe(best?.found);
    const around = { genes, installed: inspection.installed };
    const trial = descriptionTrial(context(), [gene], null, around);
    expect(trial).toEqual(description);
    expect(capsule.description).toBe(listingOf([gene], null, trial?.style ?? "common").description);
    // words of later sessions would make another trial
    const later = { ...gene, phrases: gene.phrases.map((text) => `${text} zzz`) };
    expect(descriptionTrial(context(), [later], null, around)).toEqual(trial);
    expect(described(context(), { ...CHOICE, genes: [gene], description: "My own words" }).style).toBeUndefined();
  });

  test("fail the gate when a skill of somebody else takes the wordings, and say which", async () => {
    rmSync(join(home, "ws"), { recursive: true, force: true });
    const uses = FRAMES.map((frame) => `- ${frame.replace("REPO", "a repository")}`);
    const [gene] = genes;
    const thing = gene?.phrases.some((phrase) => phrase.includes("issues")) === true ? "issues" : "pull requests";
    install(
      "github-overview",
      `---\nname: github-overview\ndescription: Lists open ${thing}.\n---\n## When to use\n\n${uses.join("\n").replaceAll("THINGS", thing)}\n`,
    );
    if (gene === undefined) throw new Error("there is no gene");
    const { trigger, gates } = (await staged(gene)).inspection;
    expect(trigger).toMatchObject({ verdict: "stolen", stolenBy: [{ name: "github-overview", source: "openclaw-workspace" }] });
    expect(trigger.advice?.text).toContain("not made by this program");
    expect(gates.find((one) => one.gate === "trigger")?.result).toBe("failed");
  });
});
