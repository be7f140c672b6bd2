import { posix } from "node:path";
import { parseArgs } from "node:util";
import { createContext, type Module, Script, SourceTextModule, SyntheticModule } from "node:vm";
import { LANGUAGE } from "#stages/scan/compiled/language.table";
import { VETTED_GLOBALS } from "#stages/scan/compiled/vetted.table";
import { CWD, makeFiles } from "./files.ts";
import { SETUP } from "./realm-setup.ts";

/** Longest run of the programs that are run together; the loops of the grammar are short, so only an endless one gets there. */
const TIMEOUT_MS = 150;
/** The promise of a module belongs to the realm of wires: only a `then` of ours may touch it. */
const then = Reflect.get(Promise.prototype, "then") as (...given: readonly unknown[]) => unknown;
const ignored = (): undefined => undefined;
const driver = new Script("go()");

export type Outcome = Readonly<{
  /** Every capability that was touched without a permission; none is what the language promises. */
  escapes: readonly string[];
  /** `refused`: the runtime itself does not accept the text. */
  end: "done" | "threw" | "refused" | "timeout";
}>;
export type Granted = Readonly<{ read: readonly string[]; write: readonly string[]; secrets: readonly string[]; hosts: readonly string[] }>;
export const NO_GRANTS: Granted = { read: [], write: [], secrets: [], hosts: [] };

type Inside = Readonly<{ modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>; verify(): string; begin(): void; meta(meta: object): void }>;
export type Program = Readonly<{ code: string; granted: Granted }>;
export type Realm = Readonly<{
  /** Runs the programs one after the other, each from the same beginning. */
  run(programs: readonly Program[]): Promise<readonly Outcome[]>;
  /** What the programs left changed: "" nothing, "frozen" only frozen objects (harmless, but a new realm is due), else what. */
  verify(): string;
}>;

type Linked = { readonly module: SourceTextModule | null; readonly grants: Granted; outcome: Outcome };

/** Property names that the engine reads by itself; a wire there would trip without the program's doing. */
const NATIVE = ["valueOf", "toString", "toJSON", "return", "throw", "length", "name", "message", "stack", "byteLength", "then", "description"];
const REGEX = ["hasIndices", "global", "ignoreCase", "multiline", "dotAll", "unicode", "unicodeSets", "sticky", "flags", "source", "exec"];

/** A realm of its own in which every capability is a tripwire. Needs `--experimental-vm-modules`. */
export async function makeRealm(): Promise<Realm> {
  let escapes: string[] = [];
  let granted: Granted = NO_GRANTS;
  const trip = (what: string): void => {
    if (escapes.length < 5) escapes.push(what);
  };
  const files = makeFiles(trip);
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const hooks = {
    trip,
    env: (name: string) => {
      if (!granted.secrets.includes(name)) trip(`process.env.${name}`);
    },
    net: (address: string) => {
      if (!isReached(address, granted.hosts)) trip(`fetch ${address}`);
    },
    exists: files.exists,
    facts: (path: string) => JSON.stringify(files.facts(path)),
    names: (path: string) => JSON.stringify(files.names(path)),
    read: (path: string) => JSON.stringify(files.read(path)),
    realPath: (path: string) => JSON.stringify(files.realPath(path)),
    write: files.write,
    path: callPath,
    parseArgs: callParseArgs,
  };
  const lists = {
    members: [...LANGUAGE.members],
    native: [...NATIVE, ...REGEX],
    statics: Object.fromEntries([...LANGUAGE.chains, ...LANGUAGE.staticMembers].map(([root, names]) => [root, [...names]])),
    globals: [...LANGUAGE.globals, "console", "process"],
    vetted: [...VETTED_GLOBALS],
    names: [...Object.getOwnPropertyNames(globalThis), "require", "module", "exports", "__dirname", "__filename"],
    paths: [...(LANGUAGE.imports.get("node:path") ?? [])],
  };
  const inside = (new Script(SETUP).runInContext(context) as (hooks: object, lists: string) => Inside)(hooks, JSON.stringify(lists));
  const modules = new Map<string, Module>();
  for (const [specifier, names] of Object.entries(inside.modules)) {
    const made: SyntheticModule = new SyntheticModule(
      Object.keys(names),
      () => {
        for (const [name, value] of Object.entries(names)) made.setExport(name, value);
      },
      { context, identifier: specifier },
    );
    await made.link(() => made);
    await made.evaluate();
    modules.set(specifier, made);
  }
  // what starts the programs lives in a realm of its own, so that none of them can name it
  const pending = { go: (): void => undefined };
  const outside = createContext(pending);
  const dynamic = (specifier: string): Module => {
    trip(`import("${specifier}")`);
    return nothing;
  };
  const nothing: SyntheticModule = new SyntheticModule([], () => undefined, { context, identifier: "nothing" });
  await nothing.link(() => nothing);
  await nothing.evaluate();
  const link = async ({ code, granted: grants }: Program): Promise<Linked> => {
    escapes = [];
    try {
      const module = new SourceTextModule(code, {
        context,
        identifier: "main.mjs",
        initializeImportMeta: (meta) => inside.meta(meta),
        importModuleDynamically: dynamic,
      });
      await module.link((specifier) => modules.get(specifier) ?? dynamic(specifier));
      return { module, grants, outcome: { escapes, end: "refused" } };
    } catch {
      return { module: null, grants, outcome: { escapes, end: "refused" } };
    }
  };
  const evaluate = (one: Linked): void => {
    if (one.module === null) return;
    escapes = [];
    granted = one.grants;
    files.begin(one.grants.read, one.grants.write);
    inside.begin();
    one.outcome = { escapes, end: "timeout" };
    // a module without top-level await has run when this comes back
    void Reflect.apply(then, one.module.evaluate(), [ignored, ignored]);
    one.outcome = { escapes, end: one.module.status === "errored" ? "threw" : "done" };
  };
  const run = async (programs: readonly Program[]): Promise<readonly Outcome[]> => {
    const linked: Linked[] = [];
    for (const program of programs) linked.push(await link(program));
    let at = 0;
    // one watchdog for all of them: starting it takes longer than most programs run
    const go = (): void => {
      while (at < linked.length) {
        const one = linked[at++];
        if (one !== undefined) evaluate(one);
      }
    };
    pending.go = go;
    while (at < linked.length) {
      try {
        driver.runInContext(outside, { timeout: TIMEOUT_MS });
      } catch {
        // the program that took too long keeps its outcome "timeout"; the rest goes on
      }
    }
    return linked.map(({ outcome }) => outcome);
  };
  return { run, verify: () => inside.verify() };
}

function callPath(name: string, given: string): string | boolean {
  const values = JSON.parse(given) as string[];
  const one = values[0] ?? "";
  switch (name) {
    case "basename":
      return posix.basename(one, values[1]);
    case "dirname":
      return posix.dirname(one);
    case "extname":
      return posix.extname(one);
    case "isAbsolute":
      return posix.isAbsolute(one);
    case "join":
      return posix.join(...values);
    case "normalize":
      return posix.normalize(one);
    case "relative":
      return posix.relative(posix.resolve(CWD, one), posix.resolve(CWD, values[1] ?? ""));
    default:
      return posix.resolve(CWD, ...values);
  }
}

/** Configuration as JSON -> result as JSON, or the message of the refusal as a JSON text. */
function callParseArgs(config: string, argv: string): string {
  try {
    const given = (config === "" ? {} : JSON.parse(config)) as object;
    return JSON.stringify(parseArgs({ args: (JSON.parse(argv) as string[]).slice(2), ...given }));
  } catch (error) {
    return JSON.stringify(error instanceof Error ? error.message : "refused");
  }
}

/** Does the address, as the runtime itself reads it, lead to a granted host by https and its usual port, without a name or password? */
function isReached(address: string, hosts: readonly string[]): boolean {
  const url = URL.parse(address);
  return url?.protocol === "https:" && url.port === "" && url.username === "" && url.password === "" && hosts.includes(url.hostname);
}
