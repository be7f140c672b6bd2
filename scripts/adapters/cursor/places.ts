import { basename, dirname, join } from "node:path";
import { hasColumns, isDatabaseFile } from "#adapters/common/databases";
import { asFields, textOrNull } from "#adapters/common/fields";
import { jsonDocument, someRecord } from "#adapters/common/records";
import { filesBelow, kindOf, namesIn, rootKind } from "#adapters/common/walk";
import type { LogRoot } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { CLI_TABLES } from "./cli-store.ts";
import { isHeading, isRecord } from "./transcript.ts";

/** Files of a root by kind, and which workspace folder each editor's workspace database stands for. */
export type Places = Readonly<{ transcripts: readonly string[]; stores: readonly string[]; editors: readonly string[]; dropped: readonly Dropped[] }>;

/** Machine -> the folder of agents and command line, and the editor's. */
export function rootsOf(host: HostFacts): readonly LogRoot[] {
  return [
    { adapter: "cursor", path: join(host.home, ".cursor"), why: "~/.cursor" },
    { adapter: "cursor", path: editorFolder(host), why: "Cursor's user folder" },
  ];
}

export function editorFolder({ env, home, platform }: HostFacts): string {
  const base = platform === "darwin" ? join(home, "Library/Application Support") : (textOrNull(env["XDG_CONFIG_HOME"]) ?? join(home, ".config"));
  return join(base, "Cursor/User");
}

/** Root (either folder, a project's, a chat's, one file) -> what is in it. Files of other kinds are not named. Never throws. */
export function placesIn(path: string, powers: ReadPowers): Places {
  const kind = rootKind(path, powers);
  if (kind === "file") return ofFile(path, powers);
  if (kind !== "folder") return { transcripts: [], stores: [], editors: [], dropped: [] };
  const editors = [join(path, "globalStorage/state.vscdb"), join(path, "state.vscdb")].filter((one) => kindOf(one, powers) === "file");
  if (editors.length > 0) return { transcripts: [], stores: [], editors, dropped: [] };
  const isHome = ["projects", "chats"].some((name) => kindOf(join(path, name), powers) === "folder");
  const below = isHome ? ["projects", "chats"].map((name) => join(path, name)) : [path];
  const found = below.map((folder) =>
    filesBelow(folder, powers, (name) => /(?:\.jsonl|\.txt|store\.db)$/.test(name), {
      depth: 5,
      enter: (name) => !/(?:^|\/)(?:node_modules|\.git)$/.test(name),
    }),
  );
  const files = found.flatMap((one) => one.files);
  const transcripts = files.filter(
    (file) =>
      !file.endsWith(".db") &&
      (/\/agent-transcripts\//.test(file) ||
        (!isHome && dirname(dirname(file)) === dirname(path)) ||
        basename(path) === "agent-transcripts" ||
        isTranscript(file, powers)),
  );
  return {
    transcripts: transcripts.filter((file) => isHome || isTranscript(file, powers)),
    stores: files.filter((file) => basename(file) === "store.db"),
    editors: [],
    dropped: isHome ? found.flatMap((one) => one.dropped) : [],
  };
}

function ofFile(path: string, powers: ReadPowers): Places {
  const isEditor = path.endsWith(".vscdb") || hasColumns(path, powers, { cursorDiskKV: ["key", "value"] });
  const isStore = !isEditor && (path.endsWith(".db") || isDatabaseFile(path, powers));
  return { transcripts: isEditor || isStore ? [] : [path], stores: isStore ? [path] : [], editors: isEditor ? [path] : [], dropped: [] };
}

/** Is this file a transcript? By its first records, or the heading it begins with. */
export function isTranscript(path: string, powers: ReadPowers): boolean {
  if (!path.endsWith(".txt")) return someRecord(path, powers, isRecord);
  try {
    for (const chunk of powers.files.chunks(path)) return isHeading(Buffer.from(chunk.subarray(0, 4000)).toString("utf8").trimStart().split("\n")[0] ?? "");
  } catch {
    return false;
  }
  return false;
}

export function isCliStore(path: string, powers: ReadPowers): boolean {
  return hasColumns(path, powers, CLI_TABLES);
}

/** Editor's database -> the folder that each conversation was begun in, as the workspaces beside it list them. */
export function projectsOf(database: string, listed: (path: string) => readonly string[], powers: ReadPowers): ReadonlyMap<string, string> {
  const workspaces = join(dirname(dirname(database)), "workspaceStorage");
  const projects = new Map<string, string>();
  for (const name of namesIn(workspaces, powers, [])) {
    const file = join(workspaces, name, "workspace.json");
    const read = kindOf(file, powers) === "file" ? jsonDocument(file, powers, 1 << 20) : null;
    const folder = read === null || read.dropped !== null ? null : textOrNull(asFields(read.value)?.["folder"]);
    if (folder?.startsWith("file://") !== true) continue;
    for (const id of listed(join(workspaces, name, "state.vscdb"))) projects.set(id, pathOf(folder));
  }
  return projects;
}

function pathOf(address: string): string {
  try {
    return decodeURIComponent(address.slice("file://".length));
  } catch {
    return address.slice("file://".length);
  }
}
