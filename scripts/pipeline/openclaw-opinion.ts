import { ForgeError } from "#kernel/errors";
import type { ProgramResult, ReadFiles } from "#kernel/powers";
import { visible } from "#kernel/visible";
import type { Context } from "./context.ts";
import type { HostPlace } from "./hosts.ts";

/** What OpenClaw itself says of a skill, or why that is not known. `folder` is where it has the skill from; `hindered` says why it would not use it. */
export type Opinion =
  | Readonly<{ asked: false; why: string }>
  | Readonly<{ asked: true; known: boolean; eligible: boolean; source: string; folder: string | null; hindered: readonly string[] }>;

/** Before the deploy: is the name taken where we cannot look (bundled, plugins)? After it: does the host see it, and from our folder? */
export type Opinions = Readonly<{ before: Opinion; after: Opinion }>;

/** It starts a whole program of some seconds; a person who waits is told after this that it was not asked. */
const PATIENCE_MS = 15_000;

/**
 * Asks the `openclaw` on the path, in its own words `skills info NAME --json`. Only about its own workspace: of another one its answer would be about other
 * folders. Never throws, and never stands in the way of a deploy by failing.
 */
export function askOpenclaw(context: Context, place: HostPlace, name: string): Opinion {
  const { powers, places } = context;
  const { openclaw, workspace } = places;
  if (openclaw === null) return notAsked("no OpenClaw keeps its state on this machine");
  if (workspace === null || openclaw.workspaceOf(openclaw.defaultAgent) !== workspace) return notAsked(`${place.root} is not in the workspace that it uses`);
  powers.note({ kind: "detail", text: `asking openclaw what it knows of ${name}` });
  let ran: ProgramResult | null;
  try {
    ran = powers.run("openclaw", ["skills", "info", name, "--json"], { cwd: powers.host.home, env: environmentOf(context), timeoutMs: PATIENCE_MS });
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return notAsked(error.message);
  }
  if (ran === null) return notAsked("there is no program openclaw on the path");
  if (ran.timedOut) return notAsked(`openclaw gave no answer within ${PATIENCE_MS / 1000} seconds`);
  return opinionIn(ran);
}

/** Throws NAME_TAKEN when the host says that it has a skill of the name from elsewhere. Called for a place where nothing stands yet. */
export function refuseTaken(files: ReadFiles, opinion: Opinion, path: string, name: string): void {
  if (!opinion.asked || !opinion.known || (opinion.folder !== null && same(files, opinion.folder, path))) return;
  const where = opinion.folder === null ? "" : ` at ${visible(opinion.folder)}`;
  throw new ForgeError("NAME_TAKEN", `OpenClaw itself says that it has a skill ${name} already${where} (${visible(opinion.source)})`, {
    details: { ...(opinion.folder === null ? {} : { folder: opinion.folder }), source: opinion.source },
  });
}

/** The answer after the deploy in a sentence. */
export function saidOf(files: ReadFiles, opinion: Opinion, path: string): string {
  if (!opinion.asked) return `OpenClaw was not asked whether it sees it: ${visible(opinion.why)}`;
  if (!opinion.known) return "OpenClaw does not see it: it knows no skill of this name (openclaw skills check says more)";
  if (opinion.folder === null || !same(files, opinion.folder, path))
    return `OpenClaw takes another skill of this name: ${visible(opinion.folder ?? opinion.source)}`;
  return opinion.eligible ? "OpenClaw sees it and can use it" : `OpenClaw sees it and will not use it: ${opinion.hindered.map(visible).join(", ")}`;
}

function notAsked(why: string): Opinion {
  return { asked: false, why };
}

/** What the program needs to find its own state, and nothing else of the person's environment. */
function environmentOf({ powers }: Context): Readonly<Record<string, string>> {
  const { env, home } = powers.host;
  const kept = Object.entries(env).filter(([name]) => name === "PATH" || name === "TMPDIR" || name === "LANG" || /^(?:OPENCLAW|XDG)_/.test(name));
  return { ...Object.fromEntries(kept.filter((one): one is [string, string] => one[1] !== undefined)), HOME: home, NO_COLOR: "1" };
}

function opinionIn({ stdout, exitCode }: ProgramResult): Opinion {
  const told = fieldsIn(stdout);
  if (told === null) return notAsked(`openclaw ended with ${exitCode ?? "a signal"} and no answer that can be read`);
  if (typeof told["name"] !== "string") {
    // an answer about exactly this name, and not an error of another kind
    const unknown = told["ok"] === false && typeof told["skill"] === "string";
    return unknown ? { asked: true, known: false, eligible: false, source: "", folder: null, hindered: [] } : notAsked("openclaw answered with an error");
  }
  const folder = told["baseDir"];
  return {
    asked: true,
    known: true,
    eligible: told["eligible"] === true,
    source: typeof told["source"] === "string" ? told["source"] : "",
    folder: typeof folder === "string" ? folder : null,
    hindered: hindrancesIn(told),
  };
}

function hindrancesIn(told: Fields): readonly string[] {
  const missing = isFields(told["missing"]) ? Object.entries(told["missing"]) : [];
  const lacking = missing.flatMap(([kind, names]) => (Array.isArray(names) && names.length > 0 ? [`missing ${kind}: ${names.map(String).join(", ")}`] : []));
  const flags = [
    ["disabled", "it is switched off"],
    ["blockedByAllowlist", "it is not on the list of allowed skills"],
    ["blockedByAgentFilter", "it is not on the agent's list of skills"],
    ["platformIncompatible", "it is not for this system"],
  ] as const;
  const all = [...flags.flatMap(([key, words]) => (told[key] === true ? [words] : [])), ...lacking];
  return all.length === 0 ? ["it gives no reason"] : all;
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsIn(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text.slice(Math.max(0, text.indexOf("{"))));
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A workspace can be reached by a link: the host may say either path. */
function same(files: ReadFiles, a: string, b: string): boolean {
  const real = (path: string): string => {
    try {
      return files.realPath(path);
    } catch {
      return path;
    }
  };
  return a === b || real(a) === real(b);
}
