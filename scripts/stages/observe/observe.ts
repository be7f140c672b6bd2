import { stableId } from "#kernel/digest";
import type { Dropped } from "#kernel/dropped";
import type { Conversation, FollowUp, Request, Trace } from "#kernel/trace";
import { actionOf } from "./actions/action.ts";
import { shortenHome } from "./redaction/home.ts";
import { cutAtMark } from "./redaction/marks.ts";
import type { Redact } from "./redaction/redact.ts";
import { type Moment, outcomeOf } from "./requests/outcome.ts";
import { reportOf } from "./requests/report.ts";
import { type Earlier, type Opening, type Segment, segment } from "./requests/segment.ts";
import type { Said } from "./requests/stance.ts";

/**
 * `redact` numbers secrets and lives as long as the run; `home` is the person's home folder, written `~` from here on;
 * `textChars` is how much of a long message is kept.
 */
export type ObserveSettings = Readonly<{ redact: Redact; home: string | null; textChars: number }>;

/** Raw text that is looked at for secrets; past it a message is a pasted document, and is cut before anything reads it. */
const RAW_CHARS = 200_000;

/** What was said in a conversation, redacted and cut: for a person who wants the words kept beside the places. */
export function textsOf(conversation: Conversation, settings: ObserveSettings): readonly Readonly<{ kind: string; at: number | null; text: string }>[] {
  const keep = keeper(settings);
  return conversation.events.flatMap((event) => {
    if (event.kind === "prompt") return event.spans.map((span) => ({ kind: `prompt.${span.trust}`, at: event.at, text: keep(span.text) }));
    if (event.kind === "reply" || event.kind === "result") return [{ kind: event.kind, at: event.at, text: keep(event.text) }];
    return event.kind === "call" ? [{ kind: "call", at: event.at, text: keep(`${event.tool} ${JSON.stringify(event.input)}`) }] : [];
  });
}

/** Text -> redacted, home folders shortened, cut to what is kept of one message. */
function keeper({ redact, home, textChars }: ObserveSettings): (text: string) => string {
  return (text) => cutAtMark(shortenHome(redact(text.slice(0, RAW_CHARS)).text, home), textChars).toWellFormed();
}

/** What is kept of a conversation and what was left out; where its requests began, and how many secrets were found before each. */
export type Observed = Readonly<{ trace: Trace; dropped: readonly Dropped[]; openings: readonly (Opening & Readonly<{ redactions: number }>)[] }>;

/** Conversation -> what is kept of it, redacted, and what was left out. Never throws on what a log holds; tool output is not kept. `earlier`: as `segment`. */
export function observe(conversation: Conversation, settings: ObserveSettings, earlier: Earlier | null = null): Observed {
  let redactions = 0;
  const redact: Redact = (text) => {
    const redacted = settings.redact(text);
    for (const count of Object.values(redacted.found)) redactions += count;
    return redacted;
  };
  const { segments, dropped, userPrompts, openings } = segment(conversation, earlier);
  const found: number[] = [];
  const requests = segments.map((one) => {
    found.push(redactions);
    return requestOf(one, conversation, { ...settings, redact });
  });
  const { events } = conversation;
  const ids = (kind: "reply" | "call"): number => new Set(events.flatMap((event) => (event.kind === kind ? [event.id] : []))).size;
  const project = conversation.project === null ? null : shortenHome(conversation.project, settings.home);
  const trace: Trace = {
    id: stableId("trace", conversation.adapter, conversation.id),
    adapter: conversation.adapter,
    agent: conversation.agent,
    key: conversation.key,
    path: conversation.path,
    audience: conversation.audience,
    project,
    startedAt: conversation.startedAt ?? events.find((event) => event.at !== null)?.at ?? null,
    runtime: conversation.runtime,
    requests,
    counts: { userPrompts, assistantMessages: ids("reply"), toolCalls: ids("call"), requests: requests.length, redactions },
    skillUses: skillUsesOf(conversation),
  };
  return { trace, dropped, openings: openings.map((one) => ({ ...one, redactions: found[one.index] ?? 0 })) };
}

function requestOf(one: Segment, conversation: Conversation, settings: ObserveSettings): Request {
  const keep = keeper(settings);
  const followUps: FollowUp[] = [];
  const actions = [];
  const moments: Moment[] = [];
  for (const after of one.after) {
    if (after.kind === "call") {
      const action = actionOf(after.call, after.result, settings.redact, settings.home);
      actions.push(action);
      moments.push({
        kind: "work",
        id: action.id,
        verb: action.verb,
        ok: action.ok,
        exitCode: action.exitCode,
        report: reportOf(action.verb, after.result, action.ok),
      });
    } else if (after.kind === "said") {
      const kind = followUpKind(after.stance);
      if (kind !== null) followUps.push({ id: after.id, at: after.at, place: after.place, kind, text: keep(after.text), after: actions.length });
      moments.push({ kind: "said", id: after.id, stance: { ...after.stance, word: keep(after.stance.word) } });
    } else moments.push(after);
  }
  return {
    id: stableId("req", conversation.adapter, conversation.id, one.prompt.id),
    session: conversation.id,
    adapter: conversation.adapter,
    agent: conversation.agent,
    project: conversation.project === null ? null : shortenHome(conversation.project, settings.home),
    speaker: one.speaker,
    at: one.prompt.at,
    place: one.prompt.place,
    ...(conversation.unattended === true ? { unattended: true } : {}),
    text: keep(one.text),
    followUps,
    actions,
    outcome: outcomeOf(moments),
  };
}

const KEPT = ["answer", "extension", "instruction"] as const;

/** Thanks and a yes are evidence of the outcome; only what says something about the work is kept. */
function followUpKind(stance: Said): FollowUp["kind"] | null {
  if (stance.kind === "complaint") return "complaint";
  if (stance.kind !== "steering") return null;
  return KEPT.find((kind) => kind === stance.word) ?? null;
}

function skillUsesOf(conversation: Conversation): Readonly<Record<string, number>> {
  const uses = new Map<string, number>();
  for (const event of conversation.events) if (event.kind === "skill-use") uses.set(event.skill, (uses.get(event.skill) ?? 0) + 1);
  return Object.fromEntries([...uses].sort(([a], [b]) => (a < b ? -1 : 1)));
}
