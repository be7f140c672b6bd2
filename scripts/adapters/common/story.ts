import type { Dropped, DropReason } from "#kernel/dropped";
import type { Conversation, Place, TraceEvent } from "#kernel/trace";
import { Calls } from "./calls.ts";

type At = Readonly<{ at: number | null; place: Place }>;

/** How a call ended, as far as the log tells. `text` is looked at for what it says about success and is never kept. */
export type Ending = Readonly<{ ok: boolean | null; exitCode?: number | null; status?: string | null; durationMs?: number | null; text: string }>;

/**
 * Collects the events of one conversation in the order of the log. Everything is counted by id: a prompt, reply or call
 * whose id was there before is a copy (`record.duplicate`), and a call id used again after its result is a new call.
 */
export class Story {
  readonly events: TraceEvent[] = [];
  readonly dropped: Dropped[] = [];
  private readonly calls = new Calls();
  private readonly ids = new Set<string>();

  /** What the person typed; `external` is text that came with it and is not theirs (attachments, quoted pages). */
  prompt(id: string, text: string, { at, place }: At, external: readonly string[] = [], speaker: string | null = null): void {
    if (!this.isNew(`prompt ${id}`, place, "prompt")) return;
    const spans = [{ trust: "user" as const, text }, ...external.map((one) => ({ trust: "external" as const, text: one }))];
    this.events.push({ kind: "prompt", id, at, place, spans, speaker });
  }

  /** A skill or command called by its name; `text` is what the person added to it. */
  skillUse(id: string, skill: string, text: string, { at, place }: At): void {
    if (this.isNew(`skill ${id}`, place, "skill")) this.events.push({ kind: "skill-use", id, at, place, skill, text });
  }

  /** The assistant's words; several records of one message share its id and are one reply. `failed` is why the turn broke. */
  reply(id: string, text: string, { at, place }: At, failed: string | null = null): void {
    const isNew = !this.ids.has(`reply ${id}`);
    this.ids.add(`reply ${id}`);
    if (isNew || text !== "" || failed !== null) this.events.push({ kind: "reply", id, at, place, text, failed });
  }

  /** A tool call. Without a name or input it is still a call. */
  call(id: string, tool: string, input: Readonly<Record<string, unknown>>, { at, place }: At): void {
    const known = this.calls.open(id);
    if (known === null) this.drop("record.duplicate", place, "call");
    else this.events.push({ kind: "call", id: known, at, place, tool, input });
  }

  /** The answer to a call. `ok` null says that the log does not tell; a later answer to the same call may. */
  result(id: string, ending: Ending, { at, place }: At): void {
    const known = this.calls.close(id, ending.ok === null);
    if (known === null) this.drop("record.duplicate", place, "result");
    else {
      const { ok, exitCode = null, status = null, durationMs = null, text } = ending;
      this.events.push({ kind: "result", id: known, at, place, ok, exitCode, status, durationMs, text });
    }
  }

  /** A command that the person ran by hand (`!` in many agents): work of the request that is open. */
  byHand(id: string, command: string, ending: Ending, at: At): void {
    this.call(`by-hand:${id}`, "exec", { command }, at);
    this.result(`by-hand:${id}`, ending, at);
  }

  /** Ends whatever request is open: a cleared context, a turn of a program. */
  reset(reason: string, { at, place }: At): void {
    this.events.push({ kind: "reset", at, place, reason });
  }

  /** The person took back the prompts with these ids and what followed each. */
  withdraw(ids: readonly string[], { at, place }: At): void {
    for (const id of ids) this.events.push({ kind: "withdrawn", id, at, place });
  }

  drop(reason: DropReason, place: Place, detail?: string): void {
    this.dropped.push(detail === undefined ? { reason, place } : { reason, place, detail });
  }

  hasCall(id: string): boolean {
    return this.calls.has(id);
  }

  /** Ids of the prompts so far, in order. */
  prompts(): readonly string[] {
    return this.events.flatMap((event) => (event.kind === "prompt" ? [event.id] : []));
  }

  private isNew(name: string, place: Place, detail: string): boolean {
    if (this.ids.has(name)) {
      this.drop("record.duplicate", place, detail);
      return false;
    }
    this.ids.add(name);
    return true;
  }
}

/** What an adapter knows of a conversation beside its events; what it leaves out is null. */
export type Facts = Readonly<{
  id: string;
  adapter: string;
  path: string;
  agent?: string;
  key?: string | null;
  audience?: "direct" | "group";
  project?: string | null;
  startedAt?: number | null;
  runtime?: string | null;
  unattended?: boolean;
}>;

/** Facts and story -> conversation. Without a stated start, the first time in it counts. */
export function conversationOf(facts: Facts, { events }: Story): Conversation {
  return {
    id: facts.id,
    adapter: facts.adapter,
    agent: facts.agent ?? "main",
    key: facts.key ?? null,
    path: facts.path,
    audience: facts.audience ?? "direct",
    project: facts.project ?? null,
    startedAt: facts.startedAt ?? events.find((event) => event.at !== null)?.at ?? null,
    runtime: facts.runtime ?? null,
    ...(facts.unattended === true ? { unattended: true } : {}),
    events,
  };
}
