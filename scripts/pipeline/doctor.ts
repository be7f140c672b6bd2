import { checkLog } from "#audit/read-log";
import { ForgeError } from "#kernel/errors";
import type { ListingBudget } from "#kernel/trigger";
import { listingBudgets } from "#stages/trigger/budgets";
import { loadCapsules, loadGenes, loadRollbacks } from "#store/state-files";
import { readStored } from "#store/trees";
import type { Context } from "./context.ts";
import { doctorFix, type Repaired } from "./doctor-fix.ts";
import { CHANGES, driftOf } from "./drift.ts";
import { leftoversOf } from "./leftovers.ts";
import { logPlaceOf } from "./log-place.ts";
import { type HostState, hostStates } from "./host-states.ts";
import { modelChecks } from "./model-check.ts";
import { installedSkills } from "./installed.ts";
import { libraries } from "./libraries.ts";
import { promised } from "./repairs.ts";
import { withTraces } from "./traces.ts";

export type Check = Readonly<{ what: string; state: "ok" | "note" | "bad"; detail: string; fix: string }>;
/** `repairs`: what `--fix` did or would do. */
export type DoctorResult = Readonly<{ schemaVersion: 1; checks: readonly Check[]; bad: number; repairs: readonly Repaired[] }>;

/** Looks at everything the program depends on and says what is well and what is not. Writes nothing, but for what `fix` repairs first (doctor-fix.ts). */
export function doctor(context: Context, fix = false): DoctorResult {
  const repairs = fix ? doctorFix(context) : [];
  const checks = [
    nodeCheck(context),
    ...placeChecks(context),
    ...stateChecks(context),
    logCheck(context),
    ...storeChecks(context),
    ...hostChecks(context),
    ...leftoverChecks(context),
    ...driftChecks(context),
    ...toolChecks(context),
    ...modelChecks(context),
  ];
  return { schemaVersion: 1, checks, bad: checks.filter((one) => one.state === "bad").length, repairs };
}

function nodeCheck({ powers }: Context): Check {
  const zstd = powers.zstd === null ? ", without zstd: compressed rows cannot be read" : "";
  return {
    what: "node",
    state: powers.zstd === null ? "note" : "ok",
    detail: `${powers.host.nodeVersion}${zstd}`,
    fix: zstd === "" ? "" : "use Node 22.15 or newer",
  };
}

function placeChecks({ powers, places }: Context): readonly Check[] {
  const data = powers.files.facts(places.data);
  const open = data !== null && (data.mode & 0o077) !== 0;
  const { openclaw } = places;
  return [
    data === null
      ? {
          what: "data folder",
          state: "note",
          detail: `${places.data} (${places.dataWhy}) is not there yet`,
          fix: "it is made by the first command that keeps something",
        }
      : {
          what: "data folder",
          state: open ? "bad" : "ok",
          detail: `${places.data} (${places.dataWhy})${open ? ", open to others" : ""}`,
          fix: open ? `chmod 700 ${places.data}` : "",
        },
    openclaw === null
      ? { what: "openclaw", state: "note", detail: "no state directory was found", fix: "give logs with --path and a workspace with --workspace" }
      : {
          what: "openclaw",
          state: openclaw.problems.length > 0 ? "note" : "ok",
          detail: `${openclaw.stateDir}, agents ${openclaw.agents.join(", ")}${openclaw.problems.length > 0 ? ", its configuration could not be read whole" : ""}`,
          fix: "",
        },
    places.workspace === null
      ? { what: "workspace", state: "note", detail: "not known", fix: "give it with --workspace" }
      : { what: "workspace", state: "ok", detail: places.workspace, fix: "" },
  ];
}

function stateChecks(context: Context): readonly Check[] {
  const { powers, places } = context;
  return [
    checked("genes.json", () => `${loadGenes(powers.files, places.data).length} genes`),
    checked("capsules.json", () => `${loadCapsules(powers.files, places.data).length} capsules`),
    checked("rollbacks.json", () => `${loadRollbacks(powers.files, places.data).length} generations`),
    checked("traces.sqlite", () => (context.dryRun ? "not opened in a dry run" : `${withTraces(context, 0, (store) => store.traces().length)} sessions`)),
    {
      what: "policy",
      state: context.policyFault === null ? "ok" : "bad",
      detail:
        context.policyFault ??
        `${context.policyDigest.slice(0, 16)}…${powers.files.facts(places.policy) === null ? ", as shipped" : `, with ${places.policy}`}`,
      fix: context.policyFault === null ? "" : "mend policy.json, or remove it to go on as shipped",
    },
    powers.files.facts(places.journal) === null
      ? { what: "journal", state: "ok", detail: "no interrupted deploy", fix: "" }
      : { what: "journal", state: "note", detail: "a deploy was interrupted", fix: "the next command that changes something finishes it or takes it back" },
  ];
}

const LOG_STATES = { broken: "BROKEN", "rolled-back": "ROLLED BACK", unanchored: "UNANCHORED" } as const;

function logCheck(context: Context): Check {
  const { powers } = context;
  const check = checkLog(powers.files, logPlaceOf(context));
  return {
    what: "audit log",
    state: check.status === "ok" ? "ok" : "bad",
    detail: check.status === "ok" ? `${check.events} events verify` : `${LOG_STATES[check.status]}: ${check.firstBad?.detail ?? ""}`,
    fix: check.status === "ok" ? "" : "forge audit verify",
  };
}

function storeChecks(context: Context): readonly Check[] {
  const { powers, places } = context;
  return treesOf(context).map((digest) => checked(`tree ${digest.slice(0, 12)}`, () => `${readStored(powers.files, places.store, digest).length} files`));
}

/** Digests of the trees that the generations name and gc has not cleared. */
function treesOf({ powers, places }: Context): readonly string[] {
  return unlessDamaged(() => promised(places.data, powers.files));
}

/** Nothing when a state file is damaged, which stands in a line of its own. */
function unlessDamaged<T>(work: () => readonly T[]): readonly T[] {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return [];
  }
}

/** Each host: is it here, where is it written to, how much is deployed there. What does not stand as it was deployed has lines of its own. */
function hostChecks(context: Context): readonly Check[] {
  try {
    return hostStates(context).map(hostCheck);
  } catch (error) {
    // rollbacks.json has a line of its own
    if (!(error instanceof ForgeError)) throw error;
    return [];
  }
}

function hostCheck({ host, present, home, roots, deployed }: HostState): Check {
  const what = `host ${host}`;
  const [root] = roots;
  const there = roots.filter((one) => one.there).length;
  const count = `${deployed.length} ${deployed.length === 1 ? "skill" : "skills"} deployed`;
  const looks = `${root?.path ?? ""} (${there} of ${roots.length} folders of skills are there), ${count}`;
  if (!present && deployed.length === 0) return { what, state: "ok", detail: `not on this machine${home === null ? "" : ` (no ${home})`}`, fix: "" };
  return { what, state: "ok", detail: present ? looks : `${home ?? ""} is not there any more, ${count}`, fix: "" };
}

function leftoverChecks(context: Context): readonly Check[] {
  const left = unlessDamaged(() => leftoversOf(context));
  if (left.length === 0) return [];
  return [{ what: "left over", state: "note", detail: left.map((one) => `${one.path} (${one.what})`).join(", "), fix: "forge doctor --fix, or forge gc" }];
}

/** What is deployed and differs from its last generation; changing a skill by hand is no fault. */
function driftChecks(context: Context): readonly Check[] {
  return unlessDamaged(() => driftOf(context))
    .filter((one) => one.state !== "as-deployed")
    .map((one) => ({
      what: "deployed skill",
      state: "note",
      detail: `${one.path} ${one.state === "gone" ? "is gone" : `was changed: ${one.differences.map(({ path, what }) => `${path} ${CHANGES[what]}`).join(", ")}`}`,
      fix: one.ways.map(({ command, does }) => `${command} (${does})`).join(", or "),
    }));
}

function toolChecks(context: Context): readonly Check[] {
  const { powers } = context;
  const installed = installedSkills(context);
  const wall =
    powers.host.platform === "linux"
      ? powers.run("bwrap", ["--version"], { cwd: powers.host.cwd, env: { PATH: powers.host.env.PATH ?? "" }, timeoutMs: 5000 })
      : null;
  return [
    { what: "skills seen", state: "ok", detail: `${installed.length} in all roots of OpenClaw`, fix: "" },
    ...listingBudgets(libraries(context, installed), null).map(budgetCheck),
    wall === null || wall.exitCode !== 0
      ? {
          what: "sandbox",
          state: "note",
          detail: "bubblewrap is not there: scripts of generated skills are not tried out before review",
          fix: "install bubblewrap (Linux)",
        }
      : { what: "sandbox", state: "ok", detail: wall.stdout.trim(), fix: "" },
  ];
}

function budgetCheck({ host, limit, before, state }: ListingBudget): Check {
  return {
    what: `list for ${host}`,
    state: state === "over" ? "bad" : state === "near" ? "note" : "ok",
    detail: `${before} of ${limit} characters${state === "over" ? ": some skills will not be seen" : ""}`,
    fix: state === "fits" ? "" : "shorten descriptions or retire skills that are not used",
  };
}

function checked(what: string, work: () => string): Check {
  try {
    return { what, state: "ok", detail: work(), fix: "" };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { what, state: "bad", detail: error.message, fix: error.help };
  }
}
