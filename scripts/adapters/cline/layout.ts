import { basename, dirname, join } from "node:path";
import { filesBelow, kindOf, namesIn, rootKind } from "#adapters/common/walk";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import { jsonDocument } from "#adapters/common/records";
import { isCliSession } from "./cli.ts";
import { type Task, taskIn } from "./task.ts";

/** Tasks (a folder each) and sessions (a file each) of a root, the list of tasks beside them, and what was not entered. */
export type Layout = Readonly<{ tasks: readonly Task[]; sessions: readonly string[]; index: string | null; dropped: readonly Dropped[] }>;

const DOCUMENT_BYTES = 64 * 1024 * 1024;

const NONE: Layout = { tasks: [], sessions: [], index: null, dropped: [] };

/** Root (storage of an extension or of several, Cline's folder, `tasks`, `sessions`, a task's folder, a file) -> its tasks and sessions. Never throws. */
export function layoutOf(path: string, powers: ReadPowers): Layout {
  const kind = rootKind(path, powers);
  if (kind === "file") {
    if (isSession(path, powers)) return { ...NONE, sessions: [path] };
    return { ...NONE, tasks: [{ folder: dirname(path), path }], index: indexOf(dirname(dirname(path)), powers) };
  }
  if (kind !== "folder") return NONE;
  const data = kindOf(join(path, "data"), powers) === "folder" && kindOf(join(path, "tasks"), powers) === null ? join(path, "data") : path;
  const dropped: Dropped[] = [];
  const tasks = tasksIn(data, powers, dropped);
  const sessions = sessionsIn(data, powers, dropped);
  return { tasks, sessions, index: indexOf(basename(data) === "tasks" ? data : join(data, "tasks"), powers), dropped };
}

/** A file that was named: what it is, it says itself. */
function isSession(path: string, powers: ReadPowers): boolean {
  const read = jsonDocument(path, powers, DOCUMENT_BYTES);
  return read.dropped === null && isCliSession(read.value);
}

function tasksIn(folder: string, powers: ReadPowers, dropped: Dropped[]): readonly Task[] {
  const own = taskIn(folder, powers);
  if (own !== null) return [own];
  const inside = join(folder, "tasks");
  const tasks = kindOf(inside, powers) === "folder" ? inside : folder;
  return namesIn(tasks, powers, dropped)
    .map((name) => join(tasks, name))
    .flatMap((path) => (kindOf(path, powers) === "folder" ? (taskIn(path, powers) ?? []) : []));
}

function sessionsIn(folder: string, powers: ReadPowers, dropped: Dropped[]): readonly string[] {
  const inside = join(folder, "sessions");
  const at = kindOf(inside, powers) === "folder" ? inside : folder;
  const found = filesBelow(at, powers, (name) => name.endsWith(".messages.json"), { depth: 1 });
  if (at === inside) dropped.push(...found.dropped);
  return found.files;
}

/** Folder of tasks -> the list that says where each was begun. */
function indexOf(tasks: string, powers: ReadPowers): string | null {
  const path = join(dirname(tasks), "state/taskHistory.json");
  return kindOf(path, powers) === "file" ? path : null;
}
