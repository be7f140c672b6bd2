import { digestOf } from "#kernel/digest";
import { agentDatabase, type SampleDatabase } from "./database.ts";
import type { SessionPlan } from "./plan.ts";
import { type LogRecord, recordsOf, uuidOf } from "./records.ts";

/** A file of the sample, `path` relative to the home folder; with `zstd` the writer compresses the text. */
export type SampleFile = Readonly<{ path: string; text: string; zstd: boolean }>;

/** A home folder as data: what to write, nothing written yet. */
export type SampleHome = Readonly<{ files: readonly SampleFile[]; databases: readonly SampleDatabase[] }>;

const STATE = ".openclaw";

/** Plans -> the home folder that a host would have left behind: transcripts, archives, copies, index, database, configuration. */
export function homeOf(plans: readonly SessionPlan[]): SampleHome {
  const agents = [...new Set(plans.map((plan) => plan.agent))].sort();
  const files = agents.flatMap((agent) =>
    agentFiles(
      agent,
      plans.filter((plan) => plan.agent === agent),
    ),
  );
  const databases = agents.flatMap((agent) => {
    const stored = plans.filter((plan) => plan.agent === agent && (plan.storage === "database" || plan.storage === "both"));
    return stored.length === 0
      ? []
      : [
          agentDatabase(
            `${STATE}/agents/${agent}/agent/openclaw-agent.sqlite`,
            agent,
            stored.map((plan) => ({ plan, records: databasePart(plan) })),
          ),
        ];
  });
  return { files: [...hostFiles(), ...files], databases };
}

/** The overlap of the two storages: the file stops before the last turn, the database lacks the turn before it (an incomplete import). */
function filePart(plan: SessionPlan): readonly LogRecord[] {
  const records = recordsOf(plan, "new");
  return plan.storage === "both" ? records.slice(0, turnStarts(records).at(-1)) : recordsOf(plan, "old");
}

function databasePart(plan: SessionPlan): readonly LogRecord[] {
  const records = recordsOf(plan, "new");
  if (plan.storage !== "both") return records;
  const [from, to] = turnStarts(records).slice(-2);
  return records.filter((_, index) => index < (from ?? 0) || index >= (to ?? 0));
}

function turnStarts(records: readonly LogRecord[]): readonly number[] {
  return records.flatMap((record, index) => (roleOf(record) === "user" ? [index] : []));
}

function roleOf(record: LogRecord): unknown {
  const message = record["message"];
  return typeof message === "object" && message !== null && "role" in message ? message.role : undefined;
}

const lines = (records: readonly unknown[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join("");

function agentFiles(agent: string, plans: readonly SessionPlan[]): readonly SampleFile[] {
  const folder = `${STATE}/agents/${agent}/sessions`;
  const plain = (name: string, text: string): SampleFile => ({ path: `${folder}/${name}`, text, zstd: false });
  const filed = plans.filter((plan) => plan.storage !== "database");
  const live = filed.filter((plan) => ["file", "topic", "both"].includes(plan.storage));
  if (filed.length === 0) return [];
  const first = live.find((plan) => plan.machine === null && plan.storage === "file");
  const transcripts = filed.map((plan) => ({
    path: `${folder}/${fileName(plan)}`,
    text: lines(filePart(plan)) + (plan === first ? unfinished(plan) : ""),
    zstd: plan.storage === "reset-zstd",
  }));
  const index = JSON.stringify(Object.fromEntries(live.map((plan) => [plan.key, entryOf(plan)])));
  return [...transcripts, plain("sessions.json", index), plain("sessions.json.bak.1", index), ...(first === undefined ? [] : litter(first, plain))];
}

/** A record kind nobody knows yet, and a line that is still being written. */
function unfinished(plan: SessionPlan): string {
  return `${lines([{ type: "plugin_state", id: "feed0001", parentId: null, timestamp: new Date(plan.start + 800_000).toISOString() }])}{"type":"message","id":"feed0002","parentId":"fee`;
}

/** Files that stand beside transcripts: copies of history, a lock, a run trace, an internal start. None may count twice. */
function litter(plan: SessionPlan, plain: (name: string, text: string) => SampleFile): readonly SampleFile[] {
  const id = uuidOf("session", plan.name);
  const records = recordsOf(plan, "old");
  return [
    plain(`${id}.checkpoint.${uuidOf("checkpoint", plan.name)}.jsonl`, lines(records.slice(0, 8))),
    plain(`${id}.jsonl.bak.${fileStamp(plan.start)}`, lines(records)),
    plain(`${id}.trajectory.jsonl`, lines([{ step: 1, tool: "exec", ok: true }])),
    plain(`${id}.jsonl.lock`, "4711\n"),
    plain(`boot-${id}.jsonl`, lines(records.slice(0, 6))),
  ];
}

const fileStamp = (time: number): string => new Date(time).toISOString().replaceAll(":", "-");

function fileName(plan: SessionPlan): string {
  const id = uuidOf("session", plan.name);
  const closed = fileStamp(plan.start + 3_600_000);
  if (plan.storage === "topic") return `${id}-topic-7.jsonl`;
  if (plan.storage === "reset") return `${id}.jsonl.reset.${closed}`;
  if (plan.storage === "reset-zstd") return `${id}.jsonl.reset.${closed}.${digestOf(id).slice(0, 32)}.zst`;
  if (plan.storage === "deleted") return `${id}.jsonl.deleted.${closed}`;
  return `${id}.jsonl`;
}

function entryOf(plan: SessionPlan): Readonly<Record<string, unknown>> {
  const common = {
    sessionId: uuidOf("session", plan.name),
    updatedAt: plan.start + 900_000,
    sessionStartedAt: plan.start,
    compactionCount: 0,
    inputTokens: 4200,
    outputTokens: 310,
    model: "example-1",
    modelProvider: "example",
    skillsSnapshot: { version: 3, skills: [] },
  };
  if (plan.machine === "cron") return common;
  return { ...common, chatType: plan.audience, provider: plan.channel, ...(plan.audience === "group" ? { subject: "garden club" } : {}) };
}

/** Configuration with comments, as the host allows, and a workspace with a skill that the person wrote. */
function hostFiles(): readonly SampleFile[] {
  const plain = (path: string, text: string): SampleFile => ({ path: `${STATE}/${path}`, text, zstd: false });
  return [
    plain("openclaw.json", '{\n  // written by hand\n  agents: { defaults: { heartbeat: { every: "30m", }, }, },\n}\n'),
    plain("workspace/AGENTS.md", "# How I work\n\nShort answers, please.\n"),
    plain(
      "workspace/skills/plant-watering/SKILL.md",
      '---\nname: plant-watering\ndescription: "Answer when each plant was watered last, from a text file."\n---\n\n# Plant watering\n\nRead `~/notes/plants.txt`.\n',
    ),
  ];
}
