import { randomBytes } from "node:crypto";
import type { Decompress, HostFacts, Powers } from "#kernel/powers";
import { ForgeError } from "#kernel/errors";
import { openDatabase } from "./database.ts";
import { nodeFiles } from "./files.ts";
import { startHelper } from "./second-thread.ts";
import { shareWork } from "./shared-work.ts";
import { hostFacts } from "./host.ts";
import { lockFile } from "./lock.ts";
import { runProgram } from "./run.ts";
import { runWalled } from "./wall.ts";

/** This machine as powers. `overrides` replace facts about the host (tests, --home); `note` receives what the person waiting is told. */
export function nodePowers(overrides: Partial<HostFacts> = {}, options: Readonly<{ note?: Powers["note"] }> = {}): Powers {
  return {
    host: hostFacts(overrides),
    files: nodeFiles(),
    clock: { now: () => Date.now() },
    ids: {
      hex: (length) =>
        randomBytes(Math.ceil(length / 2))
          .toString("hex")
          .slice(0, length),
    },
    lock: lockFile,
    openStore: openDatabase,
    run: runProgram,
    runWalled,
    startHelper,
    shareWork,
    openAsk: async (settings, key, meter) => (await import("./ask/ask.ts")).openAsk(settings, key, meter),
    zstd: zstdOf(),
    note: options.note ?? (() => undefined),
  };
}

/** zstd came with Node 22.15. `limit` is enforced while decoding: a small frame can unpack to gigabytes. */
function zstdOf(): Decompress | null {
  const zlib: { zstdDecompressSync?: (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer } = process.getBuiltinModule("node:zlib");
  const { zstdDecompressSync } = zlib;
  if (typeof zstdDecompressSync !== "function") return null;
  return (bytes, limit) => {
    try {
      return new Uint8Array(zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, limit) }));
    } catch (error) {
      throw new ForgeError("FILE_UNREADABLE", `cannot unpack zstd data: ${error instanceof Error ? error.message : "unknown reason"}`, { cause: error });
    }
  };
}
