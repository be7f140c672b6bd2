import { isAbsolute, join, resolve } from "node:path";
import { type OpenclawState, openclawState } from "#adapters/openclaw/state";
import { digestOf } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import { type HostFacts, IN_MEMORY, type Powers, type ReadFiles } from "#kernel/powers";

export type PlaceOptions = Readonly<{ workspace: string | null; home: string | null }>;

/** Where everything lies. `workspace` is null when there is neither OpenClaw nor --workspace: learning works, deploying needs one. */
export type Places = Readonly<{
  data: string;
  dataWhy: string;
  workspace: string | null;
  openclaw: OpenclawState | null;
  staging: string;
  store: string;
  saved: string;
  events: string;
  anchors: string;
  lock: string;
  journal: string;
  /** What is left to do of a rollback of several skills. */
  batch: string;
  /** What is being forgotten. */
  forgetting: string;
  /** Commands whose result may not have been told. */
  asked: string;
  traces: string;
  policy: string;
  /** What a model used and answered; only there when one is configured. */
  model: string;
}>;

/** Host facts and flags -> places, in the order --home, $SKILL_FORGE_HOME, the OpenClaw workspace, $XDG_DATA_HOME. Reads only OpenClaw's configuration. */
export function placesOf(host: HostFacts, files: ReadFiles, options: PlaceOptions): Places {
  const openclaw = openclawState(host, files);
  const workspace = options.workspace === null ? (openclaw?.workspaceOf(openclaw.defaultAgent) ?? null) : absolute(host, options.workspace);
  const [data, dataWhy] = dataFolder(host, options.home, workspace);
  return {
    data,
    dataWhy,
    workspace,
    openclaw,
    staging: join(data, "staging"),
    store: join(data, "store"),
    saved: join(data, "saved"),
    events: join(data, "events.jsonl"),
    anchors: join(stateFolder(host), "skill-forge", "anchors", digestOf(data).slice(0, 16)),
    lock: join(data, "lock.db"),
    journal: join(data, "journal.json"),
    batch: join(data, "batch.json"),
    forgetting: join(data, "forgetting.json"),
    asked: join(data, "asked.json"),
    traces: join(data, "traces.sqlite"),
    policy: join(data, "policy.json"),
    model: join(data, "model.sqlite"),
  };
}

/** The skill root of a workspace, the first in which the host looks. */
export function skillRootOf(workspace: string): string {
  return join(workspace, "skills");
}

/** The workspace for a command that cannot do without one. */
export function workspaceOf(places: Places): string {
  if (places.workspace !== null) return places.workspace;
  throw new ForgeError("USAGE", "there is no OpenClaw on this machine, so the workspace is not known: give it with --workspace FOLDER");
}

function dataFolder(host: HostFacts, home: string | null, workspace: string | null): readonly [string, string] {
  if (home !== null) return [absolute(host, home), "--home"];
  const named = host.env.SKILL_FORGE_HOME ?? "";
  if (named !== "") return [absolute(host, named), "$SKILL_FORGE_HOME"];
  if (workspace !== null) return [join(workspace, "memory", "skill-forge"), "the workspace"];
  const xdg = host.env.XDG_DATA_HOME ?? "";
  return [join(isAbsolute(xdg) ? xdg : join(host.home, ".local", "share"), "skill-forge"), "$XDG_DATA_HOME"];
}

/** XDG base directories: a relative value is to be ignored. */
function stateFolder(host: HostFacts): string {
  const xdg = host.env.XDG_STATE_HOME ?? "";
  return isAbsolute(xdg) ? xdg : join(host.home, ".local", "state");
}

export function absolute(host: HostFacts, path: string): string {
  if (path === "~" || path.startsWith("~/")) return join(host.home, path.slice(1));
  return resolve(host.cwd, path);
}

/** The powers with every write refused, for --dry-run: a write is a bug then, and must not pass unseen. */
export function readOnly(powers: Powers): Powers {
  const refuse = (path: string): never => {
    throw new ForgeError("FILE_UNWRITABLE", `--dry-run writes nothing, and something tried to write ${path}`);
  };
  return {
    ...powers,
    files: {
      ...powers.files,
      makeFolder: refuse,
      makePart: refuse,
      writeNew: refuse,
      writePart: refuse,
      replace: refuse,
      append: refuse,
      truncate: refuse,
      setMode: refuse,
      rename: refuse,
      link: refuse,
      sync: refuse,
      removeFile: refuse,
      removeTree: refuse,
    },
    openStore: (path) => {
      if (path === IN_MEMORY) return powers.openStore(path);
      const database = powers.files.openDatabase(path);
      const close = () => {
        database.close();
      };
      return { run: () => refuse(path), rows: (sql, ...params) => [...database.rows(sql, ...params)], transaction: (work) => work(), close };
    },
  };
}
