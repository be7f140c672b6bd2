import { HOST_IDS, HOSTS } from "#kernel/hosts.table";
import { visible } from "#kernel/visible";
import type { Hit, LintRule, LintSubject } from "./rule.ts";

/** Strict checkers reject keys they do not know; a host that reads one may obey something nobody reviewed. Without a named host the keys of every known one pass. */
export const sf005: LintRule = {
  id: "SF005",
  check(subject) {
    const { head, host } = subject;
    if (head === null) return [];
    const hosts = (host === null ? HOST_IDS : [host]).map((id) => HOSTS[id]);
    const known = new Set<string>(hosts.flatMap((one) => one.keys));
    const keys = Object.keys(head).filter((key) => !known.has(key));
    const elsewhere = (key: string) => HOST_IDS.filter((id) => (HOSTS[id].keys as readonly string[]).includes(key));
    return [
      ...keys.map((key) => hit(subject, key, key, elsewhere(key).length === 0 ? "is no known key" : `is read by ${elsewhere(key).join(" and ")} only`)),
      ...metadataHits(subject, new Set(hosts.flatMap((one): readonly string[] => one.nested))),
      ...toolsHits(subject),
    ];
  },
};

/** The specification wants text. A number or a truth value is read as text by its reference validator and as something else by others. */
function metadataHits(subject: LintSubject, nested: ReadonlySet<string>): readonly Hit[] {
  const metadata = subject.head?.["metadata"];
  if (metadata === undefined) return [];
  if (!isMap(metadata)) return [hit(subject, "metadata", "metadata", "is no map")];
  return Object.entries(metadata).flatMap(([key, value]) => {
    if (nested.has(key) || typeof value === "string") return [];
    const plain = value === null || typeof value !== "object";
    return [
      hit(
        subject,
        "metadata",
        `metadata.${key}`,
        plain
          ? "is no text: put it in quotes"
          : key === "clawdbot"
            ? "holds something other than text (its host reads metadata.openclaw)"
            : "holds something other than text",
        plain ? "warn" : "error",
      ),
    ];
  });
}

function toolsHits(subject: LintSubject): readonly Hit[] {
  const tools = subject.head?.["allowed-tools"];
  if (tools === undefined || typeof tools === "string") return [];
  const list = Array.isArray(tools) && tools.every((one) => typeof one === "string");
  return [
    hit(
      subject,
      "allowed-tools",
      "allowed-tools",
      list ? "is a list; the specification wants one text with spaces in between" : "is neither text nor a list of it",
      list ? "warn" : "error",
    ),
  ];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hit({ headLine }: LintSubject, at: string, key: string, why: string, level: Hit["level"] = "error"): Hit {
  return { level, file: "SKILL.md", line: headLine(at), args: { key: visible(key), why } };
}
