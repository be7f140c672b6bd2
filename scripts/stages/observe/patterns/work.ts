import type { Action } from "#kernel/trace";
import { type Habits, looksAround } from "./habits.ts";
import { EVERYDAY } from "../actions/programs.table.ts";

/**
 * The work that answered a request, as comparable keys: `special` are programs and hosts that hardly anything else uses
 * (`gh pr list`, `curl host:wttr.in`), `everyday` is work that answers many different requests, `objects` the classes of things, `given` the files and
 * first words that the special programs were given and the person did not type.
 */
export type Work = Readonly<{ special: readonly string[]; everyday: readonly string[]; objects: readonly string[]; given: readonly string[] }>;

/** Actions of a request and what their programs are habitually given -> its work. Looking around is left out where more was done; calls that failed count less and are left out when others succeeded. */
export function workOf(
  actions: readonly Action[],
  said: (verb: string) => ReturnType<Habits> = () => ({ habit: null, given: [] }),
  constants: readonly string[] = [],
): Work {
  const told = actions.some((action) => action.ok !== false) ? actions.filter((action) => action.ok !== false) : actions;
  // What only failed was not done: a site that is down for a day is no work in common.
  if (told.every((action) => action.ok === false)) return { special: [], everyday: [], objects: [], given: [] };
  const special = new Set<string>(constants);
  const everyday = new Set<string>();
  const objects = new Set<string>();
  const looked = new Set<string>();
  const given = new Set<string>();
  for (const action of told) {
    for (const verb of action.verb.split(" && ").map((one) => unserved(one, action.kind))) {
      if (looksAround(verb)) {
        looked.add(verb);
        continue;
      }
      const host = action.object?.startsWith("host:") === true ? action.object : null;
      const { habit, given: words } = said(verb);
      if (habit !== null) special.add(`${verb.replace(/ \*\..*$/, "")} ${habit}`);
      else if (!isEveryday(verb)) special.add(verb);
      if (habit !== null || !isEveryday(verb)) for (const word of words) given.add(word);
      else if (host !== null) special.add(host);
      else everyday.add(verb);
    }
    if (action.object !== null && !action.object.startsWith("host:")) objects.add(action.object);
  }
  // Where nothing else was done, looking it up was the work.
  const plain = special.size + everyday.size === 0 ? looked : everyday;
  return { special: [...special].sort(), everyday: [...plain].sort(), objects: [...objects].sort(), given: [...given].sort() };
}

/** One host says which server a tool is of and another does not (`home.calendar_list`, `calendar_list`): where the tool's name says what it is for, that is the work. */
function unserved(verb: string, kind: Action["kind"]): string {
  const tool = kind === "other" ? (/^[\w-]{1,60}\.([A-Za-z]+[_-][\w-]{2,60})(?= |$)/.exec(verb)?.[1] ?? null) : null;
  return tool ?? verb;
}

function isEveryday(verb: string): boolean {
  return EVERYDAY.has(verb) || /^(?:python|node|bash|sh|ruby|perl|tsx|deno|bun)(?: |$)|^\*\./.test(verb) || verb === "shell";
}

/** What is left of shared work on things of other classes: `ffmpeg` makes an mp3 of a recording and cuts a film. */
const OTHER_OBJECTS = 0.2;

/** What two works are compared by, as strings or as numbers for them. */
export type Compared<T> = Readonly<{ special: readonly T[]; everyday: readonly T[]; objects: readonly T[] }>;

/** Two works -> 1 the same special work, 0 nothing to tell (one of them did nothing telling), -1 special work that has nothing in common. */
export function agreement<T>(a: Compared<T>, b: Compared<T>): number {
  if (a.special.length === 0 || b.special.length === 0) {
    if (a.special.length + b.special.length > 0 || a.everyday.length === 0 || b.everyday.length === 0) return 0;
    return 0.3 * overlap(a.everyday, b.everyday);
  }
  const shared = overlap(a.special, b.special);
  if (shared === 0) return -1;
  const objects = a.objects.length === 0 || b.objects.length === 0 || overlap(a.objects, b.objects) > 0 ? 1 : OTHER_OBJECTS;
  return shared * objects;
}

/** Shared part of the smaller set and of the union, halfway: extra steps count, but less than missing ones. */
function overlap<T>(a: readonly T[], b: readonly T[]): number {
  // Most did one thing each.
  if (a.length === 1 && b.length === 1) return a[0] === b[0] ? 1 : 0;
  let shared = 0;
  for (const one of a) if (b.includes(one)) shared++;
  if (shared === 0) return 0;
  return (shared / Math.min(a.length, b.length) + shared / (a.length + b.length - shared)) / 2;
}
