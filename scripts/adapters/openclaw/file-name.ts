/** What a name in a sessions folder stands for; `session` is the id in the name. */
export type FileRole =
  | Readonly<{ role: "live" | "reset" | "deleted"; session: string }>
  | Readonly<{ role: "index" | "cold" | "import-archive" | "copy" | "machine" | "other" }>;

const ARCHIVE = /^(.+)\.jsonl\.(reset|deleted)\.(?:\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}(?:\.\d{3})?Z|\d{10,16})(?:\.[0-9a-f]{32})?(?:\.zst)?$/;
/** `.bak-<process>-<time>` is the file as it was before OpenClaw repaired it: what it has more was broken. */
const COPIES = /\.jsonl\.bak(?:[.-][^/]*)?$|\.jsonl\.full\.bak$|\.checkpoint\.[0-9A-Fa-f-]{8,40}\.jsonl$|^sessions\.json\.bak(?:\..*)?$|\.migrated$/;
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
  if (archive !== null) return { role: archive[2] === "deleted" ? "deleted" : "reset", session: archive[1] ?? "" };
  return name.endsWith(".jsonl") && name.length > 6 ? { role: "live", session: name.slice(0, -6) } : { role: "other" };
}

/** `<id>-topic-<n>` -> `<id>`: the transcript of one topic of a chat; null for other names. */
export function withoutTopic(session: string): string | null {
  const at = session.lastIndexOf("-topic-");
  return at > 0 ? session.slice(0, at) : null;
}
