import { SIZE, type Scene } from "./play.ts";

/** What is of one machine: the home and the person who plays, and the day. */
export type Machine = Readonly<{ home: string; user: string; now: number }>;

/** The day that every recording is of. */
const DAY = Date.UTC(2026, 2, 9);
const DAY_MS = 86_400_000;
/** Seconds: between two keys, before the first key of a scene, and besides for each line that is there to read. */
const KEY = 0.08;
const PAUSE = 1.5;
const LINE = 0.12;
const LONGEST = 6;

/** Scenes -> the same of a person ada in /home/ada on one and the same day: nothing of the machine is left in them. */
export function neutral(scenes: readonly Scene[], { home, user, now }: Machine): readonly Scene[] {
  const days = Math.round((DAY - Math.floor(now / DAY_MS) * DAY_MS) / DAY_MS) * DAY_MS;
  const moved = (date: string) => new Date(Date.parse(date) + days).toISOString().slice(0, 10);
  return scenes.map(({ typed, shown }) => ({
    typed,
    shown: shown
      .replaceAll(home, "/home/ada")
      .replaceAll(`user:${user}`, "user:ada")
      .replace(/\b\d{4}-\d{2}-\d{2}\b/g, moved),
  }));
}

/** Scenes -> an asciicast (version 2), paced for a reader: the moments are made up, and there is no time of a recording in it. */
export function castOf(scenes: readonly Scene[]): string {
  const events: [number, "i" | "o", string][] = [[0, "o", "$ "]];
  let at = 0;
  let lines = 0;
  for (const { typed, shown } of scenes) {
    at += Math.min(LONGEST, PAUSE + LINE * lines);
    let echoed = 0;
    for (const key of typed) {
      at += KEY;
      events.push([at, "i", key]);
      if (shown[echoed] === key) events.push([at, "o", shown[echoed++] ?? ""]);
    }
    at += KEY;
    events.push([at, "o", shown.slice(echoed)]);
    lines = shown.split("\n").length;
  }
  const head = { version: 2, width: SIZE.columns, height: SIZE.rows, title: "forge review, deploy, rollback", env: { TERM: "xterm-256color" } };
  return [head, ...events.map(([time, kind, text]) => [Number(time.toFixed(2)), kind, text])].map((one) => `${JSON.stringify(one)}\n`).join("");
}

/** An asciicast that `castOf` made -> its scenes: keys that come without an answer in between are one scene. */
export function scenesOf(cast: string): readonly Scene[] {
  const [, , ...events] = cast
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const scenes: { typed: string; shown: string; open: boolean }[] = [];
  for (const event of events) {
    if (!Array.isArray(event)) throw new Error("an event of an asciicast is a list");
    const [, kind, text] = event.map(String);
    const last = scenes.at(-1);
    if (kind === "o" && last !== undefined) {
      last.shown += text ?? "";
      last.open = text?.length === 1 && last.typed.endsWith(text);
    } else if (last?.open === true) last.typed += text ?? "";
    else scenes.push({ typed: text ?? "", shown: "", open: true });
  }
  return scenes.map(({ typed, shown }) => ({ typed, shown }));
}

/** What of a screen is the same on every day and at every width of a name: its words, without colours, digests, dates and line breaks. */
export function lasting(shown: string): string {
  return shown
    .replace(/\u001b\[[?0-9;]*[a-zA-Z]/g, "")
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, "DATE")
    .replace(/\b[0-9a-f]{12,64}\b/g, "DIGEST")
    .replace(/[A-Za-z0-9+/]{43}=/g, "ROOT")
    .replace(/\s+/g, " ")
    .trim();
}
