import { basename, dirname, join } from "node:path";
import { dropOf, fingerprintOf, leftOut, nothing } from "#adapters/common/sources";
import type { LogRoot, LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { DropReason } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import { type AgentStore, agentSources } from "./agent.ts";
import { roleOf } from "./file-name.ts";
import { NO_FACTS } from "./filter.ts";
import { fileSource } from "./files-store.ts";
import { agentOf, layoutOf, sessionsBeside } from "./layout.ts";
import { stateDirs } from "./places.ts";
import { readSession } from "./session.ts";
import { sessionIn } from "./source.ts";
import { skillsOf } from "./skills.ts";
import { type OpenclawState, stateAt } from "./state.ts";

/** Root (state directory, agent folder, sessions folder, one file) -> a source for each session, and one for what was left out beside them. */
export function* rootSources(root: LogRoot, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  if (isSuperseded(root.path, powers)) {
    yield* absent("source.copy", root.path, "a state directory under an old name, beside the current one");
    return;
  }
  const { kind, path } = layoutOf(root.path, powers);
  if (kind === "state") yield* stateSources(path, powers, options);
  else if (kind === "agent")
    yield* agentSources(agentStore(path, join(path, "sessions"), join(path, "agent", "openclaw-agent.sqlite"), powers), powers, options);
  else if (kind === "sessions") yield* agentSources(agentStore(path, path, null, powers), powers, options);
  else if (kind === "database") yield* agentSources(agentStore(path, sessionsBeside(path), path, powers), powers, options);
  else if (kind === "transcript") yield { id: basename(path), fingerprint: fingerprintOf([path], powers), read: () => [readTranscript(path, powers, options)] };
  else if (kind === "unreadable") yield* absent("source.unreadable", root.path);
  else yield* absent("source.absent", root.path, kind === "unknown" ? "no OpenClaw sessions in it" : "nothing there");
}

function* stateSources(stateDir: string, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const state = stateAt(stateDir, powers.host, powers.files);
  yield* leftOut("state:left-out", state.problems);
  let found = false;
  for (const agent of state.agents) {
    const store = { ...storeOf(state, agent, powers), sessionsFolder: state.sessionsFolderOf(agent), database: state.databaseOf(agent) };
    for (const source of agentSources(store, powers, options)) {
      found = true;
      yield source;
    }
  }
  if (!found) yield* absent("source.absent", join(stateDir, "agents"), "no sessions");
}

function storeOf(state: OpenclawState, agent: string, powers: ReadPowers): AgentStore {
  const strip = { heartbeatPrompt: state.heartbeatPromptOf(agent), skills: skillsOf(state, agent, powers.files) };
  return { agent, stateDir: state.stateDir, sessionsFolder: null, database: null, strip };
}

/** A part of a state directory, or the same folders copied elsewhere: then the copy's own folder is the wall. */
function agentStore(path: string, sessionsFolder: string | null, database: string | null, powers: ReadPowers): AgentStore {
  const known = agentOf(path);
  if (known !== null)
    return { ...storeOf(stateAt(known.stateDir, powers.host, powers.files), known.agent, powers), sessionsFolder, database: database ?? databaseBeside(path) };
  const strip = { heartbeatPrompt: null, skills: new Map<string, string>() };
  return { agent: "main", stateDir: database === null ? path : dirname(path), sessionsFolder, database, strip };
}

/** Sessions folder of an agent -> its database. */
function databaseBeside(sessions: string): string | null {
  return basename(sessions) === "sessions" ? join(dirname(sessions), "agent", "openclaw-agent.sqlite") : null;
}

function readTranscript(path: string, powers: ReadPowers, options: ReadOptions): Reading {
  const role = roleOf(basename(path));
  if (role.role === "deleted" && !options.includeDeleted) return nothing("source.deleted", path);
  const named = "session" in role ? role.session : basename(path);
  const source = fileSource(path, named, NO_FACTS, powers, options);
  const store = agentStore(path, null, null, powers);
  const session = sessionIn(source) ?? named;
  const reading = readSession(session, [{ ...source, session }], {
    agent: store.agent,
    readAs: "",
    includeGroups: options.includeGroups,
    strip: store.strip,
    repeated: () => new Set(),
  });
  const isOther = reading.conversation === null && reading.dropped.every((one) => one.reason.startsWith("record.") || one.detail === "empty");
  return isOther ? { conversation: null, dropped: [...reading.dropped, dropOf("source.unknown-shape", path)] } : reading;
}

/** A directory under an old name counts only while the current one is absent. */
function isSuperseded(path: string, powers: ReadPowers): boolean {
  const dirs = stateDirs(powers.host);
  if (!dirs.some((dir) => dir.legacy && dir.path === path)) return false;
  return dirs
    .slice(
      0,
      dirs.findIndex((dir) => dir.path === path),
    )
    .some((dir) => layoutOf(dir.path, powers).kind !== "absent");
}

function absent(reason: DropReason, path: string, detail?: string): readonly LogSource[] {
  return leftOut("root", [dropOf(reason, path, detail)]);
}
