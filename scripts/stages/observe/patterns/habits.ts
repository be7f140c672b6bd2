import type { Action } from "#kernel/trace";
import { LOOKUPS } from "../actions/programs.table.ts";
import { parseCommands } from "../actions/shell-command.ts";

type Asked = Readonly<{ text: string; session: string; actions: readonly Action[] }>;

/** Is it looking around, whose habits nobody asks for? Reading a file is work where nothing else was done. */
export function looksAround(verb: string): boolean {
  return LOOKUPS.has(verb) && verb !== "read";
}

/**
 * Program of a request -> what is always said with it in requests of this kind (the database it opens, the subcommand, the script), and all that was
 * said with it here.
 */
export type Habits = (asked: Asked, verb: string) => Readonly<{ habit: string | null; given: readonly string[] }>;

/** In so many sessions before it is a habit. */
const OFTEN = 3;
/** Said with nearly every call of a program it tells nothing apart. */
const ALWAYS = 0.75;
/** Share of a program's requests that their habits have to explain before it is taken for several kinds of work. */
const EXPLAINED = 0.7;
const SCRIPT = /^[\w.-]{1,60}\.(?:py|js|mjs|cjs|ts|sh|rb|pl|r|php|lua)$/i;
const INTERPRETER = /^(?:python|node|bash|sh|ruby|perl|tsx|deno|bun)(?: |$)/;
/** Names that are given to any script. */
const ANY_SCRIPT = /^(?:main|script|run|test|tmp|temp|app|index|solve|check|a|x|foo|t)\d{0,3}\./i;

/**
 * Requests -> their habits. One program does several kinds of work (`sqlite3 freezer.db`, `sqlite3 clients.db`; `ledger reg`, `ledger bal`): where the files
 * it is given came back, or the first words after it divide most of its calls into kinds that each came back, each kind is work of its own. What the person
 * typed is a value and divides nothing. A script that came back is work of its own although its interpreter is everybody's.
 */
export function habitsOf(items: readonly Asked[]): Habits {
  const verbs = new Map<string, Counts[]>();
  const sessions: Counts = new Map();
  const numbers = new Map<string, number>();
  const named = new Map<string, Counts>();
  for (const item of items) {
    if (item.actions.length === 0) continue;
    const saidHere = saidWith(item);
    const session = numbers.get(item.session) ?? numbers.size;
    numbers.set(item.session, session);
    for (const verb of verbsOf(item.actions)) {
      count(sessions, verb, session);
      const byKind: Counts[] = verbs.get(verb) ?? [new Map<string, number>(), new Map<string, number>()];
      verbs.set(verb, byKind);
      for (const [kind, words] of (saidHere.get(verb) ?? NOTHING).entries())
        for (const word of words) count(byKind[kind] ?? new Map<string, number>(), word, session);
      for (const file of saidHere.get(verb)?.[0] ?? []) {
        if (INTERPRETER.test(verb) || !isNamedFor(file, item.text)) continue;
        const files: Counts = named.get(verb) ?? new Map<string, number>();
        named.set(verb, files);
        count(files, file, session);
      }
    }
  }
  const isValue = valuesAmong(verbs, named);
  const dividing = new Map<string, Readonly<{ kind: number; words: ReadonlySet<string> }>>();
  for (const [verb, byKind] of verbs) {
    const all = seenIn(sessions.get(verb) ?? NOWHERE).size;
    for (const [kind, words] of byKind.entries()) {
      if (dividing.has(verb)) break;
      const habits = [...words].filter(
        ([word, seen]) => !isValue(verb, word) && typeof seen !== "number" && seen.size >= OFTEN && (INTERPRETER.test(verb) || seen.size <= ALWAYS * all),
      );
      const explained = new Set(habits.flatMap(([, seen]) => [...seenIn(seen)])).size;
      if (kind === 0 ? habits.length > 0 : !INTERPRETER.test(verb) && habits.length > 1 && explained >= EXPLAINED * all)
        dividing.set(verb, { kind, words: new Set(habits.map(([word]) => word)) });
    }
  }
  // Taken apart again for each request: what a million of them said would be more than all else that is known of them.
  let last: Readonly<{ asked: Asked | null; said: ReadonlyMap<string, Said> }> = { asked: null, said: NOTHING_SAID };
  return (asked, verb) => {
    if (last.asked !== asked) last = { asked, said: saidWith(asked) };
    const found = dividing.get(verb);
    const said = last.said.get(verb) ?? NOTHING;
    return {
      habit: found === undefined ? null : (said[found.kind]?.filter((word) => found.words.has(word)).sort()[0] ?? null),
      given: said.flatMap((words) => words.filter((word) => !isValue(verb, word))),
    };
  };
}

/** Is a file named for a word that the person said ("in APA": `apa.csl`)? */
function isNamedFor(file: string, text: string): boolean {
  const stem = file.slice(0, file.lastIndexOf("."));
  const typed = text.toLowerCase();
  return typed.includes(stem) && typed.split(/[^\p{L}\p{N}_-]+/u).includes(stem);
}

/** Files that a program was only ever given where the person had said their names, several of them: ever another value, and no habit. */
function valuesAmong(verbs: ReadonlyMap<string, readonly Counts[]>, named: ReadonlyMap<string, Counts>): (verb: string, word: string) => boolean {
  const values = new Map<string, ReadonlySet<string>>();
  for (const [verb, files] of named) {
    const always = [...files].filter(([file, seen]) => seenIn(seen).size === seenIn(verbs.get(verb)?.[0]?.get(file) ?? NOWHERE).size);
    if (always.length > 1) values.set(verb, new Set(always.map(([file]) => file)));
  }
  return (verb, word) => values.get(verb)?.has(word) === true;
}

/** Word -> the sessions it was said in, by number: one by itself until there is a second, because most words are said once. */
type Counts = Map<string, number | Set<number>>;

const NOWHERE: ReadonlySet<number> = new Set();

function count(counts: Counts, key: string, session: number): void {
  const seen = counts.get(key);
  if (seen === undefined) counts.set(key, session);
  else if (typeof seen !== "number") seen.add(session);
  else if (seen !== session) counts.set(key, new Set([seen, session]));
}

function seenIn(sessions: number | ReadonlySet<number>): ReadonlySet<number> {
  return typeof sessions === "number" ? new Set([sessions]) : sessions;
}

function verbsIn(action: Action): readonly string[] {
  return action.verb.split(" && ").filter((verb) => !looksAround(verb));
}

function verbsOf(actions: readonly Action[]): ReadonlySet<string> {
  return new Set(actions.flatMap((action) => (action.kind === "run" && action.ok !== false ? verbsIn(action) : [])));
}

/** Files, and first plain words, that a program was given in one request. */
type Said = readonly (readonly string[])[];

const NOTHING: Said = [[], []];

const NOTHING_SAID: ReadonlyMap<string, Said> = new Map();

/** Program of a request -> what it was given, without what the person typed; programs that were given nothing are left out. */
function saidWith({ text, actions }: Asked): ReadonlyMap<string, Said> {
  const typed = text.toLowerCase();
  const said: Sets = new Map();
  for (const action of actions) {
    if (action.ok === false) continue;
    const verbs = verbsIn(action);
    const commands = verbs.length === 0 ? [] : parseCommands(action.line);
    for (const verb of verbs) for (const { words } of commands) addGiven(said, words, verb, typed);
  }
  return said.size === 0 ? NOTHING_SAID : new Map([...said].map(([verb, kinds]) => [verb, kinds.map((words) => [...words])]));
}

/** Program -> the files and the words that it was given. */
type Sets = Map<string, readonly [Set<string>, Set<string>]>;

function addGiven(said: Sets, command: readonly string[], verb: string, typed: string): void {
  const [program = "", ...rest] = verb.split(" ");
  const at = command.findIndex((word) => word === program || word.endsWith(`/${program}`) || (program === "python" && /^python\d?$/.test(word)));
  if (at < 0) return;
  let first = true;
  for (const word of command.slice(at + 1)) {
    const plain = word.toLowerCase();
    const name = plain.slice(plain.lastIndexOf("/") + 1);
    if (plain.startsWith("-") || rest.includes(plain) || typed.includes(name)) continue;
    const isFile = INTERPRETER.test(verb) ? SCRIPT.test(name) && !ANY_SCRIPT.test(name) : /^[\p{L}\p{N}_-]{2,40}\.[a-z]\w{0,7}$/u.test(name);
    const isWord = !isFile && first && /^[a-z][a-z-]{1,30}$/.test(plain);
    if (!isFile && !isWord) continue;
    const kinds = said.get(verb) ?? [new Set(), new Set()];
    said.set(verb, kinds);
    kinds[isFile ? 0 : 1].add(isFile ? name : plain);
    if (isWord) first = false;
  }
}
