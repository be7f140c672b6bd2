import type { Action } from "#kernel/trace";
import { actionOf } from "#stages/observe/actions/action";
import type { MineItem } from "#stages/observe/patterns/mine";
import { redact } from "#stages/observe/redaction/redact";

export type Ask = Readonly<{ family: string; text: string; commands: readonly string[] }>;

const DAY = 86_400_000;

/** A request that keeps coming: its wordings, and the commands that answer one of them. */
export function family(name: string, texts: readonly string[], commands: (text: string) => readonly string[] = () => []): readonly Ask[] {
  return texts.map((text) => ({ family: name, text, commands: commands(text) }));
}

/** Requests -> items to mine, each in a session of its own, a few a day, in an order that mixes the families. */
export function history(asks: readonly Ask[], seed = 7): { items: readonly MineItem[]; families: readonly string[] } {
  const order = asks.map((ask, at) => ({ ask, key: ((at + 1) * 2654435761 + seed * 40503) % 4294967296 })).sort((a, b) => a.key - b.key);
  return {
    items: order.map(({ ask }, at) => ({
      id: `req-${at}`,
      text: ask.text,
      session: `s${at}`,
      at: Date.UTC(2026, 2, 1) + (at % 20) * DAY,
      actions: ask.commands.map((command, nth) => ran(`${at}-${nth}`, command)),
      outcome: { label: "success" },
    })),
    families: order.map(({ ask }) => ask.family),
  };
}

function ran(id: string, command: string): Action {
  const place = { path: "log", line: 1 };
  const result = { kind: "result" as const, id, at: null, place, ok: true, exitCode: 0, status: null, durationMs: 1, text: "" };
  return actionOf({ kind: "call", id, at: null, place, tool: "exec", input: { command } }, result, redact, null);
}
