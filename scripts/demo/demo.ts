/** The whole pipeline on the bundled sample, in a temporary home: ends with a review card and the commands that go on from there. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleHome } from "./sample.ts";
import { writeSampleHome } from "./write.ts";

const root = join(import.meta.dirname, "..", "..");
const forge = join("dist", "forge.js");

const home = realpathSync(mkdtempSync(join(tmpdir(), "skill-forge-demo-")));
const places = { OPENCLAW_STATE_DIR: join(home, ".openclaw"), XDG_STATE_HOME: join(home, ".local", "state") };
writeSampleHome(sampleHome(Date.now()), home);

console.log(`Six days of one person's sessions, made up, in ${home}`);
console.log(`$ forge --full\n`);
const inherited = Object.entries(process.env).filter(([key]) => !/^(OPENCLAW_|SKILL_FORGE_|XDG_(DATA|STATE)_HOME)/.test(key));
const env = { ...Object.fromEntries(inherited), ...places, HOME: home };
const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, [forge, ...words], { cwd: root, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

const shown = run("--full");
process.stdout.write(shown.stdout);
const staged = run("status", "--json");
const name = shown.status === 0 ? firstProposal(staged.stdout) : null;
if (name === null) {
  console.error("\nThe demo found nothing to propose: that is a bug. Please report it with what stands above.");
  process.exitCode = 1;
} else {
  console.log(`
Nothing runs yet. Go on in this folder (the two variables point at the sample):

  export OPENCLAW_STATE_DIR=${places.OPENCLAW_STATE_DIR} XDG_STATE_HOME=${places.XDG_STATE_HOME}
  node ${forge} review --skill ${name} --approve      # you looked at the card
  node ${forge} deploy --skill ${name}                # into ${join(places.OPENCLAW_STATE_DIR, "workspace", "skills", name)}
  node ${forge} rollback --skill ${name}              # and gone again
  node ${forge} audit verify                  # all of it is on record
  unset OPENCLAW_STATE_DIR XDG_STATE_HOME`);
}

function firstProposal(json: string): string | null {
  const status: unknown = JSON.parse(json);
  const capsules =
    typeof status === "object" && status !== null && "capsules" in status && Array.isArray(status.capsules) ? (status.capsules as readonly unknown[]) : [];
  for (const one of capsules) {
    if (typeof one === "object" && one !== null && "name" in one && "status" in one && one.status === "staged") return String(one.name);
  }
  return null;
}
