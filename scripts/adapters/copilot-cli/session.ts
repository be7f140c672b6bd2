import { jsonLines } from "#adapters/common/records";
import { nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { Reading, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { Events } from "./events.ts";
import { sessionOf } from "./layout.ts";

/** One session file -> its conversation. `copied` are events that are read elsewhere. Never throws. */
export function readSession(path: string, copied: ReadonlySet<string>, powers: ReadPowers, options: ReadOptions): Reading {
  const story = new Story();
  const events = new Events(story, copied);
  for (const line of jsonLines(path, powers, options)) events.line(line);
  const { head } = events;
  const { dropped } = story;
  if (events.known === 0) return { conversation: null, dropped: [...dropped, ...nothing("source.unknown-shape", path).dropped] };
  if (head?.spawned === true) return nothing("session.machine", path, "detached");
  if (story.events.length === 0) return { conversation: null, dropped: [...dropped, ...nothing("source.not-transcript", path, "empty").dropped] };
  const conversation = conversationOf(
    {
      id: head?.session ?? sessionOf(path),
      adapter: "copilot-cli",
      path,
      project: head?.cwd ?? null,
      startedAt: head?.startedAt ?? null,
      runtime: head?.version === undefined || head.version === null ? null : `copilot ${head.version}`,
    },
    story,
  );
  return { conversation, dropped };
}
