import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "#kernel/canonical-json";
import { openContext } from "#pipeline/context";
import { nodePowers } from "#platform/powers";
import { sampleHome } from "../../scripts/demo/sample.ts";
import { writeSampleHome } from "../../scripts/demo/write.ts";
import { environment, forgeIn, snapshotOf } from "../e2e/forge.ts";
import { BY_HAND, type Site } from "./check.ts";

/** The skill of the sample that all of this is about. */
export const SKILL = "resize-photos";

/** Homes of the sample at every stage, made once and copied for each try; the copy always stands at the same place, for records name real paths. */
export type Homes = Readonly<{
  path: string;
  /** What there is to be seen of the skill at a host. */
  siteOf: (host: Host) => Site;
  data: string;
  skills: string;
  put: (stage: Stage) => void;
  keep: (name: string) => void;
  back: (name: string) => void;
}> &
  Disposable;

/** From which stage, and how it is made. Each begins with the one that it names. */
const STAGES = {
  empty: { from: null, make: () => undefined },
  observed: { from: "empty", make: forge("observe") },
  crystallized: { from: "observed", make: forge("crystallize") },
  staged: { from: "crystallized", make: forge("generate", "--name", SKILL, "--description", "resize the photos") },
  approved: { from: "staged", make: forge("review", "--skill", SKILL, "--approve") },
  rejected: { from: "staged", make: forge("review", "--skill", SKILL, "--reject", "--reason", "not now") },
  deployed: { from: "approved", make: forge("deploy", "--skill", SKILL) },
  "edited by hand": {
    from: "deployed",
    make: (home: Home) => {
      appendFileSync(join(home.skills, SKILL, "SKILL.md"), "By hand.\n");
      writeFileSync(join(home.skills, SKILL, BY_HAND), "mine\n", { mode: 0o600 });
    },
  },
  linked: { from: "approved", make: forge("deploy", "--skill", SKILL, "--to", "claude-code", "--force") },
  cluttered: {
    from: "deployed",
    make: ({ data }: Home) => {
      for (const digit of ["a", "b", "c"]) {
        mkdirSync(join(data, "store", digit.repeat(64), "scripts"), { recursive: true });
        writeFileSync(join(data, "store", digit.repeat(64), "scripts", "run.mjs"), `${digit}\n`);
      }
    },
  },
  "rolled back": { from: "deployed", make: forge("rollback", "--skill", SKILL) },
  "cut log": { from: "deployed", make: ({ data }: Home) => truncateSync(join(data, "events.jsonl"), readFileSync(join(data, "events.jsonl")).byteLength >> 1) },
  "lint to fix": {
    from: "empty",
    make: ({ path }: Home) => {
      mkdirSync(join(path, "own", "tidy-notes"), { recursive: true });
      writeFileSync(
        join(path, "own", "tidy-notes", "SKILL.md"),
        "---\r\nname: tidy-notes\r\ndescription: Tidies notes. Use when notes are to be tidied.  \r\n---\r\n# Tidy   \r\n\r\nRead the notes.\r\n",
      );
    },
  },
} as const satisfies Record<string, Readonly<{ from: string | null; make: (home: Home) => void }>>;

export type Stage = keyof typeof STAGES;

/** Hosts, and where in the home each looks. */
const ROOTS = { openclaw: ".openclaw/workspace/skills", cursor: ".cursor/skills", "claude-code": ".claude/skills" } as const;
export type Host = keyof typeof ROOTS;
type Home = Readonly<{ path: string; data: string; skills: string }>;

export function openHomes(): Homes {
  const base = mkdtempSync(join(tmpdir(), "forge-reliability-"));
  const path = join(base, "home");
  const workspace = join(path, ".openclaw/workspace");
  const home: Home = { path, data: join(workspace, "memory/skill-forge"), skills: join(workspace, "skills") };
  const back = (name: string): void => {
    rmSync(path, { recursive: true, force: true });
    copy(join(base, name), path);
  };
  const keep = (name: string): void => {
    rmSync(join(base, name), { recursive: true, force: true });
    copy(path, join(base, name));
  };
  const put = (stage: Stage): void => {
    const folder = `stage ${stage}`;
    if (existsSync(join(base, folder))) {
      back(folder);
      return;
    }
    const { from, make } = STAGES[stage];
    if (from === null) writeSampleHome(sampleHome(Date.now()), path);
    else put(from);
    make(home);
    keep(folder);
  };
  return { ...home, siteOf: (host) => siteOf(home, host), put, keep, back, [Symbol.dispose]: () => rmSync(base, { recursive: true, force: true }) };
}

/** The program as it is here, at work in that home, and all that it has no business with as one text. */
function siteOf({ path, data }: Home, host: Host): Site {
  const powers = { ...nodePowers({ env: environment(path), home: path, cwd: path }) };
  const places = Object.values(ROOTS).map((root) => join(path, root, SKILL));
  const ours = (name: string): boolean =>
    [data, ...places, join(path, ".local"), join(path, ".cache"), join(path, "own")].some((folder) => join(path, name).startsWith(folder)) ||
    /(?:^|\/)(?:skills|memory|\.cursor|\.claude)$|\.skill-forge-[0-9a-f]+|^\.(?:kept\.note|given\.json)\.[0-9a-f]{16}\.tmp$|^given\.json$/.test(name);
  return {
    context: () => openContext(powers, { workspace: null, home: null, dryRun: false, tolerant: false, waitMs: 0 }),
    root: join(path, ROOTS[host]),
    name: SKILL,
    others: () => canonicalJson([snapshotOf(path, ours), standOf(join(path, "given.json"))]),
  };
}

/** A file that was asked for, and says another thing each time: whole or not there. */
function standOf(given: string): string {
  if (!existsSync(given)) return "not there";
  const text = readFileSync(given, "utf8");
  return text.endsWith("}\n") && typeof JSON.parse(text) === "object" ? "whole" : "half of it";
}

function forge(...args: readonly string[]): (home: Home) => void {
  return ({ path }) => {
    const { code, stderr } = forgeIn(path)(args);
    if (code !== 0) throw new Error(`forge ${args.join(" ")} ended with ${String(code)}: ${stderr}`);
  };
}

/** Modes and times are kept. */
function copy(from: string, to: string): void {
  const done = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
}
