import { type Digest, digestOf, hasher } from "#kernel/digest";
import type { ReadPowers } from "#kernel/powers";

/**
 * Powers that hash what is read through them between `begin` and `take` (a listing that looks at heads is not hashed).
 * `take` gives the SHA-256 of the one file read to its end, null when it was none or several.
 */
export type Hashing = Readonly<{ powers: ReadPowers; begin(): void; take(): Digest | null }>;

/** A trace can then be held against the bytes it came from, though they are not copied. Rows of a database are not hashed: its file changes while its owner works. */
export function hashingPowers({ host, files, zstd }: ReadPowers): Hashing {
  const found = new Map<string, Digest>();
  let isOn = false;
  const powers: ReadPowers = {
    host,
    zstd,
    files: {
      ...files,
      bytes: (path, limit) => {
        const bytes = files.bytes(path, limit);
        if (isOn) found.set(path, digestOf(bytes));
        return bytes;
      },
      chunks: function* (path) {
        if (!isOn) {
          yield* files.chunks(path);
          return;
        }
        const state = hasher();
        for (const chunk of files.chunks(path)) {
          state.add(chunk);
          yield chunk;
        }
        found.set(path, state.digest());
      },
    },
  };
  return {
    powers,
    begin: () => {
      isOn = true;
    },
    take: () => {
      isOn = false;
      const [only] = found.size === 1 ? [...found.values()] : [];
      found.clear();
      return only ?? null;
    },
  };
}
