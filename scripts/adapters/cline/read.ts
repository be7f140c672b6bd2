import { basename, relative } from "node:path";
import { earlierOf } from "#adapters/common/families";
import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";
import { jsonDocument } from "#adapters/common/records";
import { dropOf, fingerprintOf, leftOut } from "#adapters/common/sources";
import type { LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { beginningOf, isCliSession, manifestOf, messageIds, readCliSession } from "./cli.ts";
import { layoutOf } from "./layout.ts";
import { filesOfTask, isHistory, isPanel, readTask, type Task } from "./task.ts";

const TRIED = 20;
const LIMIT = 64 * 1024 * 1024;

/** Path -> does it hold tasks or sessions of this family? By what their documents are. Never throws. */
export function accepts(path: string, powers: ReadPowers): boolean {
  const { tasks, sessions } = layoutOf(path, powers);
  const isTask = (task: Task): boolean => {
    const entries = asList(valueOf(task.path, powers));
    return isPanel(entries) || (basename(task.path) === "api_conversation_history.json" && isHistory(entries));
  };
  return tasks.slice(0, TRIED).some(isTask) || sessions.slice(0, TRIED).some((file) => isCliSession(valueOf(file, powers)));
}

/** Root -> a source for each task and session. A fork depends on the sessions it repeats. */
export function* sourcesOf(root: LogRoot, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const { tasks, sessions, index, dropped } = layoutOf(root.path, powers);
  yield* leftOut("root:left-out", dropped);
  if (tasks.length + sessions.length === 0) {
    const isThere = powers.files.facts(root.path) !== null;
    yield* leftOut("root", [isThere ? dropOf("source.unknown-shape", root.path, "no tasks") : dropOf("source.absent", root.path, "nothing there")]);
  }
  const listed = index === null ? new Map<string, Fields>() : listOf(index, powers);
  for (const task of tasks) {
    const item = listed.get(basename(task.folder)) ?? {};
    const stamp = fingerprintOf(filesOfTask(task), powers);
    yield {
      id: `task:${relative(root.path, task.path)}`,
      fingerprint: stamp === null ? null : JSON.stringify([stamp, item["parentTaskId"] ?? null, item["cwdOnTaskInitialization"] ?? item["workspace"] ?? null]),
      read: () => [readTask(task, item, powers, options)],
    };
  }
  const earlier = earlierOf(sessions.flatMap((path) => beginningOf(path, powers, options) ?? []));
  for (const path of sessions) {
    const before = earlier.get(path) ?? [];
    yield {
      id: `session:${relative(root.path, path)}`,
      fingerprint: fingerprintOf([path, manifestOf(path), ...before], powers),
      read: () => [readCliSession(path, new Set(before.flatMap((one) => [...messageIds(one, powers, options)])), powers, options)],
    };
  }
}

function listOf(path: string, powers: ReadPowers): ReadonlyMap<string, Fields> {
  return new Map(
    asList(valueOf(path, powers)).flatMap((one) => {
      const item = asFields(one);
      const id = textOrNull(item?.["id"]);
      return item === null || id === null ? [] : [[id, item]];
    }),
  );
}

function valueOf(path: string, powers: ReadPowers): unknown {
  const read = jsonDocument(path, powers, LIMIT);
  return read.dropped === null ? read.value : null;
}
