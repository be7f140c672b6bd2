import { basename, relative } from "node:path";
import { asFields } from "#adapters/common/fields";
import { someRecord } from "#adapters/common/records";
import { dropOf, fingerprintOf, leftOut } from "#adapters/common/sources";
import type { LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { isDocument, readDocument } from "./document.ts";
import { eventIds, originsOf } from "./forks.ts";
import { QUIET_KINDS, READ_KINDS } from "./kinds.ts";
import { layoutOf } from "./layout.ts";
import { readSession } from "./session.ts";

const FILES_TRIED = 20;

/** Path -> does it hold Copilot's events, or a session of before as one document? By what its first records are. Never throws. */
export function accepts(path: string, powers: ReadPowers): boolean {
  return layoutOf(path, powers)
    .files.slice(0, FILES_TRIED)
    .some((file) => someRecord(file, powers, isEvent) || isDocument(file, powers));
}

function isEvent(value: unknown): boolean {
  const fields = asFields(value);
  const kind = fields?.["type"];
  return typeof kind === "string" && asFields(fields?.["data"]) !== null && (READ_KINDS.has(kind) || QUIET_KINDS.has(kind));
}

/** Root -> a source for each session file. A fork depends on the files it repeats. */
export function* sourcesOf(root: LogRoot, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const { kind, files, dropped } = layoutOf(root.path, powers);
  yield* leftOut("root:left-out", dropped);
  if (files.length === 0) yield* leftOut("root", [dropOf("source.absent", root.path, kind === "absent" ? "nothing there" : "no sessions")]);
  const origins = originsOf(
    files.filter((path) => !path.endsWith(".json")),
    powers,
    options,
  );
  for (const path of files) {
    const before = origins.get(path) ?? [];
    yield {
      id: kind === "file" ? basename(path) : relative(root.path, path),
      fingerprint: fingerprintOf([path, ...before], powers),
      read: () => [path.endsWith(".json") ? readDocument(path, powers) : readSession(path, eventIds(before, powers, options), powers, options)],
    };
  }
}
