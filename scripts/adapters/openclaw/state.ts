import { asFields, type Fields, valueAt } from "#adapters/common/fields";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import type { Dropped } from "#kernel/dropped";
import type { HostFacts, ReadFiles } from "#kernel/powers";
import { type Config, readConfig } from "./config.ts";
import { expandHome, homeOf, isDefaultStateDir, stateDirs } from "./places.ts";

/** A folder in which the host looks for skills. `mayLink`: skill folders there may be links. */
export type SkillRoot = Readonly<{ path: string; source: string; mayLink: boolean }>;

/** Where one OpenClaw installation keeps what we need of it. `problems` are parts of the configuration that could not be read. */
export type OpenclawState = Readonly<{
  stateDir: string;
  configPath: string;
  /** Names of the agents, sorted; `main` when there are none yet. */
  agents: readonly string[];
  defaultAgent: string;
  workspaceOf(agent: string): string;
  skillRoots(agent: string): readonly SkillRoot[];
  heartbeatPromptOf(agent: string): string | null;
  /** Folder of the file storage and path of the database of one agent. */
  sessionsFolderOf(agent: string): string;
  databaseOf(agent: string): string;
  problems: readonly Dropped[];
}>;

/** Machine -> its OpenClaw installation, null when there is none. Never throws: a damaged configuration is a problem in the list. */
export function openclawState(host: HostFacts, files: ReadFiles): OpenclawState | null {
  const found = stateDirs(host).find(({ path }) => isFolder(path, files));
  return found === undefined ? null : stateAt(found.path, host, files);
}

/** State directory -> installation in it. The environment's paths count only for the directory that this machine itself would choose. */
export function stateAt(stateDir: string, host: HostFacts, files: ReadFiles): OpenclawState {
  const own = stateDirs(host).some(({ path }) => path === stateDir || isSame(path, stateDir, files));
  const named = own ? (host.env["OPENCLAW_CONFIG_PATH"] ?? "") : "";
  const configPath = named === "" ? join(stateDir, "openclaw.json") : resolve(host.cwd, expandHome(named, host));
  const config = readConfig(configPath, files);
  const problems: Dropped[] = [...config.problems];
  const setup: Setup = { stateDir, host, own, config, defaultAgent: defaultAgentOf(config.fields) };
  const listed = agentNames(stateDir, files, problems);
  return {
    stateDir,
    configPath,
    agents: listed.length === 0 ? [setup.defaultAgent] : listed,
    defaultAgent: setup.defaultAgent,
    workspaceOf: (agent) => workspaceOf(agent, setup),
    skillRoots: (agent) => skillRoots(agent, setup),
    heartbeatPromptOf: (agent) => heartbeatPrompt(agent, config.fields),
    sessionsFolderOf: (agent) => storePaths(agent, setup).sessions,
    databaseOf: (agent) => storePaths(agent, setup).database,
    problems,
  };
}

/** A state directory may itself be a link: its real path is the same directory. */
function isSame(path: string, stateDir: string, files: ReadFiles): boolean {
  try {
    return files.facts(path) !== null && files.realPath(path) === stateDir;
  } catch {
    return false;
  }
}

type Setup = Readonly<{ stateDir: string; host: HostFacts; own: boolean; config: Config; defaultAgent: string }>;

const text = (value: unknown): string | null => (typeof value === "string" && value.trim() !== "" && !value.includes("\0") ? value.trim() : null);

/** The entry of one agent: `agents.entries.<id>`, in older releases a member of `agents.list`. */
function agentEntry(agent: string, fields: Fields): Fields {
  const entry = asFields(valueAt(fields, "agents", "entries", agent));
  if (entry !== null) return entry;
  return agentList(fields).find((one) => one["id"] === agent) ?? {};
}

function agentList(fields: Fields): readonly Fields[] {
  const list = valueAt(fields, "agents", "list");
  return Array.isArray(list) ? list.map(asFields).filter((one) => one !== null) : [];
}

function defaultAgentOf(fields: Fields): string {
  const entries = Object.entries(asFields(valueAt(fields, "agents", "entries")) ?? {});
  const named = entries.find(([, entry]) => valueAt(entry, "default") === true)?.[0];
  return named ?? text(agentList(fields).find((one) => one["default"] === true)?.["id"]) ?? "main";
}

function workspaceOf(agent: string, setup: Setup): string {
  const { stateDir, host, own, config, defaultAgent } = setup;
  const named = own ? text(host.env["OPENCLAW_WORKSPACE_DIR"]) : null;
  const configured = named ?? text(valueAt(agentEntry(agent, config.fields), "workspace"));
  if (configured !== null) return absolute(configured, setup);
  if (agent !== defaultAgent) return join(stateDir, `workspace-${agent}`);
  const shared = text(valueAt(config.fields, "agents", "defaults", "workspace"));
  return shared === null ? join(stateDir, "workspace") : absolute(shared, setup);
}

/** Highest first: on a name clash the host takes the first. The folder bundled with the program is not among them, its place is not known from here. */
function skillRoots(agent: string, setup: Setup): readonly SkillRoot[] {
  const { stateDir, host, config } = setup;
  const workspace = workspaceOf(agent, setup);
  const extra = valueAt(config.fields, "skills", "load", "extraDirs");
  const extraDirs = Array.isArray(extra) ? extra.map(text).filter((one) => one !== null) : [];
  const personal = { path: join(homeOf(host), ".agents", "skills"), source: "agents-skills-personal", mayLink: true };
  return [
    { path: join(workspace, "skills"), source: "openclaw-workspace", mayLink: false },
    { path: join(workspace, ".agents", "skills"), source: "agents-skills-project", mayLink: false },
    ...(isDefaultStateDir(stateDir, host) ? [personal] : []),
    { path: join(stateDir, "skills"), source: "openclaw-managed", mayLink: true },
    { path: join(stateDir, "agents", agent, "agent", "workshop-skills"), source: "openclaw-workshop", mayLink: false },
    ...extraDirs.map((one) => ({ path: absolute(one, setup), source: "openclaw-extra", mayLink: false })),
  ];
}

function heartbeatPrompt(agent: string, fields: Fields): string | null {
  return text(valueAt(agentEntry(agent, fields), "heartbeat", "prompt")) ?? text(valueAt(fields, "agents", "defaults", "heartbeat", "prompt"));
}

/** `session.store` names the index of the file storage or a database, with `{agentId}` in it; what it does not name keeps its usual place. */
function storePaths(agent: string, setup: Setup): Readonly<{ sessions: string; database: string }> {
  const usual = {
    sessions: join(setup.stateDir, "agents", agent, "sessions"),
    database: join(setup.stateDir, "agents", agent, "agent", "openclaw-agent.sqlite"),
  };
  const template = text(valueAt(setup.config.fields, "session", "store"));
  if (template === null) return usual;
  const path = absolute(template.replaceAll("{agentId}", agent), setup);
  if (path.endsWith(".sqlite")) return { ...usual, database: path };
  return { ...usual, sessions: path.endsWith(".json") ? dirname(path) : path };
}

function absolute(path: string, setup: Setup): string {
  const expanded = expandHome(path, setup.host);
  return isAbsolute(expanded) ? resolve(expanded) : resolve(setup.host.cwd, expanded);
}

function agentNames(stateDir: string, files: ReadFiles, problems: Dropped[]): readonly string[] {
  const folder = join(stateDir, "agents");
  try {
    if (files.facts(folder) === null) return [];
    return files.names(folder).filter((name) => !name.startsWith(".") && isAgentFolder(join(folder, name), stateDir, files, problems));
  } catch {
    problems.push({ reason: "source.unreadable", place: { path: folder, line: 0 } });
    return [];
  }
}

/** A linked agent folder counts only while it stays inside the state directory. */
function isAgentFolder(path: string, stateDir: string, files: ReadFiles, problems: Dropped[]): boolean {
  const kind = files.facts(path)?.kind;
  if (kind !== "link") return kind === "folder";
  try {
    if (files.realPath(path).startsWith(`${files.realPath(stateDir)}/`)) return isFolder(path, files);
  } catch {
    // a link to nothing: counted below like one that leads out
  }
  problems.push({ reason: "source.link", place: { path, line: 0 }, detail: basename(path) });
  return false;
}

function isFolder(path: string, files: ReadFiles): boolean {
  try {
    const kind = files.facts(path)?.kind;
    return kind === "folder" || (kind === "link" && files.facts(files.realPath(path))?.kind === "folder");
  } catch {
    return false;
  }
}
