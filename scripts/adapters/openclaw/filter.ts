import type { DropReason } from "#kernel/dropped";

/** What index or database say about a session. Every list may be empty: nothing known is the normal state of a person's own session. */
export type SessionFacts = Readonly<{
  keys: readonly string[];
  chatTypes: readonly string[];
  spawned: boolean;
  machine: boolean;
  createdVia: readonly string[];
  actors: readonly string[];
}>;

export const NO_FACTS: SessionFacts = { keys: [], chatTypes: [], spawned: false, machine: false, createdVia: [], actors: [] };

const SUBAGENT_STARTS = ["subagent", "acp"];
const MACHINE_STARTS = ["cron", "hook"];
const MACHINE_SEGMENTS = new Set(["heartbeat", "hook", "memory", "active-memory", "commitments", "skill-workshop-history-scan", "skill-workshop-review"]);
const MODEL_PROBE = /^explicit:model-run-[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const GROUP_TYPES = new Set(["group", "channel", "room"]);
const OWN_KEYS = new Set(["main", "explicit", "dashboard"]);

/** Facts of a session -> why its requests are no person's requests; null when they may be. */
export function machineReason(facts: SessionFacts): DropReason | null {
  const rests = facts.keys.map(withoutAgent);
  if (facts.spawned || facts.createdVia.includes("spawn") || facts.actors.includes("agent") || rests.some(isSubagentKey)) return "session.subagent";
  const made = facts.createdVia.some((via) => via === "cron" || via === "plugin" || via === "internal") || facts.actors.includes("system");
  return facts.machine || made || rests.some(isMachineKey) ? "session.machine" : null;
}

/** Facts of a session -> does it hold the words of several people? The key tells where the chat type is missing. */
export function isGroup(facts: SessionFacts): boolean {
  return facts.chatTypes.some((type) => GROUP_TYPES.has(type)) || facts.keys.some((key) => isGroupKey(withoutAgent(key)));
}

/** Two sources of facts about one session -> all of them. */
export function joinFacts(a: SessionFacts, b: SessionFacts): SessionFacts {
  return {
    keys: [...new Set([...a.keys, ...b.keys])],
    chatTypes: [...new Set([...a.chatTypes, ...b.chatTypes])],
    spawned: a.spawned || b.spawned,
    machine: a.machine || b.machine,
    createdVia: [...new Set([...a.createdVia, ...b.createdVia])],
    actors: [...new Set([...a.actors, ...b.actors])],
  };
}

/** `agent:<id>:rest` -> `rest`. */
function withoutAgent(key: string): string {
  if (!key.startsWith("agent:")) return key;
  const end = key.indexOf(":", "agent:".length);
  return end < 0 ? key : key.slice(end + 1);
}

function isSubagentKey(rest: string): boolean {
  return SUBAGENT_STARTS.some((start) => rest.startsWith(`${start}:`));
}

function isMachineKey(rest: string): boolean {
  if (MACHINE_STARTS.some((start) => rest.startsWith(`${start}:`)) || rest.startsWith("heartbeat") || MODEL_PROBE.test(rest)) return true;
  return rest.split(":").some((segment) => MACHINE_SEGMENTS.has(segment) || segment.startsWith("dreaming-narrative-"));
}

/** `<channel>:group:<id>`, also behind an account; a name the person chose (`explicit:group`) makes no group, a direct chat neither. */
function isGroupKey(rest: string): boolean {
  const segments = rest.split(":");
  if (OWN_KEYS.has(segments[0] ?? "")) return false;
  const kind = segments.findIndex((segment, at) => at > 0 && (GROUP_TYPES.has(segment) || segment === "direct" || segment === "dm"));
  return GROUP_TYPES.has(segments[kind] ?? "");
}
