/** What a name in a sessions folder stands for. `session` is the id in the name; `at` sorts archives by time. */
export type FileRole =
  | Readonly<{ role: "live"; session: string }>
  | Readonly<{ role: "reset" | "deleted"; session: string; at: string; zstd: boolean }>
  | Readonly<{ role: "index" | "cold" | "import-archive" | "copy" | "machine" | "other" }>;

const ARCHIVE = /^(.+)\.jsonl\.(reset|deleted)\.(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}(?:\.\d{3})?Z|\d{10,16})(?:\.[0-9a-f]{32})?(\.zst)?$/;
const COPIES = /\.jsonl\.bak\.[^/]*$|\.jsonl\.full\.bak$|\.checkpoint\.[0-9A-Fa-f-]{8,40}\.jsonl$|^sessions\.json\.bak(?:\..*)?$|\.migrated$/;
const NOT_TRANSCRIPT = /\.trajectory\.jsonl$|\.trajectory-path\.json$|\.corrupt-[^/]*\.jsonl$|\.lock$|\.tmp$/;

/** Name in a sessions folder -> its role. Only live transcripts and archives hold sessions; everything else has a reason of its own. */
export function roleOf(name: string): FileRole {
  if (name === "sessions.json") return { role: "index" };
  if (name === "cold") return { role: "cold" };
  if (name === "session-sqlite-import-archive") return { role: "import-archive" };
  if (NOT_TRANSCRIPT.test(name)) return { role: "other" };
  if (COPIES.test(name)) return { role: "copy" };
  if (/^boot-.*\.jsonl/.test(name)) return { role: "machine" };
  const archive = ARCHIVE.exec(name);
  if (archive !== null) {
    const [, session = "", reason, at = "", zst] = archive;
    return { role: reason === "deleted" ? "deleted" : "reset", session, at: sortable(at), zstd: zst !== undefined };
  }
  return name.endsWith(".jsonl") && name.length > 6 ? { role: "live", session: name.slice(0, -6) } : { role: "other" };
}

/** `<id>-topic-<n>` -> `<id>`: the transcript of one topic of a chat; null for other names. */
export function withoutTopic(session: string): string | null {
  const at = session.lastIndexOf("-topic-");
  return at > 0 ? session.slice(0, at) : null;
}

/** Archive time (ISO with `-` for `:`, or epoch milliseconds in very old names) -> ISO text, so that both sort together. */
function sortable(at: string): string {
  if (!/^\d+$/.test(at)) return at;
  return new Date(Math.min(Number(at), 8.64e15)).toISOString().replaceAll(":", "-");
}
