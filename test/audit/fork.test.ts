import { expect, it } from "vitest";
import { forkLog } from "#audit/fork";
import { openLog } from "#audit/log";
import { checkLog } from "#audit/read-log";
import { ForgeError } from "#kernel/errors";
import { codeOf } from "../fakes/error-of.ts";
import { MemoryDisk } from "../fakes/memory-files.ts";

const given = { now: "2026-03-09T09:00:00.000Z", hex: (length: number) => "ab".repeat(length).slice(0, length) };
const place = { path: "/data/events.jsonl", anchors: "/state/anchors/x" };

it("a fork changes nothing when what remembers the old log elsewhere cannot be read or written, and says what to do", () => {
  const disk = new MemoryDisk();
  disk.folder("/data");
  const log = openLog(disk.files, place);
  for (let index = 0; index < 3; index += 1) log.append({ type: "observe.done", actor: "ada", txn: null, data: { index } }, given);
  const text = new TextDecoder().decode(disk.files.bytes(place.path, 1 << 20));
  disk.put(place.path, text.replace('"index":1', '"index":7'), 0o600);
  const picture = JSON.stringify(disk.picture());
  const gone = (): never => {
    throw new ForgeError("FILE_UNREADABLE", "the anchor git:/repo needs git, which is not there");
  };
  const elsewhere = [{ name: "git:/repo", read: gone, write: gone, setAside: gone }];
  expect(codeOf(() => forkLog(disk.files, { ...place, elsewhere }, "ada", given))).toBe("FILE_UNREADABLE");
  expect(() => forkLog(disk.files, { ...place, elsewhere }, "ada", given)).toThrow("take it out of audit.anchors in policy.json");
  // read but not written: a disk that is mounted for reading alone
  const sealed = [{ name: "/mnt/anchor", read: () => "a checkpoint", write: gone, setAside: gone }];
  expect(() => forkLog(disk.files, { ...place, elsewhere: sealed }, "ada", given)).toThrow("make that place readable and writable");
  expect(JSON.stringify(disk.picture())).toBe(picture);
  forkLog(disk.files, place, "ada", given);
  expect(checkLog(disk.files, place).status).toBe("ok");
});
