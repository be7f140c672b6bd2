import { ALIASES, CMDLETS } from "./cmdlets.table.ts";
import { judgeCmdlet } from "./cmdlets.ts";
import { loadCode, runFetched, runFile, runText, setEnvironment, writeFile } from "./deeds.ts";
import { evaluate, variable } from "./evaluate.ts";
import type { Given } from "./given.ts";
import { shareHost } from "./places.ts";
import { hasJudge, judgeProgram } from "./programs.ts";
import {
  derived,
  either,
  FROM,
  known,
  listOf,
  NOTHING,
  originOf,
  originOfText,
  refuse,
  report,
  type Session,
  setVariable,
  step,
  textsOf,
  unknown,
  type Value,
  withoutSigns,
} from "./session.ts";
import type { Attribute, Block, Element, Node, Param, Redirect, Statement, Word } from "./tree.ts";

/** Statements in their order -> what the last of them gives. */
export function runBody(session: Session, body: readonly Statement[]): Value {
  const given: Value[] = [];
  for (const one of body) {
    if (!step(session)) break;
    const { place } = session;
    if (!session.fixed) session.place = { start: one.start, end: one.end };
    given.push(runStatement(session, one));
    session.place = place;
  }
  const said = given.filter((one) => one !== NOTHING);
  const [first = NOTHING] = said;
  return said.length <= 1 ? first : listOf(said.slice(0, 200));
}

function runStatement(session: Session, node: Statement): Value {
  if (node.kind === "pipeline") return runPipeline(session, node.elements);
  if (node.kind === "assign") {
    assign(session, node.target, node.op, runBody(session, node.value));
    return NOTHING;
  }
  if (node.kind === "function") {
    session.functions.set(node.name, node.block);
    if (session.conditions > 0 || session.depth > 0) session.maybe.add(node.name);
    return NOTHING;
  }
  if (node.kind === "params") {
    bindParams(session, node.attributes, node.params);
    return NOTHING;
  }
  if (node.kind === "class") {
    runClass(session, node);
    return NOTHING;
  }
  if (node.kind === "using") {
    if (node.what === "module" || node.what === "assembly") loadCode(session, known(node.name.replace(/^["']|["']$/g, "")));
    return NOTHING;
  }
  const heads = node.heads.map((head) => runBody(session, head));
  session.conditions++;
  // What a loop sets at its end is there when it begins again.
  let given: readonly Value[] = [];
  for (let round = 0; round < (node.each === null && node.heads.length === 0 ? 1 : 2); round++) {
    if (node.each !== null) setVariable(session, node.each, itemOf(session, heads[0] ?? NOTHING));
    given = node.bodies.map((body) => runBody(session, body));
  }
  session.conditions--;
  return either(
    session,
    given.filter((one) => one !== NOTHING),
  );
}

/** Parameters that whoever runs the text gives: what they are otherwise, and what judges them, runs before it. */
function bindParams(session: Session, attributes: readonly Attribute[], params: readonly Param[]): void {
  for (const one of [...attributes, ...params.flatMap((param) => param.attributes)]) judgeAttribute(session, one);
  for (const { name, value } of params) {
    const given = unknown(session, { from: FROM.given });
    setVariable(session, name, value === null ? given : either(session, [evaluate(session, value), given]));
  }
}

/** `[ValidateScript({ ... })]`: the blocks of an attribute run with what was given. */
function judgeAttribute(session: Session, { args }: Attribute): void {
  for (const one of args) {
    const { block } = evaluate(session, one);
    if (block !== undefined) session.run.block(session, block, [], unknown(session, { from: FROM.given }));
  }
}

function runClass(session: Session, node: Extract<Statement, { kind: "class" }>): void {
  bindParams(session, [], node.fields);
  for (const block of node.members) session.run.block(session, block, [], null);
}

function itemOf(session: Session, all: Value): Value {
  return all.items === undefined ? all : either(session, all.items);
}

function assign(session: Session, target: Node, op: string, value: Value): void {
  const into = target.kind === "cast" ? target.of : target;
  if (into.kind === "list") {
    into.items.forEach((one, at) => {
      assign(session, one, op, value.items?.[at] ?? derived(session, 0, value));
    });
    return;
  }
  if (into.kind === "variable") {
    if (/^env:/i.test(into.name)) setEnvironment(session, into.name.slice(4), value, false);
    const before = variable(session, into.name);
    const next = op === "=" ? value : op === "+=" ? appended(session, before, value) : either(session, [before, value]);
    setVariable(session, into.name, next);
    return;
  }
  assignInto(session, into, value);
}

function appended(session: Session, before: Value, value: Value): Value {
  if (before.items !== undefined) return listOf([...before.items, value].slice(0, 2_000));
  const isLong = before.text.length + value.text.length > LONGEST;
  if (isLong || before.entries !== undefined || before.ways !== undefined || before.type !== undefined) return derived(session, 0, before, value);
  return { text: before.text + value.text, made: true };
}

/** `$object.Name = ...`, `$table["name"] = ...`: whoever holds the object holds what was put into it. */
function assignInto(session: Session, into: Node, value: Value): void {
  if (into.kind !== "member" && into.kind !== "index") return;
  const name = evaluate(session, into.kind === "member" ? into.name : into.at).text.toLowerCase();
  const of = into.of;
  if (/^(?:servercertificatevalidationcallback|certificatepolicy|defaultwebproxy|proxy)$/.test(name)) session.isDiverted = true;
  if (of.kind !== "variable") return;
  if (/^psdefaultparametervalues$/i.test(of.name)) session.isDiverted = true;
  const old = variable(session, of.name);
  if (old.type === "diagnostics.processstartinfo") {
    const [program = NOTHING, ...words] = old.args ?? [];
    if (name === "filename") session.variables.set(of.name.toLowerCase(), { ...old, args: [value, ...words] });
    else if (name === "arguments") session.variables.set(of.name.toLowerCase(), { ...old, args: [program, ...value.text.split(/\s+/).map(known)] });
  } else if (old.type === undefined) {
    session.variables.set(of.name.toLowerCase(), { ...old, entries: new Map([...(old.entries ?? []), [name, value]]) });
  }
}

function runPipeline(session: Session, elements: readonly Element[]): Value {
  let input: Value | null = null;
  for (const element of elements) {
    const printed: Value = element.kind === "expression" ? evaluate(session, element.node) : runCommand(session, element, input);
    for (const redirect of element.redirects) redirected(session, redirect, printed);
    input = printed;
  }
  return input ?? NOTHING;
}

function redirected(session: Session, { to, append }: Redirect, content: Value): void {
  writeFile(session, evaluate(session, to), content, append);
}

function runCommand(session: Session, element: Extract<Element, { kind: "command" }>, input: Value | null): Value {
  const name = evaluate(session, element.name);
  if (name.block !== undefined) return session.run.block(session, name.block, wordsOf(session, element.words).words, input);
  if (name.type === "scriptblock") return runText(session, name.args?.[0] ?? name, "powershell");
  const printed = textsOf(name).map((text) => startNamed(session, { ...name, text }, element, input));
  return printed.length === 1 ? (printed[0] ?? NOTHING) : derived(session, 0, ...printed);
}

/** Words of a command -> parameters by their names, and the rest in their order; `raw` is how a program of Windows gets them. */
function wordsOf(session: Session, words: readonly Word[]): Given {
  const named = new Map<string, Value>();
  const rest: Value[] = [];
  const raw: Value[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word?.kind === "parameter") {
      const value = word.value === null ? null : evaluate(session, word.value);
      const next = words[at + 1];
      const behind = value ?? (next?.kind === "word" && !isSwitch(word.name) ? evaluate(session, next.node) : null);
      if (value === null && behind !== null) at++;
      named.set(word.name, behind ?? known("True"));
      raw.push(known(`-${word.written}`), ...(behind === null ? [] : [behind]));
    } else if (word?.kind === "word") {
      const value = evaluate(session, word.node);
      if (word.node.kind === "variable" && word.node.splat) {
        for (const [key, one] of value.entries ?? []) named.set(key, one);
        if (value.entries === undefined) rest.push(...(value.items ?? [value]));
      } else rest.push(value);
      raw.push(...(value.items ?? [value]));
    }
  }
  return { named, words: rest, raw };
}

const LONGEST = 100_000;
const SWITCHES =
  /^(?:recurse|r|force|fo|useb\w*|raw|passthru|wait|nonewwindow|nop\w*|noni\w*|nol\w*|sta|mta|noexit|append|as(?:plaintext|securestring|bytestream|job)|verbose|debug|whatif|confirm|unique|leaf|parent|directory|file|hidden|quiet|simplematch|notmatch|allmatches|list|autosize|compress|nonewline|noclobber|skipcertificatecheck|skiphttperrorcheck|asbytestream|useculture|notypeinformation|descending|expandenvironment)$/;

export function isSwitch(name: string): boolean {
  return SWITCHES.test(name);
}

function startNamed(session: Session, name: Value, element: Extract<Element, { kind: "command" }>, input: Value | null): Value {
  const { text } = name;
  const origin = originOfText(session, text);
  const last = text.replaceAll("/", "\\").split("\\").at(-1) ?? "";
  if ((origin.from & (FROM.network | FROM.decoded)) !== 0 && withoutSigns(last) !== last) {
    runFetched(session, origin);
    return unknown(session, { from: FROM.printed });
  }
  if (withoutSigns(last) !== last) {
    const given = wordsOf(session, element.words);
    if (origin.from & (FROM.printed | FROM.file | FROM.secret)) refuse(session, "command-hidden", "starts what cannot be told");
    return derived(session, FROM.printed, ...given.raw);
  }
  if (/^(?:function|alias|script|global):/i.test(text)) refuse(session, "command-hidden", "a command by the place of its name");
  let key = resolve(session, text.toLowerCase());
  const block = session.functions.get(key);
  const given = wordsOf(session, element.words);
  if (block !== undefined) {
    session.called.add(key);
    const printed = session.run.block(session, block, [...given.words], input, given.named);
    // Where it is made on one way only, the name is somebody else's on the other.
    if (!session.maybe.has(key)) return printed;
    key = ALIASES.get(key) ?? key;
  }
  // A name with a star in it is looked for among all commands.
  if (/[*?[]/.test(key) && key !== "?" && element.call !== "") refuse(session, "command-hidden", "a pattern names the command");
  if (name.made === true && (CMDLETS.has(key) || hasJudge(key)))
    report(session, "obfuscated-code", { why: `the name of the command is put together: ${text.slice(0, 60)}` });
  if (CMDLETS.has(key) || /^[a-z]+-[a-z]\w+$/.test(key)) return judgeCmdlet(session, key, given, input);
  if (shareHost(text) !== null || /[\\/]|\.\w{2,4}$/.test(text)) runFile(session, known(text));
  return judgeProgram(session, [known(text), ...given.raw], input);
}

function resolve(session: Session, name: string): string {
  const plain = name.replace(/^(?:microsoft\.powershell\.\w+|cimcmdlets)\\/, "");
  const own = session.aliases.get(plain);
  if (own !== undefined) return ALIASES.get(own) ?? own;
  if (session.functions.has(plain)) return plain;
  return ALIASES.get(plain) ?? plain;
}

/** A block with its arguments and what comes in through the pipe -> what it gives. */
export function runBlock(session: Session, block: Block, args: readonly Value[], input: Value | null, named?: ReadonlyMap<string, Value>): Value {
  if (session.depth > 24) {
    refuse(session, "command-hidden", "blocks inside of blocks, too deep to follow");
    return NOTHING;
  }
  // What calls itself is followed twice: a third time is told nothing new.
  const times = session.active.get(block) ?? 0;
  if (times >= 2) return derived(session, FROM.given, ...args, ...(named?.values() ?? []));
  session.active.set(block, times + 1);
  const kept = new Map<string, Value | undefined>();
  const bind = (name: string, value: Value): void => {
    kept.set(name, session.variables.get(name));
    session.variables.set(name, value);
  };
  for (const one of [...block.attributes, ...block.params.flatMap((param) => param.attributes)]) judgeAttribute(session, one);
  block.params.forEach(({ name, value }, at) => {
    bind(
      name,
      [...(named ?? [])].find(([key]) => name.startsWith(key))?.[1] ??
        args[at] ??
        (value === null ? unknown(session, { from: FROM.given }) : evaluate(session, value)),
    );
  });
  bind("args", args.length === 0 ? unknown(session, { from: FROM.given }) : listOf(args));
  if (input !== null) {
    bind("_", itemOf(session, input));
    bind("psitem", itemOf(session, input));
    bind("input", input);
  }
  session.depth++;
  const given = runBody(session, block.body);
  session.depth--;
  session.active.set(block, times);
  for (const [name, value] of kept)
    if (value === undefined) session.variables.delete(name);
    else session.variables.set(name, value);
  return given === NOTHING && input !== null && originOf(session, input).from !== 0 ? derived(session, 0, input) : given;
}

/** Bodies that nothing called are read once, with arguments nobody knows. */
export function finish(session: Session): void {
  for (const [name, block] of session.functions) if (!session.called.has(name)) runBlock(session, block, [], null);
}
